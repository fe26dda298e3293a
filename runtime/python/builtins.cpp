// SPDX-License-Identifier: Apache-2.0
#include "python/builtins.h"

#include <unordered_map>

#include "python/iterators.h"

namespace pbc {

namespace {

constexpr const Type* kTypes[] = {
    &kObjectType,    &kTypeType,     &kBoolType,      &kIntType,  &kFloatType, &kStrType,       &kBytesType,
    &kByteArrayType, &kListType,     &kTupleType,     &kDictType, &kSetType,   &kFrozenSetType, &kRangeType,
    &kSliceType,     &kReversedType, &kEnumerateType, &kZipType,  &kMapType,   &kFilterType, &kPropertyType, &kStaticMethodType, &kClassMethodType, &kSuperType,
};

/// By text; the values have static storage, so that all threads may share the table.
using BuiltinTable = std::unordered_map<std::string_view, const Builtin*>;

const BuiltinTable& builtin_table() {
  static const BuiltinTable table = [] {
    BuiltinTable made;
    for (auto methods : {number_builtins(), iteration_builtins(), object_builtins(), output_builtins()})
      for (const Method& method : methods) made.emplace(method.name.view(), &method.head);
    for (const Type* type : kTypes) made.emplace(type->name.view(), &type->head);
    made.emplace("NotImplemented", &kNotImplemented.head);
    made.emplace("Ellipsis", &kEllipsis.head);
    return made;
  }();
  return table;
}

}  // namespace

Value find_builtin(Name name) {
  const BuiltinTable& table = builtin_table();
  if (auto found = table.find(name.view()); found != table.end()) return *found->second;
  if (const Type* type = find_exception_type(name)) return type_value(*type);
  return Value();
}

Value py(Name name) {
  Value found = find_builtin(name);
  if (found.is_unset()) raise_name_error(name.text);
  return found;
}

}  // namespace pbc
