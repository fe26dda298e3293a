// SPDX-License-Identifier: Apache-2.0
//
// The module dataclasses (Python library reference, dataclasses). The decorator reads the class's annotations and puts
// methods into it; the fields stay in __dataclass_fields__, a dict by name, as in CPython.
#include <algorithm>

#include "python/attributes.h"
#include "python/class_tools.h"
#include "python/execution.h"
#include "python/library.h"
#include "python/library_function.h"
#include "python/special_methods.h"

namespace pbc {

extern const Type kFieldType, kMissingType, kKeywordOnlyType, kInitVarType, kInitVarMakerType, kFrozenInstanceError;

namespace {

struct Marker final : Native {
  explicit Marker(const Type& type) : Native(type) {}
};
struct MarkerPair {
  Value missing = make_native(new Marker(kMissingType));
  Value keyword_only = make_native(new Marker(kKeywordOnlyType));
};
Value missing() { return run_local<MarkerPair>().missing; }
Value keyword_only_marker() { return run_local<MarkerPair>().keyword_only; }
bool is_missing(const Value& v) { return native_if<Marker>(v, kMissingType) != nullptr; }

struct InitVar final : Native {
  explicit InitVar(Value of) : Native(kInitVarType), of(std::move(of)) {}
  Value of;
  std::string repr() const override {
    const Type* type = as_type(of);
    return "dataclasses.InitVar[" + (type != nullptr ? std::string(type->name.view()) : to_repr(of)) + "]";
  }
};

struct Field final : Native {
  enum class Kind : std::uint8_t { kField, kClassVar, kInitVar };
  Field() : Native(kFieldType) {}
  Value name = None, type = None, fallback, factory, metadata, compare_hash = None;
  bool init = true, repr_shown = true, compared = true;
  Value keyword_only;  // unset: as the class says
  Kind kind = Kind::kField;
  bool has_default() const { return !fallback.is_unset() || !factory.is_unset(); }
  std::string repr() const override {
    const auto or_missing = [](const Value& v) {
      return v.is_unset() ? std::string("<dataclasses._MISSING_TYPE object>") : to_repr(v);
    };
    return "Field(name=" + to_repr(name) + ",type=" + to_repr(type) + ",default=" + or_missing(fallback) +
           ",default_factory=" + or_missing(factory) + ",init=" + (init ? "True" : "False") +
           ",repr=" + (repr_shown ? "True" : "False") + ",hash=" + to_repr(compare_hash) +
           ",compare=" + (compared ? "True" : "False") + ",metadata=" + to_repr(metadata) +
           ",kw_only=" + (keyword_only.is_unset() ? "False" : to_repr(keyword_only)) + ",_field_type=_FIELD)";
  }
  Value attribute(Name wanted) override {
    switch (wanted.hash) {
      case Name("name").hash:
        return name;
      case Name("type").hash:
        return type;
      case Name("default").hash:
        return fallback.is_unset() ? missing() : fallback;
      case Name("default_factory").hash:
        return factory.is_unset() ? missing() : factory;
      case Name("init").hash:
        return init;
      case Name("repr").hash:
        return repr_shown;
      case Name("compare").hash:
        return compared;
      case Name("hash").hash:
        return compare_hash;
      case Name("metadata").hash:
        return metadata;
      case Name("kw_only").hash:
        return keyword_only.is_unset() ? Value(false) : keyword_only;
      default:
        return Value();
    }
  }
};

Value new_field(const Value&, Value* a) {
  auto* field = new Field();
  const Value made = make_native(field);
  if (!a[0].is_unset() && !is_missing(a[0])) field->fallback = a[0];
  if (!a[1].is_unset() && !is_missing(a[1])) field->factory = a[1];
  if (!field->fallback.is_unset() && !field->factory.is_unset())
    raise_value_error("cannot specify both default and default_factory");
  const auto flag = [](const Value& v, bool otherwise) { return v.is_unset() ? otherwise : static_cast<bool>(v); };
  field->init = flag(a[2], true);
  field->repr_shown = flag(a[3], true);
  if (!a[4].is_unset()) field->compare_hash = a[4];
  field->compared = flag(a[5], true);
  field->metadata = make_mapping_proxy(a[6].is_unset() || a[6].is_none() ? make_dict() : a[6]);
  if (!a[7].is_unset() && !is_missing(a[7])) field->keyword_only = static_cast<bool>(a[7]);
  return made;
}

// --- Fields of a class -----------------------------------------------------------------------------------------------

struct Options {
  bool init = true, repr = true, eq = true, order = false, unsafe_hash = false, frozen = false, match_args = true,
       kw_only = false, slots = false, weakref_slot = false;
};

/// __dataclass_fields__ of a class or the class of an instance; null when it is no dataclass.
const Value* fields_of(const Value& v) {
  Class* cls = v.is(Tag::kType) ? &as_class(v) : has_class(v) ? &class_of(v) : nullptr;
  return cls == nullptr ? nullptr : cls->find("__dataclass_fields__");
}

Field& as_field(const Value& v) { return as_native<Field>(v); }

std::vector<Field*> real_fields(const Value& fields) {
  std::vector<Field*> all;
  for (const Table::Entry& entry : as_dict(fields).entries())
    if (as_field(entry.value).kind == Field::Kind::kField) all.push_back(&as_field(entry.value));
  return all;
}

/// What an annotation, which may be text, makes of its field.
Field::Kind kind_of(const Value& annotation) {
  const std::string text = annotation.is_str() ? std::string(annotation.text()) : to_repr(annotation);
  if (native_if<InitVar>(annotation, kInitVarType) != nullptr || text.starts_with("InitVar") ||
      text.starts_with("dataclasses.InitVar"))
    return Field::Kind::kInitVar;
  if (text.starts_with("typing.ClassVar") || (annotation.is_str() && text.starts_with("ClassVar")))
    return Field::Kind::kClassVar;
  return Field::Kind::kField;
}

Value make_field(Class& cls, const Value& name, const Value& annotation, const Options& options, bool after_marker) {
  Value made;
  Value given;
  if (const Value* in_class = cls.attributes.find(name.text())) given = *in_class;
  if (native_if<Field>(given, kFieldType) != nullptr) {
    made = given;
  } else {
    auto* field = new Field();
    made = make_native(field);
    field->fallback = given;
    field->metadata = make_mapping_proxy(make_dict());
  }
  Field& field = as_field(made);
  field.name = name;
  field.type = annotation;
  field.kind = kind_of(annotation);
  const Value& fallback = field.fallback;
  if (field.kind == Field::Kind::kField &&
      (fallback.is(Tag::kList) || fallback.is(Tag::kDict) || fallback.is(Tag::kSet) ||
       (has_class(fallback) && find_special(fallback, "__hash__") != nullptr &&
        find_special(fallback, "__hash__")->is_none())))
    raise_value_error("mutable default ", to_repr(type_value(type_of(fallback))), " for field ", name.text(),
                      " is not allowed: use default_factory");
  if (field.kind != Field::Kind::kField && !field.factory.is_unset())
    raise_type_error("field ", name.text(), " cannot have a default factory");
  if (field.kind == Field::Kind::kClassVar && !field.keyword_only.is_unset())
    raise_type_error("field ", name.text(), " is a ClassVar but specifies kw_only");
  if (field.keyword_only.is_unset()) field.keyword_only = options.kw_only || after_marker;
  // What the class keeps of it is the plain default.
  if (is(given, made)) {
    if (field.fallback.is_unset())
      cls.erase(Name(name.text()));
    else
      cls.set(Name(name.text()), field.fallback);
  }
  return made;
}

bool is_keyword_only(const Value& annotation) {
  if (annotation.is_str()) return annotation.text() == "KW_ONLY" || annotation.text() == "dataclasses.KW_ONLY";
  return native_if<Marker>(annotation, kKeywordOnlyType) != nullptr;
}

Value collect_fields(Class& cls, const Options& options) {
  Value fields = make_dict();
  for (auto base = cls.mro.rbegin(); base != cls.mro.rend(); ++base) {
    if ((*base)->own_class == nullptr || (*base)->own_class == &cls) continue;
    if (const Value* inherited = (*base)->own_class->attributes.find("__dataclass_fields__"))
      for (const Table::Entry& entry : as_dict(*inherited).entries()) as_dict(fields).set(entry.key, entry.value);
  }
  bool after_marker = false;
  if (const Value* found = cls.attributes.find("__annotations__")) {
    const Value annotations = *found;
    for (const Table::Entry& entry : as_dict(annotations).entries()) {
      if (is_keyword_only(entry.value)) {
        if (after_marker) raise_type_error(to_repr(entry.key), " is KW_ONLY, but KW_ONLY has already been specified");
        after_marker = true;
        continue;
      }
      as_dict(fields).set(entry.key, make_field(cls, entry.key, entry.value, options, after_marker));
    }
  }
  for (const Table::Entry& entry : cls.attributes.entries())
    if (native_if<Field>(entry.value, kFieldType) != nullptr)
      raise_type_error(to_repr(entry.key), " is a field but has no type annotation");
  return fields;
}

// --- The methods -----------------------------------------------------------------------------------------------------

/// The parameters of __init__ in CPython's order: keyword-only fields last.
std::vector<Field*> init_fields(const Value& fields) {
  std::vector<Field*> positional, keyword_only;
  for (const Table::Entry& entry : as_dict(fields).entries()) {
    Field& field = as_field(entry.value);
    if (field.kind == Field::Kind::kClassVar || !field.init) continue;
    (static_cast<bool>(field.keyword_only) ? keyword_only : positional).push_back(&field);
  }
  positional.insert(positional.end(), keyword_only.begin(), keyword_only.end());
  return positional;
}

Value init(const std::string& name, const Value& fields, FlatArguments& arguments) {
  const std::vector<Field*> taken = init_fields(fields);
  std::vector<PythonParameter> parameters{{"self", ParameterKind::kNormal, false}};
  for (const Field* field : taken)
    parameters.push_back({field->name.text(),
                          static_cast<bool>(field->keyword_only) ? ParameterKind::kKeywordOnly : ParameterKind::kNormal,
                          field->has_default()});
  Values bound(parameters.size());
  bind_python(name, parameters, std::move(arguments), bound.data());
  const Value self = bound[0];
  Values for_post_init;
  if (!has_class(self)) {  // init(5): nothing can be stored
    for (const Field* field : real_fields(fields)) raise_attribute_error(self, Name(field->name.text()));
    return None;
  }
  for (const Table::Entry& entry : as_dict(fields).entries()) {
    Field& field = as_field(entry.value);
    if (field.kind == Field::Kind::kClassVar) continue;
    const auto at = std::ranges::find(taken, &field);
    Value value = at == taken.end() ? Value() : bound[static_cast<std::size_t>(at - taken.begin()) + 1];
    if (value.is_unset() && !field.factory.is_unset()) value = Value(field.factory)();
    // The default of a field that is no parameter is seen in the class, unless that has a slot instead.
    if (value.is_unset() && (field.init || !class_of(self).has_dict)) value = field.fallback;
    if (field.kind == Field::Kind::kInitVar)
      for_post_init.push_back(value);
    else if (!value.is_unset())
      plain_change_instance_attribute(self, Name(field.name.text()), value);
  }
  if (class_of(self).find("__post_init__") != nullptr) call_with(self.attr("__post_init__"), for_post_init);
  return None;
}

Value compared_values(const Value& self, const Value& fields) {
  Values values;
  for (const Field* field : real_fields(fields))
    if (field->compared) values.push_back(self.attr(Name(field->name.text())));
  return make_tuple(std::move(values));
}

std::string repr_of(const Value& self, const Value& fields) {
  const void* const object = self.object();
  if (std::ranges::find(shown_objects, object) != shown_objects.end()) return "...";
  const ShownScope scope(object);
  std::string text = to_str(self.attr("__class__").attr("__qualname__")) + "(";
  bool first = true;
  for (const Field* field : real_fields(fields)) {
    if (!field->repr_shown) continue;
    if (!first) text += ", ";
    first = false;
    text += std::string(field->name.text()) + "=" + to_repr(self.attr(Name(field->name.text())));
  }
  return text + ")";
}

/// What `body` gets are values for all of `parameters`.
void set_named(Class& cls, Name name, std::initializer_list<const char*> parameters, LibraryFunction::Body body) {
  std::vector<PythonParameter> taken;
  for (const char* parameter : parameters) taken.push_back({parameter, ParameterKind::kNormal, false});
  const std::string qualified = to_str(cls.qualified_name) + "." + std::string(name.view());
  cls.set(name, make_library_function(qualified, [qualified, taken, body](FlatArguments& arguments) {
            if (arguments.positional.size() != taken.size() || !arguments.keywords.empty()) {
              Values bound(taken.size());
              bind_python(qualified, taken, std::move(arguments), bound.data());
              FlatArguments complete;
              complete.positional = std::move(bound);
              return body(complete);
            }
            return body(arguments);
          }));
}

bool defines(const Class& cls, Name name) { return cls.attributes.find(name.view()) != nullptr; }

bool of_one_class(const Value& a, const Value& b) {
  if (has_class(a) != has_class(b)) return false;
  return has_class(a) ? &class_of(a) == &class_of(b) : &type_of(a) == &type_of(b);
}

void add_order(Class& cls, const Value& fields) {
  struct Order {
    Name name;
    Comparison op;
  };
  static constexpr Order kOrders[] = {{"__lt__", Comparison::kLess},
                                      {"__le__", Comparison::kLessEqual},
                                      {"__gt__", Comparison::kGreater},
                                      {"__ge__", Comparison::kGreaterEqual}};
  for (const auto& [name, op] : kOrders) {
    if (defines(cls, name))
      raise_type_error("Cannot overwrite attribute ", name.view(), " in class ", cls.name,
                       ". Consider using functools.total_ordering");
    set_named(cls, name, {"self", "other"}, [fields, op = op](FlatArguments& arguments) -> Value {
      const Value &self = arguments.positional.at(0), &other = arguments.positional.at(1);
      if (!of_one_class(self, other)) return Value(kNotImplemented.head);
      return compare(op, compared_values(self, fields), compared_values(other, fields));
    });
  }
}

void add_hash(Class& cls, const Value& fields, const Options& options) {
  const Value* own = cls.attributes.find("__hash__");
  // A class with __eq__ of its own has got `__hash__ = None` with it, which does not count as one.
  const bool has_own = own != nullptr && !(own->is_none() && defines(cls, "__eq__"));
  if (options.unsafe_hash && has_own) raise_type_error("Cannot overwrite attribute __hash__ in class ", cls.name);
  if (options.unsafe_hash || (options.eq && options.frozen && !has_own)) {
    set_named(cls, "__hash__", {"self"}, [fields](FlatArguments& arguments) -> Value {
      Values values;
      for (const Field* field : real_fields(fields))
        if (field->compare_hash.is_none() ? field->compared : static_cast<bool>(field->compare_hash))
          values.push_back(arguments.positional.at(0).attr(Name(field->name.text())));
      return static_cast<std::int64_t>(hash_of(make_tuple(std::move(values))));
    });
  } else if (options.eq && !has_own) {
    cls.set("__hash__", None);
  }
}

void add_frozen(Class& cls, const Value& fields) {
  const auto guard = [&cls, fields](const char* doing) {
    return [&cls, fields, doing](FlatArguments& arguments) -> Value {
      const Value &self = arguments.positional.at(0), &name = arguments.positional.at(1);
      if ((has_class(self) && &class_of(self) == &cls) || as_dict(fields).find(name) != nullptr)
        raise_error(kFrozenInstanceError, joined({"cannot ", doing, " field ", to_repr(name)}));
      if (!name.is_str()) raise_type_error("attribute name must be string, not '", type_name(name), "'");
      if (!has_class(self)) raise_attribute_error(self, Name(name.text()));
      plain_change_instance_attribute(self, Name(name.text()),
                                      arguments.positional.size() > 2 ? arguments.positional[2] : Value());
      return None;
    };
  };
  for (const Name name : {Name("__setattr__"), Name("__delattr__")})
    if (defines(cls, name)) raise_type_error("Cannot overwrite attribute ", name.view(), " in class ", cls.name);
  set_named(cls, "__setattr__", {"self", "name", "value"}, guard("assign to"));
  set_named(cls, "__delattr__", {"self", "name"}, guard("delete"));
}

void check_order_of_defaults(const Value& fields) {
  bool seen = false;
  for (const Field* field : init_fields(fields)) {
    if (static_cast<bool>(field->keyword_only)) continue;
    if (field->has_default())
      seen = true;
    else if (seen)
      raise_type_error("non-default argument ", to_repr(field->name), " follows default argument");
  }
}

void check_frozen_bases(const Class& cls, bool frozen) {
  for (const Type* base : cls.mro) {
    if (base->own_class == nullptr || base->own_class == &cls) continue;
    const Value* parameters = base->own_class->attributes.find("__dataclass_params__");
    if (parameters == nullptr) continue;
    const bool base_frozen = static_cast<bool>(*parameters);
    if (base_frozen && !frozen) raise_type_error("cannot inherit non-frozen dataclass from a frozen one");
    if (!base_frozen && frozen) raise_type_error("cannot inherit frozen dataclass from a non-frozen one");
  }
}

std::string annotation_text(const Value& annotation) {
  if (annotation.is_str()) return to_repr(annotation);
  const Type* type = as_type(annotation);
  if (type == nullptr) {
    std::string text = to_repr(annotation);
    for (std::size_t at = text.find("typing."); at != text.npos; at = text.find("typing.", at)) text.erase(at, 7);
    return text;
  }
  const std::string name = to_str(annotation.attr("__qualname__"));
  const std::string module = to_str(annotation.attr("__module__"));
  return module == "builtins" ? name : module + "." + name;
}

/// A class without a text of its own is described by the parameters of its __init__.
void add_doc(Class& cls, const Value& fields) {
  if (const Value* own = cls.attributes.find("__doc__"); own != nullptr && !own->is_none()) return;
  std::string text;
  bool marked = false;
  for (const Field* field : init_fields(fields)) {
    if (!text.empty()) text += ", ";
    if (static_cast<bool>(field->keyword_only) && !std::exchange(marked, true)) text += "*, ";
    text += std::string(field->name.text()) + ": " + annotation_text(field->type);
    if (!field->factory.is_unset())
      text += " = <factory>";
    else if (!field->fallback.is_unset())
      text += " = " + to_repr(field->fallback);
  }
  cls.set("__doc__", make_str(cls.name + "(" + text + ")"));
}

void add_slots(Class& cls, const Value& fields, const Options& options) {
  if (defines(cls, "__slots__")) raise_type_error(cls.name, " already specifies __slots__");
  cls.has_dict = false;
  Values names;
  for (const Field* field : real_fields(fields)) {
    cls.erase(Name(field->name.text()));
    if (std::ranges::find(cls.slots, field->name.text()) != cls.slots.end()) continue;  // inherited
    cls.slots.emplace_back(field->name.text());
    names.push_back(field->name);
  }
  if (options.weakref_slot) names.push_back("__weakref__");
  cls.set("__slots__", make_tuple(std::move(names)));
}

Value process(const Value& target, const Options& options) {
  if (!target.is(Tag::kType)) raise_type_error("dataclass() should be called on a class");
  Class& cls = as_class(target);
  check_frozen_bases(cls, options.frozen);
  const Value fields = collect_fields(cls, options);
  cls.set("__dataclass_fields__", fields);
  cls.set("__dataclass_params__", options.frozen);
  if (options.init) {
    check_order_of_defaults(fields);
    const std::string name = to_str(cls.qualified_name) + ".__init__";
    if (!defines(cls, "__init__"))
      cls.set("__init__", make_library_function(name, [fields, name](FlatArguments& arguments) {
                return init(name, fields, arguments);
              }));
  }
  if (options.order && !options.eq) raise_value_error("eq must be true if order is true");
  if (options.repr && !defines(cls, "__repr__"))
    set_named(cls, "__repr__", {"self"}, [fields](FlatArguments& arguments) -> Value {
      return make_str(repr_of(arguments.positional.at(0), fields));
    });
  if (options.order) add_order(cls, fields);
  add_hash(cls, fields, options);
  if (options.eq && !defines(cls, "__eq__"))
    set_named(cls, "__eq__", {"self", "other"}, [fields](FlatArguments& arguments) -> Value {
      const Value &self = arguments.positional.at(0), &other = arguments.positional.at(1);
      if (!of_one_class(self, other)) return Value(kNotImplemented.head);
      return compared_values(self, fields) == compared_values(other, fields);
    });
  if (options.frozen) add_frozen(cls, fields);
  if (options.match_args && !defines(cls, "__match_args__")) {
    Values names;
    for (const Field* field : init_fields(fields))
      if (!static_cast<bool>(field->keyword_only)) names.push_back(field->name);
    cls.set("__match_args__", make_tuple(std::move(names)));
  }
  add_doc(cls, fields);
  if (options.weakref_slot && !options.slots) raise_type_error("weakref_slot is True but slots is False");
  if (options.slots) add_slots(cls, fields, options);
  return target;
}

Value dataclass(const Value&, Value* a) {
  Options options;
  bool* const flags[] = {&options.init,   &options.repr,       &options.eq,      &options.order, &options.unsafe_hash,
                         &options.frozen, &options.match_args, &options.kw_only, &options.slots, &options.weakref_slot};
  for (std::size_t i = 0; i < std::size(flags); ++i)
    if (!a[i + 1].is_unset()) *flags[i] = static_cast<bool>(a[i + 1]);
  if (!a[0].is_unset() && !a[0].is_none()) return process(a[0], options);
  return make_library_function("dataclass.<locals>.wrap", [options](FlatArguments& arguments) {
    return process(arguments.positional.at(0), options);
  });
}

// --- Functions -------------------------------------------------------------------------------------------------------

bool is_dataclass_instance(const Value& v) { return has_class(v) && fields_of(v) != nullptr; }

Value fields(const Value&, Value* a) {
  const Value* found = fields_of(a[0]);
  if (found == nullptr) raise_type_error("must be called with a dataclass type or instance");
  Values all;
  for (Field* field : real_fields(*found)) all.push_back(field->self());
  return make_tuple(std::move(all));
}

/// What asdict and astuple make of a value inside of a field.
Value plain(const Value& v, const Value& factory, bool as_tuples) {
  const Recursion recursion("");
  if (is_dataclass_instance(v)) {
    Values pairs;
    for (const Field* field : real_fields(*fields_of(v))) {
      Value inner = plain(v.attr(Name(field->name.text())), factory, as_tuples);
      pairs.push_back(as_tuples ? inner : make_tuple({field->name, inner}));
    }
    if (as_tuples) return factory.is_unset() ? make_tuple(std::move(pairs)) : factory({make_list(std::move(pairs))});
    if (!factory.is_unset()) return factory({make_list(std::move(pairs))});
    Value dict = make_dict();
    for (const Value& pair : pairs) as_dict(dict).set(as_tuple(pair)[0], as_tuple(pair)[1]);
    return dict;
  }
  if (v.is(Tag::kList) || v.is(Tag::kTuple)) {
    Values items;
    for (const Value& item : v.is(Tag::kList) ? as_list(v) : as_tuple(v))
      items.push_back(plain(item, factory, as_tuples));
    return v.is(Tag::kList) ? make_list(std::move(items)) : make_tuple(std::move(items), type_of(v));
  }
  if (v.is(Tag::kDict)) {
    Value dict = make_dict();
    for (const Table::Entry& entry : as_dict(v).entries())
      as_dict(dict).set(plain(entry.key, factory, as_tuples), plain(entry.value, factory, as_tuples));
    return dict;
  }
  return import("copy").call("deepcopy", {v});
}

Value asdict(const Value&, Value* a) {
  if (!is_dataclass_instance(a[0])) raise_type_error("asdict() should be called on dataclass instances");
  return plain(a[0], a[1], false);
}
Value astuple(const Value&, Value* a) {
  if (!is_dataclass_instance(a[0])) raise_type_error("astuple() should be called on dataclass instances");
  return plain(a[0], a[1], true);
}

Value replace(const Value&, Value* a) {
  if (!is_dataclass_instance(a[0])) raise_type_error("replace() should be called on dataclass instances");
  const Value changes = a[1];
  for (const Table::Entry& entry : as_dict(*fields_of(a[0])).entries()) {
    const Field& field = as_field(entry.value);
    if (field.kind == Field::Kind::kClassVar) continue;
    const bool given = as_dict(changes).contains(entry.key);
    if (!field.init) {
      if (given)
        raise_value_error("field ", entry.key.text(),
                          " is declared with init=False, it cannot be specified with replace()");
      continue;
    }
    if (given) continue;
    if (field.kind == Field::Kind::kInitVar) {
      if (field.fallback.is_unset())
        raise_value_error("InitVar ", to_repr(entry.key), " must be specified with replace()");
      continue;
    }
    as_dict(changes).set(entry.key, a[0].attr(Name(entry.key.text())));
  }
  return call_with(class_of(a[0]).self(), {}, changes);
}

Value is_dataclass(const Value&, Value* a) { return fields_of(a[0]) != nullptr; }

Value make_dataclass(const Value&, Value* a) {
  Value names = a[3].is_unset() || a[3].is_none() ? make_dict() : make_dict(Table(as_dict(a[3])));
  Value annotations = make_dict();
  for (Value item : iterate(a[1])) {
    Values parts{item, "typing.Any"};
    if (!item.is_str() && length_of(item) >= 2 && length_of(item) <= 3)
      parts = to_values(item);
    else if (!item.is_str())
      raise_type_error("Invalid field: ", to_repr(item));
    if (!parts[0].is_str() || !bool(parts[0].call("isidentifier")))
      raise_type_error("Field names must be valid identifiers: ", to_repr(parts[0]));
    if (bool(import_from("keyword", "iskeyword")({parts[0]})))
      raise_type_error("Field names must not be keywords: ", to_repr(parts[0]));
    if (as_dict(annotations).contains(parts[0])) raise_type_error("Field name duplicated: ", to_repr(parts[0]));
    as_dict(annotations).set(parts[0], parts[1]);
    if (parts.size() == 3) as_dict(names).set(parts[0], parts[2]);
  }
  as_dict(names).set("__annotations__", annotations);
  const Value bases = a[2].is_unset() ? make_tuple() : make_tuple(to_values(a[2]));
  const Value cls = make_class(to_str(a[0]), a[0], bases, names, make_dict());
  return call_with(make_module(kDataclassesModule).attr("dataclass"), {cls}, a[4]);
}

constexpr Method kFunctions[] = {
    {"dataclass", dataclass,
     "def cls=, /, *, init=, repr=, eq=, order=, unsafe_hash=, frozen=, match_args=, kw_only=, slots=, weakref_slot="},
    {"field", new_field, "def *, default=, default_factory=, init=, repr=, hash=, compare=, metadata=, kw_only="},
    {"fields", fields, "def class_or_instance"},
    {"asdict", asdict, "def obj, *, dict_factory="},
    {"astuple", astuple, "def obj, *, tuple_factory="},
    {"replace", replace, "def obj, /, **changes"},
    {"is_dataclass", is_dataclass, "def obj"},
    {"make_dataclass", make_dataclass, "def cls_name, fields, *, bases=, namespace=, **options"},
};

constexpr Constant kConstants[] = {{"MISSING", missing}, {"KW_ONLY", keyword_only_marker}};
constexpr const Type* kTypes[] = {&kFieldType, &kInitVarMakerType, &kFrozenInstanceError};

Value init_var_of(const Value&, const Value& of) { return make_native(new InitVar(of)); }
constexpr Method kNewInitVar{"InitVar", [](const Value&, Value* a) { return make_native(new InitVar(a[0])); }, "type"};

}  // namespace

constinit const Type kFieldType{.name = "Field", .module = "dataclasses"};
constinit const Type kMissingType{.name = "_MISSING_TYPE", .module = "dataclasses"};
constinit const Type kKeywordOnlyType{.name = "_KW_ONLY_TYPE", .module = "dataclasses"};
constinit const Type kInitVarType{.name = "InitVar", .module = "dataclasses"};
constinit const Type kInitVarMakerType{
    .name = "InitVar", .module = "dataclasses", .constructor = &kNewInitVar, .generic = init_var_of};
constinit const Type kFrozenInstanceError{
    .name = "FrozenInstanceError", .module = "dataclasses", .base = &kAttributeError};

constinit const Module kDataclassesModule{
    .name = "dataclasses", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
