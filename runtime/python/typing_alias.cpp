// SPDX-License-Identifier: Apache-2.0
#include "python/typing_alias.h"

#include <algorithm>

#include "python/attributes.h"
#include "python/bind.h"
#include "python/class_tools.h"
#include "python/library_class.h"

namespace pbc {

namespace {

using Kind = Alias::Kind;

bool is_ellipsis(const Value& v) { return v.is(Tag::kBuiltin) && &v.builtin() == &kEllipsis.head; }
bool is_none_type(const Value& v) { return as_type(v) == &kNoneType; }
Value none_type() { return type_value(kNoneType); }

Value type_or_none_type(const Value& v) { return v.is_none() ? none_type() : v; }

std::string listed(const Values& args, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? ", " : "") + type_repr(args[i]);
  return text;
}

const Type& type_of_kind(Kind kind) {
  switch (kind) {
    case Kind::kForm:
      return kSpecialFormType;
    case Kind::kBuiltin:
      return kTypesGenericAliasType;
    case Kind::kUnionType:
      return kUnionTypeType;
    default:
      return kGenericAliasType;
  }
}

/// `args` with `found` replaced by what stands at the same place in `given`.
Values substituted(const Values& args, const Values& found, const Values& given) {
  Values result;
  for (const Value& arg : args) {
    const auto at = std::ranges::find_if(found, [&](const Value& variable) { return is(variable, arg); });
    if (at != found.end()) {
      result.push_back(given[static_cast<std::size_t>(at - found.begin())]);
    } else if (const Alias* inner = as_alias(arg); inner != nullptr && inner->kind != Kind::kForm) {
      const Values replaced = substituted(inner->args, found, given);
      result.push_back(inner->kind == Kind::kUnion
                           ? make_union(replaced)
                           : make_native(new Alias(inner->kind, inner->name, inner->origin, replaced)));
    } else {
      result.push_back(arg);
    }
  }
  return result;
}

bool same_set(const Values& a, const Values& b) {
  const auto within = [](const Values& some, const Values& all) {
    return std::ranges::all_of(
        some, [&](const Value& v) { return std::ranges::any_of(all, [&](const Value& w) { return is_same(v, w); }); });
  };
  return within(a, b) && within(b, a);
}

/// What Literal compares: 1 and True are two values.
Values typed_values(const Values& args) {
  Values pairs;
  for (const Value& arg : args) pairs.push_back(make_tuple({arg, type_value(type_of(arg))}));
  return pairs;
}

void add_part(Values& parts, const Value& part) {
  if (const Alias* alias = as_alias(part);
      alias != nullptr && (alias->kind == Kind::kUnion || alias->kind == Kind::kUnionType)) {
    for (const Value& inner : alias->args) add_part(parts, inner);
    return;
  }
  for (const Value& known : parts)
    if (is_same(known, part)) return;
  parts.push_back(part);
}

/// An alias of the built-in kind is equal to another of the same; the kinds of unions compare as sets.
bool is_union(Kind kind) { return kind == Kind::kUnion || kind == Kind::kUnionType; }

}  // namespace

Alias::Alias(Kind kind, std::string name, Value origin, Values args)
    : Native(type_of_kind(kind)), kind(kind), name(std::move(name)), origin(std::move(origin)), args(std::move(args)) {}

Alias* as_alias(const Value& v) {
  if (!v.is(Tag::kNative)) return nullptr;
  const Type& type = as_native(v).type();
  const bool is_one = &type == &kGenericAliasType || &type == &kTypesGenericAliasType || &type == &kUnionTypeType ||
                      &type == &kSpecialFormType;
  return is_one ? &as_native<Alias>(v) : nullptr;
}

std::string type_repr(const Value& v) {
  if (is_ellipsis(v)) return "...";
  if (const Type* type = as_type(v)) {
    const std::string qualified =
        type->own_class != nullptr ? to_str(type->own_class->qualified_name) : std::string(type->name.view());
    return std::string_view(type->module) == "builtins" ? qualified : std::string(type->module) + "." + qualified;
  }
  if (v.is(Tag::kFunction) || v.is(Tag::kClosure)) return to_str(v.attr("__name__"));
  return to_repr(v);
}

std::string Alias::repr() const {
  switch (kind) {
    case Kind::kForm:
      return name == "typing.Annotated" ? "<class 'typing.Annotated'>" : name;
    case Kind::kUnionType: {
      std::string text;
      for (const Value& part : args)
        text += (text.empty() ? "" : " | ") + (is_none_type(part) ? "None" : type_repr(part));
      return text;
    }
    case Kind::kUnion:
      if (args.size() == 2 && is_none_type(args[0])) return "typing.Optional[" + type_repr(args[1]) + "]";
      if (args.size() == 2 && is_none_type(args[1])) return "typing.Optional[" + type_repr(args[0]) + "]";
      return "typing.Union[" + listed(args, args.size()) + "]";
    case Kind::kCallable: {
      const std::string head = name.empty() ? type_repr(origin) : name;
      if (args.size() == 2 && is_ellipsis(args[0])) return head + "[..., " + type_repr(args[1]) + "]";
      return head + "[[" + listed(args, args.size() - 1) + "], " + type_repr(args.back()) + "]";
    }
    case Kind::kLiteral: {
      std::string text;
      for (const Value& part : args) text += (text.empty() ? "" : ", ") + to_repr(part);
      return "typing.Literal[" + text + "]";
    }
    case Kind::kAnnotated: {
      std::string text = "typing.Annotated[" + type_repr(args[0]);
      for (std::size_t i = 1; i < args.size(); ++i) text += ", " + to_repr(args[i]);
      return text + "]";
    }
    default:
      return (name.empty() ? type_repr(origin) : name) + "[" + (args.empty() ? "()" : listed(args, args.size())) + "]";
  }
}

Value Alias::compare(Comparison op, const Value& other) const {
  if (op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
  const Alias* right = as_alias(other);
  if (right == nullptr) return Value();
  bool equal = false;
  if (is_union(kind) && is_union(right->kind)) {
    equal = same_set(args, right->args);
  } else if (kind == right->kind && kind == Kind::kLiteral) {
    equal = same_set(typed_values(args), typed_values(right->args));
  } else if (kind == right->kind && kind == Kind::kForm) {
    equal = this == right || name == right->name;
  } else if (kind == right->kind) {
    equal = is_same(origin, right->origin) && is_same(make_tuple(args), make_tuple(right->args));
  }
  return equal == (op == Comparison::kEqual);
}

std::uint64_t Alias::hash() const {
  if (kind == Kind::kForm) return hash_of_text(name);
  std::uint64_t hash = is_union(kind) || kind == Kind::kLiteral ? 1 : hash_of(origin);
  for (const Value& arg : args) hash ^= hash_of(arg) * 31;
  return hash;
}

Value Alias::binary(Operator op, const Value& other, bool reflected) const {
  if (op != Operator::kOr) return Value();
  const Value self = const_cast<Alias*>(this)->self();
  if (kind == Kind::kBuiltin || kind == Kind::kUnionType)
    return reflected ? union_of_types(other, self) : union_of_types(self, other);
  return reflected ? make_union({other, self}) : make_union({self, other});
}

Value Alias::attribute(Name wanted) {
  switch (wanted.hash) {
    case Name("__origin__").hash:
      if (kind == Kind::kUnionType || (kind == Kind::kForm && origin.is_unset())) return Value();
      return kind == Kind::kAnnotated ? args[0] : origin;
    case Name("__args__").hash:
      if (kind == Kind::kForm) return Value();
      return kind == Kind::kAnnotated ? make_tuple({args[0]}) : make_tuple(args);
    case Name("__parameters__").hash:
      return make_tuple(type_variables(args));
    case Name("__metadata__").hash:
      return kind == Kind::kAnnotated ? make_tuple(Values(args.begin() + 1, args.end())) : Value();
    case Name("__name__").hash:
    case Name("__qualname__").hash:
    case Name("_name").hash:
      if (!name.empty()) return make_str(std::string_view(name).substr(name.rfind('.') + 1));
      break;
    case Name("__module__").hash:
      if (!name.empty()) return "typing";
      break;
    case Name("__class__").hash:
      return Value();
    default:
      break;
  }
  if (wanted == Name("__mro_entries__")) {
    if (kind == Kind::kUnionType || kind == Kind::kUnion || kind == Kind::kLiteral || origin.is_unset()) return Value();
    Value entry = kind == Kind::kAnnotated ? args[0] : origin;
    return make_library_function("__mro_entries__", [entry](FlatArguments&) -> Value { return make_tuple({entry}); });
  }
  const bool is_special = wanted.view().starts_with("__") && wanted.view().ends_with("__");
  if (origin.is_unset() || kind == Kind::kUnionType || kind == Kind::kUnion || (is_special && kind != Kind::kBuiltin))
    return Value();
  return find_attribute(origin, wanted);
}

Value Alias::call(const Arguments& arguments) {
  if (kind == Kind::kForm && !origin.is_unset())
    raise_type_error("Type ", attribute("__name__").text(), " cannot be instantiated; use ",
                     to_str(origin.attr("__name__")), "() instead");
  if (kind == Kind::kForm || kind == Kind::kUnion || kind == Kind::kLiteral)
    raise_type_error("Cannot instantiate ", kind == Kind::kUnion ? "typing.Union" : repr());
  if (kind == Kind::kGeneric && !name.empty())
    raise_type_error("Type ", attribute("__name__").text(), " cannot be instantiated; use ",
                     to_str(origin.attr("__name__")), "() instead");
  const Value alive = self();
  const Value target = kind == Kind::kAnnotated ? args[0] : origin;
  const Value made = call_value(target, arguments);
  if (made.is(Tag::kInstance) && class_of(made).has_dict) set_own_attribute(made, "__orig_class__", alive);
  return made;
}

Value Alias::get_item(const Value& key) {
  if (kind == Kind::kForm) return subscript_form(*this, key);
  const Values variables = type_variables(args);
  if (variables.empty()) raise_type_error(repr(), " is not a generic class");
  Values given = key.is(Tag::kTuple) ? as_tuple(key) : Values{key};
  for (Value& arg : given) arg = type_or_none_type(arg);
  if (given.size() != variables.size())
    raise_type_error("Too ", given.size() > variables.size() ? "many" : "few", " arguments for ", repr(), "; actual ",
                     std::to_string(given.size()), ", expected ", std::to_string(variables.size()));
  const Values replaced = substituted(args, variables, given);
  if (kind == Kind::kUnion) return make_union(replaced);
  return make_native(new Alias(kind, name, origin, replaced));
}

Values type_variables(const Values& args) {
  Values found;
  const auto add = [&](const Value& v) {
    if (std::ranges::none_of(found, [&](const Value& known) { return is(known, v); })) found.push_back(v);
  };
  for (const Value& arg : args) {
    if (native_if<TypeVariable>(arg, kTypeVarType) != nullptr ||
        native_if<TypeVariable>(arg, kParamSpecType) != nullptr)
      add(arg);
    if (const Alias* alias = as_alias(arg);
        alias != nullptr && alias->kind != Kind::kForm && alias->kind != Kind::kLiteral)
      for (const Value& inner : type_variables(alias->args)) add(inner);
  }
  return found;
}

Value make_union(const Values& given) {
  Values parts;
  for (const Value& part : given) {
    Value type = type_or_none_type(part);
    if (type.is_str()) type = make_forward_reference(type);
    add_part(parts, type);
  }
  if (parts.size() == 1) return parts[0];
  return make_native(new Alias(Kind::kUnion, "typing.Union", special_form("Union"), std::move(parts)));
}

Value union_of_types(const Value& a, const Value& b) {
  const auto fits = [](const Value& v) {
    const Alias* alias = as_alias(v);
    return v.is_none() || as_type(v) != nullptr || (alias != nullptr && alias->kind != Kind::kForm);
  };
  if (!fits(a) || !fits(b) || (a.is_none() && b.is_none())) return Value();
  const auto is_typing = [](const Value& v) {
    const Alias* alias = as_alias(v);
    return alias != nullptr && alias->kind != Kind::kBuiltin && alias->kind != Kind::kUnionType;
  };
  if (is_typing(a) || is_typing(b)) return make_union({a, b});
  Values parts;
  add_part(parts, type_or_none_type(a));
  add_part(parts, type_or_none_type(b));
  if (parts.size() == 1) return parts[0];
  return make_native(new Alias(Kind::kUnionType, "", Value(), std::move(parts)));
}

Value checkable_types(const Value& v, bool is_instance_check) {
  const Alias* alias = as_alias(v);
  const char* function = is_instance_check ? "isinstance" : "issubclass";
  if (alias == nullptr) {
    if (native_if<TypeVariable>(v, kTypeVarType) != nullptr)
      raise_type_error(is_instance_check ? "isinstance() arg 2 must be a type, a tuple of types, or a union"
                                         : "issubclass() arg 2 must be a class, a tuple of classes, or a union");
    return Value();
  }
  switch (alias->kind) {
    case Kind::kForm:
      if (alias->origin.is_unset()) raise_type_error(alias->name, " cannot be used with ", function, "()");
      return make_tuple({alias->origin});
    case Kind::kUnion:
    case Kind::kUnionType:
      return make_tuple(alias->args);
    case Kind::kBuiltin:
      raise_type_error(function, "() argument 2 cannot be a parameterized generic");
    default:
      raise_type_error("Subscripted generics cannot be used with class and instance checks");
  }
}

Value make_generic_alias(const Value& origin, const Value& arguments) {
  Values args = arguments.is(Tag::kTuple) ? as_tuple(arguments) : Values{arguments};
  const Type* type = as_type(origin);
  if (type != nullptr && std::string_view(type->module) == "collections.abc" && type->name == Name("Callable")) {
    if (args.size() != 2) raise_type_error("Callable must be used as Callable[[arg, ...], result].");
    Values flat;
    if (args[0].is(Tag::kList))
      flat = as_list(args[0]);
    else
      flat.push_back(args[0]);
    flat.push_back(args[1]);
    return make_native(new Alias(Kind::kCallable, "", origin, std::move(flat)));
  }
  return make_native(new Alias(Kind::kBuiltin, "", origin, std::move(args)));
}

std::string TypeVariable::repr() const { return (covariant ? "+" : contravariant ? "-" : "~") + name; }

Value TypeVariable::binary(Operator op, const Value& other, bool reflected) const {
  if (op != Operator::kOr) return Value();
  const Value self = const_cast<TypeVariable*>(this)->self();
  return reflected ? make_union({other, self}) : make_union({self, other});
}

Value TypeVariable::attribute(Name wanted) {
  switch (wanted.hash) {
    case Name("__name__").hash:
      return make_str(name);
    case Name("__bound__").hash:
      return bound;
    case Name("__constraints__").hash:
      return constraints.is_unset() ? make_tuple({}) : constraints;
    case Name("__covariant__").hash:
      return covariant;
    case Name("__contravariant__").hash:
      return contravariant;
    default:
      return Value();
  }
}

constinit const Type kGenericAliasType{.name = "_GenericAlias", .module = "typing"};
constinit const Type kTypesGenericAliasType{.name = "GenericAlias", .module = "types"};
constinit const Type kUnionTypeType{.name = "UnionType", .module = "types"};
constinit const Type kSpecialFormType{.name = "_SpecialForm", .module = "typing"};

}  // namespace pbc
