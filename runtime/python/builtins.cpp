// SPDX-License-Identifier: Apache-2.0
#include "python/builtins.h"

#include <vector>

#include "python/class.h"
#include "python/complex.h"
#include "python/iterators.h"
#include "python/memory_view.h"

namespace pbc {

namespace {

constexpr const Type* kTypes[] = {
    &kObjectType,    &kTypeType,       &kBoolType,     &kIntType,          &kFloatType,       &kStrType,
    &kBytesType,     &kByteArrayType,  &kListType,     &kTupleType,        &kDictType,        &kSetType,
    &kFrozenSetType, &kRangeType,      &kSliceType,    &kReversedType,     &kEnumerateType,   &kZipType,
    &kMapType,       &kFilterType,     &kPropertyType, &kStaticMethodType, &kClassMethodType, &kSuperType,
    &kComplexType,   &kMemoryViewType,
};

/// By name, with open addressing; the values have static storage, so that all threads may share the table.
class BuiltinTable {
 public:
  BuiltinTable() : slots_(kSlots) {
    for (auto methods : {number_builtins(), iteration_builtins(), object_builtins(), output_builtins()})
      for (const Method& method : methods) add(method.name, &method.head);
    for (const Type* type : kTypes) add(type->name, &type->head);
    add(kBaseException.name, &kBaseException.head);
#define PBC_ADD(type, parent) add(k##type.name, &k##type.head);
    PBC_EXCEPTIONS(PBC_ADD)
#undef PBC_ADD
    add("NotImplemented", &kNotImplemented.head);
    add("Ellipsis", &kEllipsis.head);
  }

  /// Null when there is no such builtin.
  const Builtin* find(Name name) const {
    std::size_t slot = name.hash % kSlots;
    for (; slots_[slot].builtin != nullptr; slot = (slot + 1) % kSlots)
      if (slots_[slot].name == name) return slots_[slot].builtin;
    return nullptr;
  }

 private:
  static constexpr std::size_t kSlots = 512;
  struct Slot {
    Name name{std::string_view()};
    const Builtin* builtin = nullptr;
  };
  void add(Name name, const Builtin* builtin) {
    std::size_t slot = name.hash % kSlots;
    while (slots_[slot].builtin != nullptr) slot = (slot + 1) % kSlots;
    slots_[slot] = {name, builtin};
  }
  std::vector<Slot> slots_;
};

}  // namespace

Value find_builtin(Name name) {
  static const BuiltinTable table;
  if (const Builtin* found = table.find(name)) return *found;
  if (const Type* type = find_exception_type(name)) return type_value(*type);
  return Value();
}

Value py(Name name) {
  Value found = find_star_name(name);
  if (!found.is_unset()) return found;
  // A literal's address stands for it.
  struct Known {
    const char* name;
    const Builtin* builtin;
  };
  static constinit thread_local Known known[128] = {};
  Known& slot = known[name.hash % 128];
  if (slot.name == name.text && name.is_literal) return *slot.builtin;
  found = find_builtin(name);
  if (found.is_unset()) raise_name_error(name.text);
  if (found.is(Tag::kBuiltin) && name.is_literal) slot = {name.text, &found.builtin()};
  return found;
}

std::int64_t len(const Value& object) { return static_cast<std::int64_t>(length_of(object)); }

bool isinstance(const Value& object, const Value& classes) {
  const Type* type = as_type(classes);
  return (type != nullptr && is_subtype(type_of(object), *type)) || is_instance_of(object, classes);
}

}  // namespace pbc
