// SPDX-License-Identifier: Apache-2.0
//
// The module collections.abc (Python library reference, collections.abc): which methods make a collection, and what
// each abstract class adds to those that derive from it. What the sets and mappings add is in abstract_mixins.cpp.
#include <array>
#include <map>

#include "python/abstract_collections.h"
#include "python/abstract_mixins.h"
#include "python/attributes.h"
#include "python/class_tools.h"
#include "python/iterators.h"
#include "python/library_more.h"

namespace pbc {

extern const Type kDequeType;

namespace {

using Covers = bool (*)(Class& self, const Type& type, const Value& instance);

template <const Name&... Names>
bool has_methods(Class&, const Type& type, const Value& instance) {
  return (provides(type, instance, Names) && ...);
}

constexpr Name kHash{"__hash__"}, kIter{"__iter__"}, kNext{"__next__"}, kReversed{"__reversed__"}, kLen{"__len__"},
    kContains{"__contains__"}, kCall{"__call__"}, kSend{"send"}, kThrow{"throw"}, kClose{"close"}, kAwait{"__await__"},
    kAiter{"__aiter__"}, kAnext{"__anext__"};

bool is_one_of(const Type& type, std::initializer_list<const Type*> types) {
  for (const Type* base : types)
    if (is_subtype(type, *base)) return true;
  return false;
}

bool is_hashable(Class&, const Type& type, const Value& instance) {
  if (is_one_of(type,
                {&kListType, &kDictType, &kSetType, &kByteArrayType, &kDequeType, &kDictKeysType, &kDictItemsType}) &&
      type.own_class == nullptr)
    return false;
  if (type.own_class != nullptr) {
    const Value* own = type.own_class->find("__hash__");
    if (own != nullptr) return !own->is_none();
    return !is_one_of(*type.own_class->layout, {&kListType, &kDictType, &kSetType, &kByteArrayType, &kDequeType});
  }
  if (!instance.is(Tag::kNative)) return true;
  try {
    as_native(instance).hash();
    return true;
  } catch (const Raised&) {
    caught();
    return false;
  }
}

bool is_mutable_sequence(Class&, const Type& type, const Value&) {
  return is_one_of(type, {&kListType, &kByteArrayType, &kDequeType});
}
bool is_sequence(Class&, const Type& type, const Value&) {
  return is_one_of(type, {&kListType, &kTupleType, &kStrType, &kRangeType, &kBytesType, &kByteArrayType, &kDequeType});
}
bool is_byte_string(Class&, const Type& type, const Value&) { return is_one_of(type, {&kBytesType, &kByteArrayType}); }
bool is_set(Class&, const Type& type, const Value&) {
  return is_one_of(type, {&kSetType, &kFrozenSetType, &kDictKeysType, &kDictItemsType});
}
bool is_mutable_set(Class&, const Type& type, const Value&) { return is_one_of(type, {&kSetType}); }
bool is_mapping(Class&, const Type& type, const Value&) { return is_one_of(type, {&kDictType, &kMappingProxyType}); }
bool is_mutable_mapping(Class&, const Type& type, const Value&) { return is_one_of(type, {&kDictType}); }
bool is_view(Class&, const Type& type, const Value&) {
  return is_one_of(type, {&kDictKeysType, &kDictItemsType, &kDictValuesType});
}
bool is_keys(Class&, const Type& type, const Value&) { return is_one_of(type, {&kDictKeysType}); }
bool is_items(Class&, const Type& type, const Value&) { return is_one_of(type, {&kDictItemsType}); }
bool is_values(Class&, const Type& type, const Value&) { return is_one_of(type, {&kDictValuesType}); }

struct Abstract {
  Name name;
  Name bases[3];
  Name methods[5];  // abstract ones
  Covers covers;
  void (*mix_in)(LibraryClass& cls) = nullptr;
};

constexpr Name kNo{""};
constexpr Abstract kAbstracts[] = {
    {"Hashable", {kNo, kNo, kNo}, {"__hash__", kNo, kNo, kNo, kNo}, is_hashable},
    {"Awaitable", {kNo, kNo, kNo}, {"__await__", kNo, kNo, kNo, kNo}, has_methods<kAwait>},
    {"Coroutine",
     {"Awaitable", kNo, kNo},
     {"send", "throw", kNo, kNo, kNo},
     has_methods<kAwait, kSend, kThrow, kClose>},
    {"AsyncIterable", {kNo, kNo, kNo}, {"__aiter__", kNo, kNo, kNo, kNo}, has_methods<kAiter>},
    {"AsyncIterator", {"AsyncIterable", kNo, kNo}, {"__anext__", kNo, kNo, kNo, kNo}, has_methods<kAnext, kAiter>},
    {"AsyncGenerator", {"AsyncIterator", kNo, kNo}, {"asend", "athrow", kNo, kNo, kNo}, nullptr},
    {"Iterable", {kNo, kNo, kNo}, {"__iter__", kNo, kNo, kNo, kNo}, has_methods<kIter>},
    {"Iterator", {"Iterable", kNo, kNo}, {"__next__", kNo, kNo, kNo, kNo}, has_methods<kIter, kNext>, mix_in_iterator},
    {"Reversible", {"Iterable", kNo, kNo}, {"__reversed__", kNo, kNo, kNo, kNo}, has_methods<kReversed, kIter>},
    {"Generator",
     {"Iterator", kNo, kNo},
     {"send", "throw", kNo, kNo, kNo},
     has_methods<kIter, kNext, kSend, kThrow, kClose>,
     mix_in_generator},
    {"Sized", {kNo, kNo, kNo}, {"__len__", kNo, kNo, kNo, kNo}, has_methods<kLen>},
    {"Container", {kNo, kNo, kNo}, {"__contains__", kNo, kNo, kNo, kNo}, has_methods<kContains>},
    {"Callable", {kNo, kNo, kNo}, {"__call__", kNo, kNo, kNo, kNo}, has_methods<kCall>},
    {"Collection", {"Sized", "Iterable", "Container"}, {kNo, kNo, kNo, kNo, kNo}, has_methods<kLen, kIter, kContains>},
    {"Set", {"Collection", kNo, kNo}, {kNo, kNo, kNo, kNo, kNo}, is_set, mix_in_set},
    {"MutableSet", {"Set", kNo, kNo}, {"add", "discard", kNo, kNo, kNo}, is_mutable_set, mix_in_mutable_set},
    {"MappingView", {"Sized", kNo, kNo}, {kNo, kNo, kNo, kNo, kNo}, is_view, mix_in_view},
    {"KeysView", {"MappingView", "Set", kNo}, {kNo, kNo, kNo, kNo, kNo}, is_keys, mix_in_keys},
    {"ItemsView", {"MappingView", "Set", kNo}, {kNo, kNo, kNo, kNo, kNo}, is_items, mix_in_items},
    {"ValuesView", {"MappingView", "Collection", kNo}, {kNo, kNo, kNo, kNo, kNo}, is_values, mix_in_values},
    {"Mapping", {"Collection", kNo, kNo}, {"__getitem__", kNo, kNo, kNo, kNo}, is_mapping, mix_in_mapping},
    {"MutableMapping",
     {"Mapping", kNo, kNo},
     {"__setitem__", "__delitem__", kNo, kNo, kNo},
     is_mutable_mapping,
     mix_in_mutable_mapping},
    {"Sequence", {"Reversible", "Collection", kNo}, {"__getitem__", kNo, kNo, kNo, kNo}, is_sequence, mix_in_sequence},
    {"ByteString", {"Sequence", kNo, kNo}, {kNo, kNo, kNo, kNo, kNo}, is_byte_string},
    {"MutableSequence",
     {"Sequence", kNo, kNo},
     {"__setitem__", "__delitem__", "insert", kNo, kNo},
     is_mutable_sequence,
     mix_in_mutable_sequence},
};

struct AbstractCollections {
  std::map<std::string, Class*, std::less<>> made;
};

Class& make_abstract(const Abstract& abstract) {
  Values bases;
  for (const Name& base : abstract.bases)
    if (base.length != 0) bases.push_back(abstract_collection(base.view()).self());
  LibraryClass made("collections.abc", abstract.name.text, bases);
  made.metaclass(kAbcMetaType).without_dict();
  for (const Name& method : abstract.methods)
    if (method.length != 0) made.abstract(method);
  if (abstract.mix_in != nullptr) abstract.mix_in(made);
  Class& cls = made.make();
  cls.covers = abstract.covers;
  cls.type.generic = make_generic_alias;
  return cls;
}

template <std::size_t I>
Value constant() {
  return abstract_collection(kAbstracts[I].name.view()).self();
}
template <std::size_t... I>
constexpr std::array<Constant, sizeof...(I)> constants(std::index_sequence<I...>) {
  return {Constant{kAbstracts[I].name, constant<I>}...};
}
constexpr auto kConstants = constants(std::make_index_sequence<std::size(kAbstracts)>());

/// What a Native does by its virtual functions.
bool native_provides(const Value& instance, Name name) {
  Native& native = as_native(instance);
  switch (name.hash) {
    case Name("__iter__").hash:
      return is_iterable(instance);
    case Name("__next__").hash:
      return native.is_iterator();
    case Name("__len__").hash:
      return native.has_length();
    case Name("__contains__").hash:
      return native.has_length() && is_iterable(instance);
    case Name("__call__").hash:
      return native.is_callable();
    default:
      return false;
  }
}

}  // namespace

Class& abstract_collection(std::string_view name) {
  auto& made = run_local<AbstractCollections>().made;
  if (const auto known = made.find(name); known != made.end()) return *known->second;
  for (const Abstract& abstract : kAbstracts)
    if (abstract.name.view() == name) return *made.emplace(std::string(name), &make_abstract(abstract)).first->second;
  raise_error(kSystemError, joined({"no abstract class ", name}));
}

bool provides(const Type& type, const Value& instance, Name name) {
  const Type* layout = &type;
  if (type.own_class != nullptr) {
    if (const Value* found = type.own_class->find(name)) return !found->is_none();
    for (const Type* base : type.own_class->mro)
      if (base->own_class == nullptr && find_method(*base, name) != nullptr) return true;
    layout = type.own_class->layout;
  }
  if (find_method(*layout, name) != nullptr || builtin_special(*layout, name) != nullptr) return true;
  if (instance.is(Tag::kNative) && native_provides(instance, name)) return true;
  if (instance.is(Tag::kIterator)) return name == Name("__iter__") || name == Name("__next__");
  return is_subtype(*layout, kDequeType) && (name == kIter || name == kLen || name == kContains || name == kReversed);
}

constinit const Module kCollectionsAbcModule{.name = "collections.abc", .constants = kConstants};

}  // namespace pbc
