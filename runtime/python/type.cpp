// SPDX-License-Identifier: Apache-2.0
#include "python/type.h"

#include <memory>

#include "python/class.h"

namespace pbc {

static_assert(std::is_standard_layout_v<Method> && std::is_standard_layout_v<Singleton>);

/// The methods of a type and its bases by the hash of their names; open addressing.
struct MethodIndex {
  std::uint32_t mask = 0;
  std::unique_ptr<const Method*[]> slots;
};

namespace {

const MethodIndex& make_index(const Type& type) {
  std::vector<const Method*> all;
  for (const Type* at = &type; at != nullptr; at = at->base)
    if (at->methods != nullptr)
      for (const Method& method : at->methods()) all.push_back(&method);
  auto index = std::make_unique<MethodIndex>();
  std::uint32_t size = 4;
  while (size < all.size() * 2) size *= 2;
  index->mask = size - 1;
  index->slots = std::make_unique<const Method*[]>(size);
  for (const Method* method : all) {  // the most derived class first: a later namesake is overridden
    std::uint32_t slot = method->name.hash & index->mask;
    while (index->slots[slot] != nullptr && !(index->slots[slot]->name == method->name))
      slot = (slot + 1) & index->mask;
    if (index->slots[slot] == nullptr) index->slots[slot] = method;
  }
  const MethodIndex* none = nullptr;
  if (type.index.compare_exchange_strong(none, index.get())) return *index.release();
  return *none;
}

}  // namespace

const Method* find_method(const Type& type, Name name) {
  const MethodIndex* index = type.index.load(std::memory_order_acquire);
  if (index == nullptr) {
    // A class of the playbook has no such methods of its own, and would not outlive an index.
    if (type.own_class != nullptr) return type.base == nullptr ? nullptr : find_method(*type.base, name);
    index = &make_index(type);
  }
  std::uint32_t slot = name.hash & index->mask;
  while (const Method* method = index->slots[slot]) {
    if (method->name == name) return method;
    slot = (slot + 1) & index->mask;
  }
  return nullptr;
}

const Type& type_of(const Value& v) {
  if (has_class(v)) return class_of(v).type;
  switch (v.tag()) {
    case Tag::kUnset:
    case Tag::kNone:
      return kNoneType;
    case Tag::kBool:
      return kBoolType;
    case Tag::kInt:
    case Tag::kBigInt:
      return kIntType;
    case Tag::kFloat:
      return kFloatType;
    case Tag::kLiteral:
    case Tag::kStr:
      return kStrType;
    case Tag::kFunction:
    case Tag::kClosure:
      return kFunctionType;
    case Tag::kBuiltin:
      switch (v.builtin().kind) {
        case Builtin::Kind::kType:
          return kTypeType;
        case Builtin::Kind::kMethod:
          return kBuiltinFunctionType;
        case Builtin::Kind::kSingleton:
          return *reinterpret_cast<const Singleton*>(&v.builtin())->type;
      }
      return kObjectType;
    case Tag::kBytes:
      return kBytesType;
    case Tag::kByteArray:
      return kByteArrayType;
    case Tag::kList:
      return kListType;
    case Tag::kTuple:
      return *static_cast<Tuple*>(v.object())->type;
    case Tag::kDict:
      return *as_dict_object(v).type;
    case Tag::kDictView:
      switch (as_view(v).kind) {
        case DictView::Kind::kKeys:
          return kDictKeysType;
        case DictView::Kind::kValues:
          return kDictValuesType;
        case DictView::Kind::kItems:
          return kDictItemsType;
      }
      return kObjectType;
    case Tag::kSet:
      return kSetType;
    case Tag::kFrozenSet:
      return kFrozenSetType;
    case Tag::kRange:
      return kRangeType;
    case Tag::kSlice:
      return kSliceType;
    case Tag::kIterator:
      return as_iterator(v).type();
    case Tag::kBoundMethod:
      return as_bound(v).self.is_unset() ? kMethodDescriptorType : kBuiltinFunctionType;
    case Tag::kModule:
      return kModuleType;
    case Tag::kException:
      return *as_exception(v).type;
    case Tag::kNative:
      return as_native(v).type();
    case Tag::kType:
      return *as_class(v).metaclass;
    case Tag::kInstance:
      return as_instance(v).cls->type;
  }
  return kObjectType;
}

const Type* as_type(const Value& v) {
  if (v.is(Tag::kType)) return &as_class(v).type;
  if (!v.is(Tag::kBuiltin) || v.builtin().kind != Builtin::Kind::kType) return nullptr;
  return reinterpret_cast<const Type*>(&v.builtin());
}

const Method* as_method(const Value& v) {
  if (!v.is(Tag::kBuiltin) || v.builtin().kind != Builtin::Kind::kMethod) return nullptr;
  return reinterpret_cast<const Method*>(&v.builtin());
}

bool is_subtype(const Type& type, const Type& base) {
  if (&base == &kObjectType) return true;
  if (type.own_class != nullptr) return type.own_class->derives_from(base);
  for (const Type* at = &type; at != nullptr; at = at->base) {
    if (at == &base) return true;
    if (at->second_base != nullptr && is_subtype(*at->second_base, base)) return true;
  }
  return false;
}

bool is_instance(const Value& value, const Type& type) { return is_subtype(type_of(value), type); }

std::string_view type_name(const Type& type) {
  return type.error_name != nullptr ? std::string_view(type.error_name) : type.name.view();
}
std::string_view type_name(const Value& value) { return type_name(type_of(value)); }
std::string_view argument_type(const Value& value) { return value.is_none() ? "None" : type_name(value); }

}  // namespace pbc
