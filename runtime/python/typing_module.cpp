// SPDX-License-Identifier: Apache-2.0
//
// The module typing (Python library reference, typing): the forms, what their subscripts mean, and its functions. Its
// classes are in typing_classes.cpp.
#include <algorithm>
#include <array>
#include <map>

#include "pbc/playbook.h"
#include "python/attributes.h"
#include "python/class_tools.h"
#include "python/library_class.h"
#include "python/library_more.h"
#include "python/typing_alias.h"
#include "python/typing_classes.h"

namespace pbc {

namespace {

using Kind = Alias::Kind;

/// What a form takes in brackets.
enum class Takes : std::uint8_t { kNothing, kOne, kList, kOptional, kUnion, kLiteral, kCallable, kAnnotated, kTuple };

struct Form {
  Name name;
  Takes takes;
  int count = 0;                 // of parameters, for kList
  const char* module = nullptr;  // where the class that it stands for is
  const char* stands_for = nullptr;
};

constexpr const char* kAbc = "collections.abc";
constexpr Form kForms[] = {
    {"Any", Takes::kNothing},
    {"NoReturn", Takes::kNothing},
    {"Never", Takes::kNothing},
    {"Self", Takes::kNothing},
    {"LiteralString", Takes::kNothing},
    {"TypeAlias", Takes::kNothing},
    {"ClassVar", Takes::kOne},
    {"Final", Takes::kOne},
    {"TypeGuard", Takes::kOne},
    {"Required", Takes::kOne},
    {"NotRequired", Takes::kOne},
    {"Unpack", Takes::kOne},
    {"Optional", Takes::kOptional},
    {"Union", Takes::kUnion},
    {"Literal", Takes::kLiteral},
    {"Annotated", Takes::kAnnotated},
    {"Callable", Takes::kCallable, 2, kAbc, "Callable"},
    {"Tuple", Takes::kTuple, 0, "builtins", "tuple"},
    {"Type", Takes::kList, 1, "builtins", "type"},
    {"List", Takes::kList, 1, "builtins", "list"},
    {"Dict", Takes::kList, 2, "builtins", "dict"},
    {"Set", Takes::kList, 1, "builtins", "set"},
    {"FrozenSet", Takes::kList, 1, "builtins", "frozenset"},
    {"DefaultDict", Takes::kList, 2, "collections", "defaultdict"},
    {"OrderedDict", Takes::kList, 2, "collections", "OrderedDict"},
    {"Counter", Takes::kList, 1, "collections", "Counter"},
    {"Deque", Takes::kList, 1, "collections", "deque"},
    {"ChainMap", Takes::kList, 2, "collections", "ChainMap"},
    {"Pattern", Takes::kList, 1, "re", "Pattern"},
    {"Match", Takes::kList, 1, "re", "Match"},
    {"ContextManager", Takes::kList, 1, "contextlib", "AbstractContextManager"},
    {"AbstractSet", Takes::kList, 1, kAbc, "Set"},
    {"Hashable", Takes::kList, 0, kAbc, "Hashable"},
    {"Sized", Takes::kList, 0, kAbc, "Sized"},
    {"ByteString", Takes::kList, 0, kAbc, "ByteString"},
    {"Iterable", Takes::kList, 1, kAbc, "Iterable"},
    {"Iterator", Takes::kList, 1, kAbc, "Iterator"},
    {"Reversible", Takes::kList, 1, kAbc, "Reversible"},
    {"Container", Takes::kList, 1, kAbc, "Container"},
    {"Collection", Takes::kList, 1, kAbc, "Collection"},
    {"Sequence", Takes::kList, 1, kAbc, "Sequence"},
    {"MutableSequence", Takes::kList, 1, kAbc, "MutableSequence"},
    {"MutableSet", Takes::kList, 1, kAbc, "MutableSet"},
    {"Mapping", Takes::kList, 2, kAbc, "Mapping"},
    {"MutableMapping", Takes::kList, 2, kAbc, "MutableMapping"},
    {"MappingView", Takes::kList, 1, kAbc, "MappingView"},
    {"KeysView", Takes::kList, 1, kAbc, "KeysView"},
    {"ItemsView", Takes::kList, 2, kAbc, "ItemsView"},
    {"ValuesView", Takes::kList, 1, kAbc, "ValuesView"},
    {"Generator", Takes::kList, 3, kAbc, "Generator"},
    {"Awaitable", Takes::kList, 1, kAbc, "Awaitable"},
    {"Coroutine", Takes::kList, 3, kAbc, "Coroutine"},
    {"AsyncIterable", Takes::kList, 1, kAbc, "AsyncIterable"},
    {"AsyncIterator", Takes::kList, 1, kAbc, "AsyncIterator"},
    {"AsyncGenerator", Takes::kList, 2, kAbc, "AsyncGenerator"},
};

const Form& form_of(std::string_view name) {
  return *std::ranges::find_if(kForms, [name](const Form& form) { return form.name.view() == name; });
}

struct Forms {
  std::map<std::string, Value, std::less<>> made;
};

struct ForwardReference final : Native {
  explicit ForwardReference(Value text) : Native(kForwardRefType), text(std::move(text)) {}
  Value text;
  std::string repr() const override { return "ForwardRef(" + to_repr(text) + ")"; }
  Value compare(Comparison op, const Value& other) const override {
    const auto* right = native_if<ForwardReference>(other, kForwardRefType);
    if (right == nullptr || (op != Comparison::kEqual && op != Comparison::kNotEqual)) return Value();
    return (text == right->text) == (op == Comparison::kEqual);
  }
  std::uint64_t hash() const override { return hash_of(text); }
  Value attribute(Name wanted) override { return wanted == Name("__forward_arg__") ? text : Value(); }
};

Value checked(const Value& v, const std::string& complaint) {
  if (v.is_none()) return type_value(kNoneType);
  if (v.is_str()) return make_forward_reference(v);
  if (v.is(Tag::kTuple)) raise_type_error(complaint, " Got ", to_repr(v), ".");
  return v;
}

Values checked_list(const Value& key) {
  Values args = key.is(Tag::kTuple) ? as_tuple(key) : Values{key};
  for (Value& arg : args) arg = checked(arg, "Parameters to generic types must be types.");
  return args;
}

Value generic(const Alias& form, Value origin, Values args, Kind kind = Kind::kGeneric) {
  return make_native(new Alias(kind, form.name, std::move(origin), std::move(args)));
}

Value literal(const Alias& form, const Value& key) {
  Values args;
  const auto add = [&args](const Value& v) {
    for (const Value& known : args)
      if (&type_of(known) == &type_of(v) && is_same(known, v)) return;
    args.push_back(v);
  };
  for (const Value& arg : key.is(Tag::kTuple) ? as_tuple(key) : Values{key}) {
    const Alias* nested = as_alias(arg);
    if (nested == nullptr || nested->kind != Kind::kLiteral) {
      add(arg);
      continue;
    }
    for (const Value& inner : nested->args) add(inner);
  }
  return generic(form, const_cast<Alias&>(form).self(), std::move(args), Kind::kLiteral);
}

Value callable(const Alias& form, const Value& key) {
  if (!key.is(Tag::kTuple) || as_tuple(key).size() != 2)
    raise_type_error("Callable must be used as Callable[[arg, ...], result].");
  const Value &parameters = as_tuple(key)[0], &result = as_tuple(key)[1];
  Values args;
  if (parameters.is(Tag::kList)) {
    for (const Value& arg : as_list(parameters))
      args.push_back(checked(arg, "Callable[[arg, ...], result]: each arg must be a type."));
  } else {
    args.push_back(parameters);
  }
  args.push_back(checked(result, "Callable[args, result]: result must be a type."));
  return generic(form, form.origin, std::move(args), Kind::kCallable);
}

Value annotated(const Alias& form, const Value& key) {
  if (!key.is(Tag::kTuple) || as_tuple(key).size() < 2)
    raise_type_error("Annotated[...] should be used with at least two arguments (a type and an annotation).");
  Values args = as_tuple(key);
  args[0] = checked(args[0], "Annotated[t, ...]: t must be a type.");
  if (const Alias* nested = as_alias(args[0]); nested != nullptr && nested->kind == Kind::kAnnotated) {
    Values all = nested->args;
    all.insert(all.end(), args.begin() + 1, args.end());
    args = std::move(all);
  }
  const Value origin = args[0];
  return generic(form, origin, std::move(args), Kind::kAnnotated);
}

// --- Functions -------------------------------------------------------------------------------------------------------

Value cast(const Value&, Value* a) { return a[1]; }
Value same(const Value&, Value* a) { return a[0]; }

Value overload(const Value&, Value*) {
  return make_library_function("_overload_dummy", [](FlatArguments&) -> Value {
    raise_error(
        kNotImplementedError,
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module "
        "should always be followed by an implementation that is not @overload-ed.");
  });
}

Value mark(const Value& v, Name name) {
  try {
    v.set_attr(name, true);
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kAttributeError) && !is_exception(raised.exception, kTypeError)) throw;
    caught();
  }
  return v;
}

Value get_origin(const Value&, Value* a) {
  if (const Alias* alias = as_alias(a[0])) {
    if (alias->kind == Kind::kAnnotated) return special_form("Annotated");
    if (alias->kind == Kind::kUnionType) return type_value(kUnionTypeType);
    return alias->origin.is_unset() ? Value(None) : alias->origin;
  }
  if (a[0].is(Tag::kType) && &as_class(a[0]) == &generic_class()) return a[0];
  return None;
}

Value get_args(const Value&, Value* a) {
  const Alias* alias = as_alias(a[0]);
  if (alias == nullptr || alias->kind == Kind::kForm) return make_tuple({});
  if (alias->kind == Kind::kCallable &&
      !(alias->args.size() == 2 && !as_type(alias->args[0]) && as_alias(alias->args[0]) == nullptr)) {
    const Values parameters(alias->args.begin(), alias->args.end() - 1);
    return make_tuple({make_list(parameters), alias->args.back()});
  }
  return make_tuple(alias->args);
}

/// What the text of an annotation means, as far as built-in names go.
Value resolved(const Value& annotation) {
  if (annotation.is_none()) return type_value(kNoneType);
  Value text = annotation;
  if (const auto* reference = native_if<ForwardReference>(annotation, kForwardRefType)) text = reference->text;
  if (!text.is_str()) return annotation;
  if (text.text() == "None") return type_value(kNoneType);
  return py(Name(text.text()));
}

Value without_extras(const Value& hint) {
  const Alias* alias = as_alias(hint);
  return alias != nullptr && alias->kind == Kind::kAnnotated ? alias->args[0] : hint;
}

Value get_type_hints(const Value&, Value* a) {
  const bool extras = !a[3].is_unset() && static_cast<bool>(a[3]);
  const Value hints = make_dict();
  const auto add = [&](const Value& annotations) {
    const Table copy(as_dict(annotations));
    for (const Table::Entry& entry : copy.entries()) {
      const Value hint = resolved(entry.value);
      as_dict(hints).set(entry.key, extras ? hint : without_extras(hint));
    }
  };
  if (a[0].is(Tag::kType)) {
    const std::vector<const Type*> mro = as_class(a[0]).mro;
    for (auto type = mro.rbegin(); type != mro.rend(); ++type)
      if ((*type)->own_class != nullptr)
        if (const Value* own = (*type)->own_class->attributes.find("__annotations__")) add(*own);
    return hints;
  }
  const Value found = find_attribute(a[0], "__annotations__");
  if (found.is(Tag::kDict)) {
    add(found);
  } else if (as_type(a[0]) == nullptr && !is_callable(a[0]) && !a[0].is(Tag::kModule)) {
    raise_type_error(to_repr(a[0]), " is not a module, class, method, or function.");
  }
  return hints;
}

Value assert_never(const Value&, Value* a) {
  raise_exception(kAssertionError, {make_str("Expected code to be unreachable, but got: " + to_repr(a[0]))});
}

Value dataclass_transform(const Value&, Value*) {
  return make_library_function("decorator", "cls_or_fn", [](Values& a) { return a[0]; });
}

// --- Type variables --------------------------------------------------------------------------------------------------

Value new_type_variable(const Value& type, Value* a) {
  auto* variable = new TypeVariable(*as_type(type), to_str(a[0]));
  const Value made = make_native(variable);
  const Values& constraints = as_tuple(a[1]);
  if (!a[2].is_unset() && !a[2].is_none()) {
    if (!constraints.empty()) raise_type_error("Constraints cannot be combined with bound=...");
    variable->bound = checked(a[2], "Bound must be a type.");
  }
  if (constraints.size() == 1) raise_type_error("A single constraint is not allowed");
  Values types;
  for (const Value& constraint : constraints)
    types.push_back(checked(constraint, "TypeVar(name, constraint, ...): constraints must be types."));
  variable->constraints = make_tuple(std::move(types));
  variable->covariant = !a[3].is_unset() && static_cast<bool>(a[3]);
  variable->contravariant = !a[4].is_unset() && static_cast<bool>(a[4]);
  if (variable->covariant && variable->contravariant) raise_value_error("Bivariant types are not supported.");
  return made;
}

constexpr Method kNewTypeVariable{"TypeVar", new_type_variable,
                                  "name, *constraints, bound=, covariant=, contravariant="};
constexpr Method kNewForwardReference{"ForwardRef", [](const Value&, Value* a) { return make_forward_reference(a[0]); },
                                      "arg, *, is_argument=, module=, is_class="};

struct AnyStr {
  Value variable;
};

Value any_str() {
  Value& variable = run_local<AnyStr>().variable;
  if (variable.is_unset())
    variable = type_value(kTypeVarType)({"AnyStr", type_value(kBytesType), type_value(kStrType)});
  return variable;
}

constexpr Method kFunctions[] = {
    {"cast", cast, "def typ, val"},
    {"overload", overload, "def func"},
    {"no_type_check", [](const Value&, Value* a) { return mark(a[0], "__no_type_check__"); }, "def arg"},
    {"final", [](const Value&, Value* a) { return mark(a[0], "__final__"); }, "def f"},
    {"no_type_check_decorator", same, "def decorator"},
    {"runtime_checkable", make_runtime_checkable, "def cls"},
    {"runtime", make_runtime_checkable, "def cls"},
    {"NewType", make_new_type, "def name, tp"},
    {"get_type_hints", get_type_hints, "def obj, globalns=, localns=, include_extras="},
    {"get_origin", get_origin, "def tp"},
    {"get_args", get_args, "def tp"},
    {"is_typeddict", is_typed_dict, "def tp"},
    {"assert_type", same, "def val, typ, /"},
    {"assert_never", assert_never, "def arg, /"},
    {"get_overloads", [](const Value&, Value*) { return make_list(); }, "def func"},
    {"clear_overloads", [](const Value&, Value*) -> Value { return None; }, "def"},
    {"dataclass_transform", dataclass_transform,
     "def *, eq_default=, order_default=, kw_only_default=, field_specifiers=, **kwargs"},
};

template <std::size_t I>
Value form_value() {
  return special_form(kForms[I].name.view());
}

constexpr Constant kOtherConstants[] = {
    {"TYPE_CHECKING", []() -> Value { return false; }},
    {"Text", [] { return type_value(kStrType); }},
    {"AnyStr", any_str},
    {"Generic", [] { return generic_class().self(); }},
    {"Protocol", [] { return protocol_class().self(); }},
    {"SupportsInt", [] { return supports_class("SupportsInt"); }},
    {"SupportsFloat", [] { return supports_class("SupportsFloat"); }},
    {"SupportsComplex", [] { return supports_class("SupportsComplex"); }},
    {"SupportsBytes", [] { return supports_class("SupportsBytes"); }},
    {"SupportsIndex", [] { return supports_class("SupportsIndex"); }},
    {"SupportsAbs", [] { return supports_class("SupportsAbs"); }},
    {"SupportsRound", [] { return supports_class("SupportsRound"); }},
    {"IO", [] { return supports_class("IO"); }},
    {"TextIO", [] { return supports_class("TextIO"); }},
    {"BinaryIO", [] { return supports_class("BinaryIO"); }},
};

template <std::size_t... I, std::size_t... J>
constexpr std::array<Constant, sizeof...(I) + sizeof...(J)> constants(std::index_sequence<I...>,
                                                                      std::index_sequence<J...>) {
  return {Constant{kForms[I].name, form_value<I>}..., kOtherConstants[J]...};
}
constexpr auto kConstants =
    constants(std::make_index_sequence<std::size(kForms)>(), std::make_index_sequence<std::size(kOtherConstants)>());

constexpr const Type* kTypes[] = {&kTypeVarType, &kParamSpecType, &kForwardRefType, &kNamedTupleBase, &kTypedDictBase};

}  // namespace

Value special_form(std::string_view name) {
  auto& made = run_local<Forms>().made;
  if (const auto known = made.find(name); known != made.end()) return known->second;
  const Form& form = form_of(name);
  Value origin;
  if (form.module != nullptr)
    origin = std::string_view(form.module) == "builtins"
                 ? py(Name(std::string_view(form.stands_for)))
                 : import_from(Name(std::string_view(form.module)), Name(std::string_view(form.stands_for)));
  const Value value = make_native(new Alias(Kind::kForm, joined({"typing.", name}), origin, {}));
  made.emplace(std::string(name), value);
  return value;
}

Value subscript_form(Alias& form, const Value& key) {
  const std::string_view name = std::string_view(form.name).substr(7);
  const Form& known = form_of(name);
  switch (known.takes) {
    case Takes::kNothing:
      if (name == "Any") raise_type_error("type 'Any' is not subscriptable");
      raise_type_error(form.name, " is not subscriptable");
    case Takes::kOne:
      return generic(form, form.self(), {checked(key, form.name + " accepts only single type.")});
    case Takes::kOptional:
      return make_union({checked(key, "typing.Optional requires a single type."), None});
    case Takes::kUnion:
      if (key.is(Tag::kTuple) && as_tuple(key).empty()) raise_type_error("Cannot take a Union of no types.");
      return make_union(key.is(Tag::kTuple) ? as_tuple(key) : Values{key});
    case Takes::kLiteral:
      return literal(form, key);
    case Takes::kCallable:
      return callable(form, key);
    case Takes::kAnnotated:
      return annotated(form, key);
    case Takes::kTuple:
      return generic(form, form.origin, checked_list(key));
    case Takes::kList:
      break;
  }
  Values args = checked_list(key);
  if (known.count == 0) raise_type_error(form.name, " is not a generic class");
  if (static_cast<int>(args.size()) != known.count)
    raise_type_error("Too ", static_cast<int>(args.size()) > known.count ? "many" : "few", " arguments for ", form.name,
                     "; actual ", std::to_string(args.size()), ", expected ", std::to_string(known.count));
  return generic(form, form.origin, std::move(args));
}

Value make_forward_reference(const Value& text) { return make_native(new ForwardReference(text)); }

constinit const Type kTypeVarType{.name = "TypeVar", .module = "typing", .constructor = &kNewTypeVariable};
constinit const Type kParamSpecType{.name = "ParamSpec", .module = "typing", .constructor = &kNewTypeVariable};
constinit const Type kForwardRefType{.name = "ForwardRef", .module = "typing", .constructor = &kNewForwardReference};

constinit const Module kTypingModule{
    .name = "typing", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
