// SPDX-License-Identifier: Apache-2.0
//
// value[key], value[key] = x, del value[key] and `in` (Python reference, 6.3.2 Subscriptions and 6.10.2 Membership).
#include "python/big_integer.h"
#include "python/memory_view.h"
#include "python/sequences.h"
#include "python/sets.h"
#include "python/special_methods.h"

namespace pbc {

std::size_t resolve_index(const Value& index, std::size_t length, const char* type, const char* message) {
  if (has_class(index) && (is_any_int(index) || find_special(index, "__index__") != nullptr))
    return resolve_index(plain_index(index), length, type, message);
  if (!is_any_int(index)) raise_type_error(type, " indices must be integers or slices, not ", type_name(index));
  if (index.is(Tag::kBigInt)) raise_index_error("cannot fit '", type_name(index), "' into an index-sized integer");
  std::int64_t at = index.as_int();
  if (at < 0) at += static_cast<std::int64_t>(length);
  if (at < 0 || at >= static_cast<std::int64_t>(length)) raise_index_error(message);
  return static_cast<std::size_t>(at);
}

Value plain_index(const Value& index) {
  if (!has_class(index) || (!is_any_int(index) && find_special(index, "__index__") == nullptr)) return index;
  Value number = is_any_int(index) ? make_int(big(index)) : class_number(index, "__index__", "int");
  if (number.is(Tag::kBigInt) && !has_class(number))
    raise_index_error("cannot fit '", type_name(index), "' into an index-sized integer");
  return number;
}

namespace {

/// Whether being hashed, compared or asked for its index runs code, which may change the container that it is a key of,
/// and let go of both.
bool runs_code(const Value& key) { return key.is_heap() && (!key.is(Tag::kStr) || has_class(key)); }

Value str_item(const Value& str, const Value& index) {
  if (index.is(Tag::kSlice)) return take_slice(str, index);
  if (!is_any_int(index) && !has_class(index))
    raise_type_error("string indices must be integers, not '", type_name(index), "'");
  std::size_t at = resolve_index(index, str_length(str), "string", "string index out of range");
  std::size_t begin = str_offset(str, at);
  std::string_view text = str.text();
  std::size_t end = begin + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return make_str(text.substr(begin, end - begin));
}

/// What an index that is no int is told for `v`, and what a bad one.
const char* index_word(const Value& v) {
  switch (v.tag()) {
    case Tag::kList:
      return "list";
    case Tag::kTuple:
      return "tuple";
    case Tag::kRange:
      return "range";
    case Tag::kByteArray:
      return "bytearray";
    default:
      return "byte";
  }
}

}  // namespace

namespace {

Value class_item(Class& cls, const Value& key) {
  if (cls.protocol != nullptr && cls.protocol->get_item != nullptr) return cls.protocol->get_item(cls, key);
  if (const Value* found = cls.find("__class_getitem__")) return bind_attribute(Value(*found), Value(), cls)({key});
  for (const Type* type : cls.mro)
    if (type->generic != nullptr) return type->generic(cls.self(), key);
  raise_type_error("type '", cls.name, "' is not subscriptable");
}

}  // namespace

namespace {

Value item_of(const Value& container, const Value& key) {
  if (has_class(container)) {
    Value result = call_special(container, "__getitem__", {key});
    if (!result.is_unset()) return result;
  }
  switch (container.tag()) {
    case Tag::kDict:
      if (const Value* found = as_dict(container).find(key)) return *found;
      if (as_dict_object(container).type == &kDictType) raise_key_error(key);
      return dict_get_item(container, key);
    case Tag::kList: {
      if (key.is(Tag::kSlice)) return take_slice(container, key);
      const Value index = plain_index(key);
      const Values& items = as_list(container);
      return items[resolve_index(index, items.size(), "list", "list index out of range")];
    }
    case Tag::kTuple:
      if (key.is(Tag::kSlice)) return take_slice(container, key);
      return as_tuple(container)[resolve_index(key, as_tuple(container).size(), "tuple", "tuple index out of range")];
    case Tag::kLiteral:
    case Tag::kStr:
      return str_item(container, key);
    case Tag::kBytes:
    case Tag::kByteArray: {
      if (key.is(Tag::kSlice)) return take_slice(container, key);
      const char* message = container.is(Tag::kBytes) ? "index out of range" : "bytearray index out of range";
      const Value index = plain_index(key);
      std::size_t at = resolve_index(index, as_bytes(container).size(), index_word(container), message);
      return static_cast<int>(static_cast<unsigned char>(as_bytes(container)[at]));
    }
    case Tag::kRange: {
      if (key.is(Tag::kSlice)) return take_slice(container, key);
      const Range& range = as_range(container);
      if (key.is(Tag::kBigInt) && !has_class(key)) raise_error(kIndexError, "range object index out of range");
      std::size_t at =
          resolve_index(key, static_cast<std::size_t>(range.length()), "range", "range object index out of range");
      return range.at(static_cast<std::int64_t>(at));
    }
    case Tag::kNative:
      return as_native(container).get_item(key);
    case Tag::kType:
      return class_item(as_class(container), key);
    case Tag::kBuiltin:
      if (const Type* type = as_type(container); type != nullptr && type->generic != nullptr)
        return type->generic(container, key);
      if (const Type* type = as_type(container)) raise_type_error("type '", type_name(*type), "' is not subscriptable");
      [[fallthrough]];
    default:
      raise_type_error("'", type_name(container), "' object is not subscriptable");
  }
}

}  // namespace

Value Value::item(const Value& key) const {
  return runs_code(key) ? item_of(Value(*this), Value(key)) : item_of(*this, key);
}

namespace {

void assign_byte(std::string& bytes, const Value& key, const Value& value) {
  const Value index = plain_index(key);
  // As in CPython: what is no index at all, then the value, then where the index leads.
  if (!is_any_int(index) || index.is(Tag::kBigInt)) resolve_index(index, 0, "bytearray", "");  // raises
  const bool is_far = value.is(Tag::kBigInt) && !has_class(value);
  const std::int64_t byte = is_far ? -1 : to_index(value);
  if (byte < 0 || byte > 255) raise_value_error("byte must be in range(0, 256)");
  const std::size_t at = resolve_index(index, bytes.size(), "bytearray", "bytearray index out of range");
  bytes[at] = static_cast<char>(byte);
}

}  // namespace

void Value::assign_item(const Value& key, Value value) const {
  const Value held = runs_code(key) ? *this : Value();
  if (has_class(*this) && !call_special(*this, "__setitem__", {key, value}).is_unset()) return;
  switch (tag()) {
    case Tag::kDict:
      as_dict(*this).set(key, std::move(value));
      return;
    case Tag::kList: {
      if (key.is(Tag::kSlice)) return assign_slice(as_list(*this), key, value);
      Values& items = as_list(*this);
      const Value index = plain_index(key);
      items[resolve_index(index, items.size(), "list", "list assignment index out of range")].swap(value);
      return;
    }
    case Tag::kByteArray: {
      std::string& bytes = as_bytes(*this);
      if (key.is(Tag::kSlice)) return assign_slice(bytes, key, value);
      assign_byte(bytes, key, value);
      return;
    }
    case Tag::kNative:
      as_native(*this).set_item(key, value);
      return;
    default:
      raise_type_error("'", type_name(*this), "' object does not support item assignment");
  }
}

void Value::del_item(const Value& key) const {
  const Value held = runs_code(key) ? *this : Value();
  if (has_class(*this) && !call_special(*this, "__delitem__", {key}).is_unset()) return;
  switch (tag()) {
    case Tag::kDict:
      if (!as_dict(*this).erase(key)) raise_key_error(key);
      return;
    case Tag::kList: {
      Values& items = as_list(*this);
      if (key.is(Tag::kSlice)) return delete_slice(items, key);
      const Value index = plain_index(key);
      std::size_t at = resolve_index(index, items.size(), "list", "list assignment index out of range");
      Value removed = std::move(items[at]);
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
      return;
    }
    case Tag::kByteArray: {
      std::string& bytes = as_bytes(*this);
      if (key.is(Tag::kSlice)) return delete_slice(bytes, key);
      const Value index = plain_index(key);
      bytes.erase(resolve_index(index, bytes.size(), "bytearray", "bytearray index out of range"), 1);
      return;
    }
    case Tag::kNative:
      as_native(*this).del_item(key);
      return;
    default: {
      // CPython's two ways to say no: what is a sequence to it, given an int, does it differently.
      bool is_sequence =
          is_str() || is(Tag::kTuple) || is(Tag::kBytes) || is(Tag::kRange) || is_any_set(*this) || is(Tag::kDictView);
      raise_type_error(
          "'", type_name(*this), "' object ",
          is_sequence && is_any_int(key) ? "doesn't support item deletion" : "does not support item deletion");
    }
  }
}

bool in(const Value& element, const Value& container) {
  if (has_class(container)) {
    const int result = class_contains(container, element);
    if (result >= 0) return result == 1;
  }
  switch (container.tag()) {
    case Tag::kDict:
      return as_dict(container).contains(element);
    case Tag::kSet:
    case Tag::kFrozenSet:
    case Tag::kDictView:
      return set_like_contains(container, element);
    case Tag::kList:
      return find_item(as_list(container), element, 0, ~std::size_t{0}) != kNowhere;
    case Tag::kTuple:
      return find_item(as_tuple(container), element, 0, ~std::size_t{0}) != kNowhere;
    case Tag::kLiteral:
    case Tag::kStr:
      if (!element.is_str())
        raise_type_error("'in <string>' requires string as left operand, not ", type_name(element));
      return container.text().find(element.text()) != std::string_view::npos;
    case Tag::kBytes:
    case Tag::kByteArray:
      if (const Value part = plain_bytes(element); is_any_bytes(part))
        return as_bytes(container).find(as_bytes(part)) != std::string::npos;
      if (is_any_int(element) || find_special(element, "__index__") != nullptr) {
        BigInteger byte = to_big_int(element);
        if (byte < 0 || byte > 255) raise_value_error("byte must be in range(0, 256)");
        return as_bytes(container).find(static_cast<char>(static_cast<int>(byte))) != std::string::npos;
      }
      raise_type_error("a bytes-like object is required, not '", type_name(element), "'");
    case Tag::kRange: {
      const Range& range = as_range(container);
      if (is_small_int(element)) {
        std::int64_t number = element.as_int();
        bool inside = range.step > 0 ? number >= range.start && number < range.stop
                                     : number <= range.start && number > range.stop;
        return inside && (number - range.start) % range.step == 0;
      }
      break;
    }
    case Tag::kNative:
      return as_native(container).contains(element);
    case Tag::kType:
      if (const ClassProtocol* protocol = as_class(container).protocol; protocol != nullptr && protocol->contains)
        return protocol->contains(as_class(container), element);
      raise_type_error("argument of type 'type' is not iterable");
    case Tag::kIterator:
      break;
    case Tag::kInstance:
      if (is_iterable(container)) break;
      [[fallthrough]];
    default:
      raise_type_error("argument of type '", type_name(container), "' is not iterable");
  }
  for (Value item : iterate(container))
    if (is_same(item, element)) return true;
  return false;
}

bool in(const Value& element, std::initializer_list<Value> items) {
  for (const Value& item : items)
    if (is_same(item, element)) return true;
  return false;
}

}  // namespace pbc
