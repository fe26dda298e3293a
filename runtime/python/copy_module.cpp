// SPDX-License-Identifier: Apache-2.0
//
// The module copy (Python library reference, copy). Objects of the library are values that never change, or copy
// themselves.
#include <map>

#include "python/deque.h"
#include "python/library.h"
#include "python/objects.h"
#include "python/special_methods.h"

namespace pbc {
namespace {

/// Of an instance: an attribute, or what its __dict__ holds under another key.
void set_entry(const Value& object, const Value& key, const Value& value) {
  if (key.is_str())
    set_own_attribute(object, Name(key.text()), value);
  else
    as_dict(own_dict(object)).set(key, value);
}

/// The content of what derives from a built-in type, and the object with that content and class.
Value with_class_of(const Value& value, Value content) {
  Value copy = adopt(std::move(content), class_of(value));
  for (const Table::Entry& entry : as_dict(own_dict(value)).entries()) set_entry(copy, entry.key, entry.value);
  return copy;
}

Value shallow_of_class(const Value& value) {
  if (class_of(value).protocol != nullptr) return value;  // members of an enumeration are one of a kind
  const Value own = call_special(value, "__copy__");
  if (!own.is_unset()) return own;
  switch (value.tag()) {
    case Tag::kInstance:
      return copy_instance(value);
    case Tag::kList:
      return with_class_of(value, make_list(as_list(value)));
    case Tag::kDict: {
      Value content{Tag::kDict, make_object<Dict>(Table(as_dict(value)), *class_of(value).layout)};
      as_dict_object(content).extra = as_dict_object(value).extra;
      return with_class_of(value, std::move(content));
    }
    case Tag::kSet:
      return with_class_of(value, make_set(Table(as_set(value))));
    case Tag::kByteArray:
      return with_class_of(value, make_bytearray(as_bytes(value)));
    default:
      return value;
  }
}

/// A container of the same type and content.
Value shallow(const Value& value) {
  if (has_class(value)) return shallow_of_class(value);
  switch (value.tag()) {
    case Tag::kList:
      return make_list(as_list(value));
    case Tag::kSet:
      return make_set(Table(as_set(value)));
    case Tag::kByteArray:
      return make_bytearray(as_bytes(value));
    case Tag::kDict:
      return value.call("copy");
    case Tag::kNative:
      if (find_method(as_native(value).type(), "__copy__") != nullptr) return value.call("__copy__");
      if (find_method(as_native(value).type(), "copy") != nullptr) return value.call("copy");
      return value;
    default:
      return value;
  }
}

const Type* native_type(const Value& value) { return &as_native(value).type(); }

class DeepCopy {
 public:
  Value copy(const Value& value) {
    const Recursion recursion("");
    if (has_class(value)) return copy_of_class(value);
    switch (value.tag()) {
      case Tag::kList:
      case Tag::kDict:
      case Tag::kTuple:
      case Tag::kSet:
      case Tag::kFrozenSet:
      case Tag::kSlice:
        break;
      case Tag::kNative:
        if (native_type(value) == &kDequeType) break;
        [[fallthrough]];
      default:
        return shallow(value);
    }
    const auto known = copies_.find(value.object());
    if (known != copies_.end()) return known->second;
    switch (value.tag()) {
      case Tag::kList:
        return copy_list(value);
      case Tag::kDict:
        return copy_dict(value);
      case Tag::kTuple:
        return copy_tuple(value);
      case Tag::kSlice: {
        const Slice& parts = as_slice(value);
        const Value start = copy(parts.start), stop = copy(parts.stop);
        return slice(start, stop, copy(parts.step));
      }
      case Tag::kNative:
        return copy_items(shallow(value), value);
      default:
        return copy_set(value);
    }
  }

 private:
  /// __deepcopy__, or a copy whose content and attributes are copied.
  Value copy_of_class(const Value& value) {
    const auto known = copies_.find(value.object());
    if (known != copies_.end()) return known->second;
    if (class_of(value).protocol != nullptr) return value;
    const Value own = call_special(value, "__deepcopy__", {memo_});
    if (!own.is_unset()) return own;
    const Value result = value.is(Tag::kInstance) ? copy_instance(value) : shallow_of_class(value);
    copies_.emplace(value.object(), result);
    if (is(result, value)) return result;
    if (value.is(Tag::kList))
      for (std::size_t i = 0; i < as_list(result).size(); ++i) as_list(result)[i] = copy(Value(as_list(result)[i]));
    if (value.is(Tag::kDict)) {
      as_dict(result).clear();
      for (const Table::Entry& entry : as_dict(value).entries()) {
        const Value key = copy(entry.key);
        as_dict(result).set(key, copy(entry.value));
      }
    }
    if (value.is(Tag::kSet)) {
      as_set(result).clear();
      for (const Table::Entry& entry : as_set(value).entries()) add_key(as_set(result), copy(entry.key));
    }
    const Value attributes = make_dict(Table(as_dict(own_dict(value))));
    for (const Table::Entry& entry : as_dict(attributes).entries()) set_entry(result, entry.key, copy(entry.value));
    return result;
  }

  /// `fresh`, a copy of `value`, with copies of its items.
  Value copy_items(const Value& fresh, const Value& value) {
    copies_.emplace(value.object(), fresh);
    const std::size_t size = length_of(fresh);
    for (std::size_t i = 0; i < size; ++i) fresh.set_item(i, copy(fresh[i]));
    return fresh;
  }

  Value memo_ = make_dict();

  Value copy_list(const Value& value) {
    const Value result = make_list();
    copies_.emplace(value.object(), result);
    for (std::size_t i = 0; i < as_list(value).size(); ++i) {
      const Value item = as_list(value)[i];
      as_list(result).push_back(copy(item));
    }
    return result;
  }

  Value copy_dict(const Value& value) {
    const Value result = shallow(value);  // its type, and what the type adds
    copies_.emplace(value.object(), result);
    as_dict(result).clear();
    for (const Table::Entry& entry : as_dict(value).entries()) {
      const Value key = copy(entry.key);
      as_dict(result).set(key, copy(entry.value));
    }
    return result;
  }

  Value copy_tuple(const Value& value) {
    Values items;
    bool changed = false;
    for (const Value& item : as_tuple(value)) {
      items.push_back(copy(item));
      changed = changed || !is(items.back(), item);
    }
    // A list inside that holds this tuple has copied it meanwhile.
    if (const auto known = copies_.find(value.object()); known != copies_.end()) return known->second;
    const Value result = changed ? make_tuple(std::move(items), *static_cast<Tuple*>(value.object())->type) : value;
    copies_.emplace(value.object(), result);
    return result;
  }

  Value copy_set(const Value& value) {
    Table table;
    for (const Table::Entry& entry : as_set(value).entries()) add_key(table, copy(entry.key));
    const Value result = value.is(Tag::kSet) ? make_set(std::move(table)) : make_frozenset(std::move(table));
    copies_.emplace(value.object(), result);
    return result;
  }

  std::map<const Object*, Value> copies_;
};

constexpr Method kFunctions[] = {
    {"copy", [](const Value&, Value* a) { return shallow(a[0]); }, "def x"},
    {"deepcopy", [](const Value&, Value* a) { return DeepCopy().copy(a[0]); }, "def x, memo="},
};

constinit const Type kCopyError{.name = "Error", .module = "copy", .base = &kException};
constexpr const Type* kTypes[] = {&kCopyError};

}  // namespace

constinit const Module kCopyModule{.name = "copy", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
