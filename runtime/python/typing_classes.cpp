// SPDX-License-Identifier: Apache-2.0
#include "python/typing_classes.h"

#include <algorithm>
#include <map>
#include <set>

#include "pbc/playbook.h"

#include "python/attributes.h"
#include "python/bind.h"
#include "python/class_tools.h"
#include "python/library_class.h"
#include "python/named_tuple.h"
#include "python/sequences.h"
#include "python/typing_alias.h"

namespace pbc {

namespace {

using Kind = Alias::Kind;

bool is_variable(const Value& v) {
  return native_if<TypeVariable>(v, kTypeVarType) != nullptr || native_if<TypeVariable>(v, kParamSpecType) != nullptr;
}

/// Generic[T], Protocol[T], Stack[int]
Value generic_item(const Value& type, const Value& key) {
  Values args = key.is(Tag::kTuple) ? as_tuple(key) : Values{key};
  Class& cls = as_class(type);
  if (&cls == &generic_class() || &cls == &protocol_class()) {
    if (args.empty()) raise_type_error("Parameter list to ", cls.name, "[...] cannot be empty");
    if (!std::ranges::all_of(args, is_variable))
      raise_type_error("Parameters to ", cls.name,
                       "[...] must all be type variables or parameter specification variables.");
    if (type_variables(args).size() != args.size())
      raise_type_error("Parameters to ", cls.name, "[...] must all be unique");
    return make_native(new Alias(Kind::kGeneric, "typing." + cls.name, type, std::move(args)));
  }
  for (Value& arg : args) {
    if (arg.is_none()) arg = type_value(kNoneType);
    if (arg.is_str()) arg = make_forward_reference(arg);
  }
  const Value* parameters = cls.find("__parameters__");
  const std::size_t expected = parameters == nullptr ? 0 : as_tuple(*parameters).size();
  if (expected == 0) raise_type_error(to_repr(type), " is not a generic class");
  if (args.size() != expected)
    raise_type_error("Too ", args.size() > expected ? "many" : "few", " arguments for ", to_repr(type), "; actual ",
                     std::to_string(args.size()), ", expected ", std::to_string(expected));
  return make_native(new Alias(Kind::kGeneric, "", type, std::move(args)));
}

void take_parameters(Class& cls, const ClassParts&) {
  Values variables;
  if (const Value* bases = cls.attributes.find("__orig_bases__")) {
    for (const Value& base : as_tuple(*bases)) {
      const Alias* alias = as_alias(base);
      if (alias == nullptr || !alias->name.starts_with("typing.Generic")) continue;
      cls.set("__parameters__", make_tuple(alias->args));
      return;
    }
    variables = type_variables(as_tuple(*bases));
  }
  cls.set("__parameters__", make_tuple(std::move(variables)));
}

// --- Protocol --------------------------------------------------------------------------------------------------------

bool is_protocol(Class& cls) {
  const Value* own = cls.attributes.find("_is_protocol");
  return own != nullptr && static_cast<bool>(*own);
}

/// The names that a protocol asks for.
std::set<std::string> protocol_members(Class& cls) {
  static constexpr std::string_view kOthers[] = {
      "__abstractmethods__", "__annotations__", "__dict__",       "__doc__",          "__init__",
      "__module__",          "__new__",         "__slots__",      "__subclasshook__", "__weakref__",
      "__class_getitem__",   "__parameters__",  "__orig_bases__", "_is_protocol",     "_is_runtime_protocol",
      "__match_args__",      "__qualname__"};
  std::set<std::string> names;
  const auto add = [&names](std::string_view name) {
    if (std::ranges::find(kOthers, name) == std::end(kOthers)) names.emplace(name);
  };
  for (const Type* type : cls.mro) {
    if (type->own_class == nullptr || !is_protocol(*type->own_class) || type->own_class == &protocol_class()) continue;
    for (const Table::Entry& entry : type->own_class->attributes.entries()) add(entry.key.text());
    if (const Value* annotations = type->own_class->attributes.find("__annotations__"))
      for (const Table::Entry& entry : as_dict(*annotations).entries()) add(entry.key.text());
  }
  return names;
}

bool protocol_covers(Class& self, const Type& type, const Value& instance) {
  const Value* runtime = self.find("_is_runtime_protocol");
  if (runtime == nullptr || !static_cast<bool>(*runtime))
    raise_type_error("Instance and class checks can only be used with @runtime_checkable protocols");
  const std::set<std::string> names = protocol_members(self);
  const auto is_method = [&](const std::string& name) {
    const Value* found = self.find(Name(std::string_view(name)));
    return found != nullptr && is_callable(*found);
  };
  if (instance.is_unset() && !std::ranges::all_of(names, is_method))
    raise_type_error("Protocols with non-method members don't support issubclass()");
  const Value owner = instance.is_unset() ? type_value(type) : instance;
  return std::ranges::all_of(names, [&](const std::string& name) {
    const Value found = find_attribute(owner, Name(std::string_view(name)));
    return !found.is_unset() && !(found.is_none() && is_method(name));
  });
}

constexpr ClassProtocol kProtocolCalls{.call = [](Class& self, const Arguments& arguments) {
  if (is_protocol(self)) raise_type_error("Protocols cannot be instantiated");
  return call_class_plainly(self, arguments);
}};

void complete_protocol(Class& cls, const ClassParts& parts) {
  take_parameters(cls, parts);
  const bool is_one = std::ranges::any_of(
      cls.bases, [](const Value& base) { return base.is(Tag::kType) && &as_class(base) == &protocol_class(); });
  cls.set("_is_protocol", is_one);
  cls.set("_is_runtime_protocol", false);
  cls.protocol = &kProtocolCalls;
  if (is_one) cls.covers = protocol_covers;
}

constexpr ClassHooks kGenericHooks{.complete = take_parameters};
constexpr ClassHooks kProtocolHooks{.complete = complete_protocol};

Class& make_generic() {
  Class& made = LibraryClass("typing", "Generic").without_dict().make();
  made.type.generic = generic_item;
  made.type.hooks = &kGenericHooks;
  return made;
}
Class& make_protocol() {
  Class& made =
      LibraryClass("typing", "Protocol", {generic_class().self()}).metaclass(kAbcMetaType).without_dict().make();
  made.set("_is_protocol", true);
  made.type.generic = generic_item;
  made.type.hooks = &kProtocolHooks;
  return made;
}
struct GenericClass {
  Class& cls = make_generic();
};
struct ProtocolClass {
  Class& cls = make_protocol();
};

bool supports(Class& self, const Type& type, const Value& instance) {
  const std::string method = "__" + to_str(make_str(std::string_view(self.name).substr(8)).call("lower")) + "__";
  return !find_attribute(instance.is_unset() ? type_value(type) : instance, Name(std::string_view(method))).is_unset();
}

struct SupportsClasses {
  std::map<std::string, Class*, std::less<>> made;
};

// --- TypedDict -------------------------------------------------------------------------------------------------------

constexpr ClassProtocol kTypedDictCalls{
    .call = [](Class&, const Arguments& arguments) { return call_value(type_value(kDictType), arguments); }};

bool typed_dict_covers(Class&, const Type&, const Value&) {
  raise_type_error("TypedDict does not support instance and class checks");
}

bool is_typed_dict_class(const Value& v) { return v.is(Tag::kType) && as_class(v).protocol == &kTypedDictCalls; }

Value make_typed_dict(ClassParts& parts);
constexpr ClassHooks kTypedDictHooks{.make = make_typed_dict};

Value make_typed_dict(ClassParts& parts) {
  Value total = true;
  as_dict(parts.keywords).erase("total", &total);
  const Value annotations = make_dict();
  Table required, optional;
  for (const Value& base : as_tuple(parts.bases)) {
    if (!is_typed_dict_class(base)) {
      if (as_type(base) != &kTypedDictBase && !(base.is(Tag::kType) && &as_class(base) == &generic_class()) &&
          as_alias(base) == nullptr)
        raise_type_error("cannot inherit from both a TypedDict type and a non-TypedDict base class");
      continue;
    }
    for (const Table::Entry& entry : as_dict(base.attr("__annotations__")).entries())
      as_dict(annotations).set(entry.key, entry.value);
    for (const Table::Entry& entry : as_set(base.attr("__required_keys__")).entries()) add_key(required, entry.key);
    for (const Table::Entry& entry : as_set(base.attr("__optional_keys__")).entries()) add_key(optional, entry.key);
  }
  if (const Value* own = as_dict(parts.names).find("__annotations__")) {
    for (const Table::Entry& entry : as_dict(*own).entries()) {
      Value type = entry.value.is_str() ? make_forward_reference(entry.value) : entry.value;
      if (type.is_none()) type = type_value(kNoneType);
      bool is_required = static_cast<bool>(total);
      if (const Alias* alias = as_alias(type); alias != nullptr && alias->kind == Kind::kGeneric) {
        if (alias->name == "typing.Required") is_required = true;
        if (alias->name == "typing.NotRequired") is_required = false;
      }
      as_dict(annotations).set(entry.key, type);
      add_key(is_required ? required : optional, entry.key);
    }
  }
  as_dict(parts.names).set("__annotations__", annotations);
  as_dict(parts.names).set("__total__", total);
  as_dict(parts.names).set("__required_keys__", make_frozenset(std::move(required)));
  as_dict(parts.names).set("__optional_keys__", make_frozenset(std::move(optional)));
  const Value made =
      make_class(parts.name, parts.qualified_name, make_tuple({type_value(kDictType)}), parts.names, parts.keywords);
  Class& cls = as_class(made);
  cls.protocol = &kTypedDictCalls;
  cls.covers = typed_dict_covers;
  cls.type.hooks = &kTypedDictHooks;
  return made;
}

/// TypedDict("Movie", {"name": str}, total=False)
Value typed_dict(const Value&, Value* a) {
  const Value names = make_dict();
  const bool has_fields = !a[1].is_unset() && !a[1].is_none();
  if (has_fields && as_dict(a[3]).size() > 0)
    raise_type_error("TypedDict takes either a dict or keyword arguments, but not both");
  const Value annotations = make_dict();
  dict_update(annotations, has_fields ? a[1] : a[3]);
  as_dict(names).set("__annotations__", annotations);
  require_class_name(a[0]);
  ClassParts parts{to_str(a[0]), a[0], make_tuple({type_value(kTypedDictBase)}), names, make_dict()};
  if (!a[2].is_unset()) as_dict(parts.keywords).set("total", a[2]);
  return make_typed_dict(parts);
}
constexpr Method kNewTypedDict{"TypedDict", typed_dict, "typename, fields=, *, total=, **kwargs"};

// --- NamedTuple ------------------------------------------------------------------------------------------------------

Value named_tuple_of_class(ClassParts& parts) {
  const Values& bases = as_tuple(parts.bases);
  for (const Value& base : bases)
    if (as_type(base) != &kNamedTupleBase && !(base.is(Tag::kType) && &as_class(base) == &generic_class()) &&
        as_alias(base) == nullptr)
      raise_type_error("can only inherit from a NamedTuple type and Generic");
  NamedTupleParts made;
  made.name = parts.name;
  const Table& names = as_dict(parts.names);
  if (const Value* annotations = names.find("__annotations__"))
    for (const Table::Entry& entry : as_dict(*annotations).entries()) made.fields.push_back(entry.key);
  std::string with_default;
  for (const Value& field : made.fields) {
    if (field.text().starts_with("_"))
      raise_value_error("Field names cannot start with an underscore: ", to_repr(field));
    if (const Value* value = names.find(field)) {
      made.defaults.push_back(*value);
      with_default += (with_default.empty() ? "" : ", ") + std::string(field.text());
    } else if (!made.defaults.empty()) {
      raise_type_error("Non-default namedtuple field ", field.text(), " cannot follow default field",
                       made.defaults.size() > 1 ? "s" : "", " ", with_default);
    }
  }
  static constexpr std::string_view kProhibited[] = {"__new__",  "__init__",        "__slots__",    "__getnewargs__",
                                                     "_fields",  "_field_defaults", "_field_types", "_make",
                                                     "_replace", "_asdict",         "_source"};
  for (const Table::Entry& entry : names.entries()) {
    if (std::ranges::find(kProhibited, entry.key.text()) != std::end(kProhibited))
      raise_error(kAttributeError, joined({"Cannot overwrite NamedTuple attribute ", entry.key.text()}));
    as_dict(made.names).set(entry.key, entry.value);
  }
  as_dict(made.names).set("__orig_bases__", parts.bases);
  const Value result = make_named_tuple(std::move(made));
  as_class(result).qualified_name = parts.qualified_name;
  return result;
}
constexpr ClassHooks kNamedTupleHooks{.make = named_tuple_of_class};

/// NamedTuple("Point", [("x", int), ("y", int)])
Value new_named_tuple(const Value&, Value* a) {
  NamedTupleParts parts;
  parts.name = to_str(a[0]);
  const Value annotations = make_dict();
  const auto add = [&](const Value& name, const Value& type) {
    parts.fields.push_back(str_value(name));
    as_dict(annotations)
        .set(name, type.is_none()  ? type_value(kNoneType)
                   : type.is_str() ? make_forward_reference(type)
                                   : type);
  };
  if (!a[1].is_unset() && !a[1].is_none()) {
    for (const Value& pair : to_values(a[1])) {
      const auto [name, type] = unpack<2>(pair);
      add(name, type);
    }
  } else {
    for (const Table::Entry& entry : as_dict(a[2]).entries()) add(entry.key, entry.value);
  }
  check_names(str_value(a[0]), parts.fields, false);
  as_dict(parts.names).set("__annotations__", annotations);
  return make_named_tuple(std::move(parts));
}
constexpr Method kNewNamedTuple{"NamedTuple", new_named_tuple, "typename, fields=, /, **kwargs"};

// --- NewType ---------------------------------------------------------------------------------------------------------

extern const Type kNewTypeType;

struct NewType final : Native {
  NewType(Value name, Value of, Value module)
      : Native(kNewTypeType), name(std::move(name)), of(std::move(of)), module(std::move(module)) {}
  Value name, of, module;
  std::string repr() const override { return to_str(module) + "." + to_str(name); }
  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override {
    FlatArguments flat = flatten([this] { return to_str(name); }, arguments);
    const PythonParameter parameters[] = {{"self", ParameterKind::kNormal, false},
                                          {"x", ParameterKind::kNormal, false}};
    flat.positional.insert(flat.positional.begin(), self());
    Value bound[2];
    bind_python("NewType.__call__", parameters, std::move(flat), bound);
    return bound[1];
  }
  Value attribute(Name wanted) override {
    if (wanted == Name("__supertype__")) return of;
    if (wanted == Name("__name__") || wanted == Name("__qualname__")) return name;
    if (wanted == Name("__module__")) return module;
    return Value();
  }
  Value binary(Operator op, const Value& other, bool reflected) const override {
    if (op != Operator::kOr) return Value();
    const Value self = const_cast<NewType*>(this)->self();
    return reflected ? make_union({other, self}) : make_union({self, other});
  }
};
constinit const Type kNewTypeType{.name = "NewType", .module = "typing"};

}  // namespace

Class& generic_class() { return run_local<GenericClass>().cls; }
Class& protocol_class() { return run_local<ProtocolClass>().cls; }

Value supports_class(std::string_view name) {
  auto& made = run_local<SupportsClasses>().made;
  Class*& cls = made[std::string(name)];
  if (cls == nullptr) {
    static constexpr const char* kNames[] = {"SupportsInt",   "SupportsFloat", "SupportsComplex", "SupportsBytes",
                                             "SupportsIndex", "SupportsAbs",   "SupportsRound",   "IO",
                                             "TextIO",        "BinaryIO"};
    const char* const text = *std::ranges::find_if(kNames, [name](const char* known) { return name == known; });
    cls = &LibraryClass("typing", text).metaclass(kAbcMetaType).without_dict().make();
    if (name.starts_with("Supports")) cls->covers = supports;
    cls->type.generic = make_generic_alias;
  }
  return cls->self();
}

Value make_runtime_checkable(const Value&, Value* a) {
  if (!a[0].is(Tag::kType) || !is_protocol(as_class(a[0])))
    raise_type_error("@runtime_checkable can be only applied to protocol classes, got ", to_repr(a[0]));
  as_class(a[0]).set("_is_runtime_protocol", true);
  return a[0];
}

Value make_new_type(const Value&, Value* a) {
  if (!a[0].is_str()) raise_type_error("argument of type '", type_name(a[0]), "' is not iterable");
  const std::string_view name = a[0].text();
  return make_native(new NewType(make_str(name.substr(name.rfind('.') + 1)), a[1],
                                 playbook.is_script ? Value("__main__") : make_str(playbook.name)));
}

Value is_typed_dict(const Value&, Value* a) { return is_typed_dict_class(a[0]); }

constinit const Type kNamedTupleBase{
    .name = "NamedTuple", .module = "typing", .constructor = &kNewNamedTuple, .hooks = &kNamedTupleHooks};
constinit const Type kTypedDictBase{
    .name = "TypedDict", .module = "typing", .constructor = &kNewTypedDict, .hooks = &kTypedDictHooks};

}  // namespace pbc
