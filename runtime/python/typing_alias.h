// SPDX-License-Identifier: Apache-2.0
//
// What annotations are made of: `list[int]`, `typing.Optional[str]`, `int | None`, type variables. At run time they are
// shown, compared, taken apart by get_origin and get_args, and called as the class that they stand for.
#pragma once

#include "python/class.h"

namespace pbc {

extern const Type kGenericAliasType, kTypesGenericAliasType, kUnionTypeType, kSpecialFormType, kTypeVarType,
    kParamSpecType, kForwardRefType;

struct Alias final : Native {
  enum class Kind : std::uint8_t {
    kForm,       // typing.Any, typing.List: not subscripted; `origin` is a type for those that stand for one
    kGeneric,    // typing.List[int], Stack[int]
    kBuiltin,    // list[int]
    kUnion,      // typing.Union[int, str], typing.Optional[int]
    kUnionType,  // int | str
    kCallable,   // typing.Callable[[int], str]; the last argument is the result
    kLiteral,
    kAnnotated,  // the type, then what annotates it
  };
  Alias(Kind kind, std::string name, Value origin, Values args);

  Kind kind;
  std::string name;  // "typing.List"; a kBuiltin or one of a class of the playbook goes by its origin
  Value origin;
  Values args;

  std::string repr() const override;
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;
  Value binary(Operator op, const Value& other, bool reflected) const override;
  Value attribute(Name wanted) override;
  Value get_item(const Value& key) override;
  bool is_callable() const override { return kind != Kind::kUnionType; }
  Value call(const Arguments& arguments) override;
};

/// Null unless `v` is one.
Alias* as_alias(const Value& v);

struct TypeVariable final : Native {
  TypeVariable(const Type& type, std::string name) : Native(type), name(std::move(name)) {}
  std::string name;
  Value bound = None, constraints;
  bool covariant = false, contravariant = false;
  std::string repr() const override;
  Value binary(Operator op, const Value& other, bool reflected) const override;
  Value attribute(Name wanted) override;
};

/// How an annotation is shown inside another one: a class by its qualified name.
std::string type_repr(const Value& v);
/// typing.Union[parts]: flattened and without doubles.
Value make_union(const Values& parts);
/// `a | b` for types; unset when either is none.
Value union_of_types(const Value& a, const Value& b);
/// The form typing.NAME, one object per run, and what its subscript means (typing_module.cpp).
Value special_form(std::string_view name);
Value subscript_form(Alias& form, const Value& key);
Value make_forward_reference(const Value& text);
/// The type variables in `args`, in order of first appearance.
Values type_variables(const Values& args);
/// The classes that isinstance goes by, as a tuple, where `v` is a union or stands for a class; unset where it is no
/// annotation. TypeError for those that take no part in such checks.
Value checkable_types(const Value& v, bool is_instance_check);

}  // namespace pbc
