// SPDX-License-Identifier: Apache-2.0
//
// The module array (Python library reference, array). An array is a bytearray that it reads by its type code, so that a
// memoryview shares it.
#include <algorithm>
#include <cstring>
#include <limits>

#include "python/arguments.h"
#include "python/array.h"
#include "python/big_integer.h"
#include "python/iterators.h"
#include "python/library_more.h"
#include "python/memory_view.h"
#include "python/numbers.h"
#include "python/sequences.h"
#include "python/special_methods.h"
#include "python/unicode.h"

namespace pbc {
extern const Type kArrayType;

namespace {

constinit const Type kArrayIteratorType{
    .name = "arrayiterator", .module = "array", .error_name = "array.arrayiterator"};

/// What a type code says of the items.
struct Code {
  char letter;
  int size;
  const char* name;  // as errors say it; null: the words of the widest types
  std::int64_t least, most;
};
constexpr Code kCodes[] = {
    {'b', 1, "signed char", -128, 127},
    {'B', 1, "unsigned byte integer", 0, 255},
    {'u', 4, nullptr, 0, 0},
    {'h', 2, "signed short integer", -32768, 32767},
    {'H', 2, "unsigned short", 0, 65535},
    {'i', 4, "signed integer", std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()},
    {'I', 4, "unsigned int", 0, std::numeric_limits<std::uint32_t>::max()},
    {'l', 8, nullptr, 0, 0},
    {'L', 8, nullptr, 0, 0},
    {'q', 8, nullptr, 0, 0},
    {'Q', 8, nullptr, 0, 0},
    {'f', 4, nullptr, 0, 0},
    {'d', 8, nullptr, 0, 0},
};

[[noreturn]] void raise_overflow(std::string_view text) { raise_error(kOverflowError, std::string(text)); }

Value int_item(const Code& code, const Value& v) {
  const BigInteger number = to_big_int(v);
  const bool is_unsigned = code.letter == 'L' || code.letter == 'I' || code.letter == 'Q';
  const BigInteger most_long = std::numeric_limits<std::int64_t>::max();
  const BigInteger most = is_unsigned ? BigInteger(2 * most_long + 1) : most_long;
  const BigInteger least = is_unsigned ? BigInteger(0) : BigInteger(-most_long - 1);
  if (number < least || number > most) {
    if (code.letter == 'Q' && number < 0) raise_overflow("can't convert negative int to unsigned");
    if (code.letter == 'q' || code.letter == 'Q') raise_overflow("int too big to convert");
    if (is_unsigned && number < 0) raise_overflow("can't convert negative value to unsigned int");
    raise_overflow(is_unsigned ? "Python int too large to convert to C unsigned long"
                               : "Python int too large to convert to C long");
  }
  if (code.name != nullptr && number < code.least) raise_overflow(joined({code.name, " is less than minimum"}));
  if (code.name != nullptr && number > code.most) raise_overflow(joined({code.name, " is greater than maximum"}));
  return make_int(number);
}

template <typename T>
void put(std::string& to, T number) {
  to.append(reinterpret_cast<const char*>(&number), sizeof number);
}

template <typename T>
T get(const char* from) {
  T number;
  std::memcpy(&number, from, sizeof number);
  return number;
}

struct Array final : Native {
  explicit Array(const Code& code) : Native(kArrayType), code(&code) {}
  std::string& bytes() { return as_bytes(buffer); }
  const std::string& bytes() const { return as_bytes(buffer); }
  std::size_t item_size() const { return static_cast<std::size_t>(code->size); }
  std::size_t size() const { return bytes().size() / item_size(); }

  /// The bytes of an item; raises where it does not fit.
  std::string packed(const Value& v) const {
    std::string made;
    switch (code->letter) {
      case 'u': {
        if (!v.is_str() || str_length(v) != 1) raise_type_error("array item must be unicode character");
        std::size_t at = 0;
        put(made, static_cast<std::uint32_t>(unicode::next(v.text(), at)));
        return made;
      }
      case 'f':
        put(made, static_cast<float>(to_float(v)));
        return made;
      case 'd':
        put(made, to_float(v));
        return made;
      default: {
        const Value number = int_item(*code, v);
        const std::uint64_t bits = number.is(Tag::kBigInt) ? static_cast<std::uint64_t>(as_big_int(number))
                                                           : static_cast<std::uint64_t>(number.as_int());
        put(made, bits);
        made.resize(item_size());  // the machine is little-endian
        return made;
      }
    }
  }
  Value item(std::size_t place) const {
    const char* const from = bytes().data() + place * item_size();
    switch (code->letter) {
      case 'b':
        return get<std::int8_t>(from);
      case 'B':
        return get<std::uint8_t>(from);
      case 'h':
        return get<std::int16_t>(from);
      case 'H':
        return get<std::uint16_t>(from);
      case 'i':
        return get<std::int32_t>(from);
      case 'I':
        return get<std::uint32_t>(from);
      case 'L':
      case 'Q':
        return make_int(BigInteger(get<std::uint64_t>(from)));
      case 'f':
        return static_cast<double>(get<float>(from));
      case 'd':
        return get<double>(from);
      case 'u': {
        std::string character;
        unicode::append(character, static_cast<char32_t>(get<std::uint32_t>(from)));
        return make_str(character);
      }
      default:
        return get<std::int64_t>(from);
    }
  }
  Values items() const {
    Values all;
    all.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) all.push_back(item(i));
    return all;
  }
  std::string text() const {
    std::string joined_text;
    for (const Value& character : items()) joined_text += character.text();
    return joined_text;
  }
  std::string repr() const override {
    std::string shown = std::string("array('") + code->letter + "'";
    if (size() != 0) shown += ", " + to_repr(code->letter == 'u' ? make_str(text()) : make_list(items()));
    return shown + ")";
  }
  bool truth() const override { return size() != 0; }
  Value compare(Comparison op, const Value& other) const override {
    const Array* right = native_if<Array>(other, kArrayType);
    return right == nullptr ? Value() : Value(pbc::compare(op, make_list(items()), make_list(right->items())));
  }
  std::uint64_t hash() const override { raise_type_error("unhashable type: 'array.array'"); }
  bool has_length() const override { return true; }
  std::size_t length() const override { return size(); }
  Value iterate() override {
    return make_iterator(kArrayIteratorType, [self = self(), at = std::size_t{0}](Value& next) mutable {
      const Array& array = as_native<Array>(self);
      if (at >= array.size()) return false;
      next = array.item(at++);
      return true;
    });
  }
  /// The place of what equals `v` from `begin` on, or the size; comparing may change the array.
  std::size_t find(const Value& v, std::size_t begin = 0, std::size_t end = ~std::size_t{0}) const {
    for (std::size_t i = begin; i < end && i < size(); ++i)
      if (is_same(item(i), v)) return i;
    return size();
  }
  bool contains(const Value& v) override { return find(v) < size(); }
  Value made(std::string content) const {
    Value array = make_native(new Array(*code));
    as_native<Array>(array).bytes() = std::move(content);
    return array;
  }
  std::size_t place(const Value& key, const char* message) const {
    if (!is_any_int(key) && find_special(key, "__index__") == nullptr)
      raise_type_error("array indices must be integers");
    const Value index = plain_index(key);
    return resolve_index(index, size(), "array", message);
  }
  void erase(std::size_t at) { bytes().erase(at * item_size(), item_size()); }
  Value get_item(const Value& key) override {
    if (!key.is(Tag::kSlice)) return item(place(key, "array index out of range"));
    const Value slice = plain_slice(key);
    const SliceRange range = resolve_slice(slice, size());
    std::string picked;
    for (std::int64_t i = 0; i < range.count; ++i)
      picked.append(bytes(), static_cast<std::size_t>(range.start + i * range.step) * item_size(), item_size());
    return made(std::move(picked));
  }
  void set_item(const Value& key, const Value& value) override {
    if (!key.is(Tag::kSlice)) {
      const std::size_t at = place(key, "array assignment index out of range");
      const std::string content = packed(value);
      if (at >= size()) raise_index_error("array assignment index out of range");
      bytes().replace(at * item_size(), item_size(), content);
      return;
    }
    const Array* other = native_if<Array>(value, kArrayType);
    if (other == nullptr) raise_type_error("can only assign array (not \"", type_name(value), "\") to array slice");
    if (other->code != code) raise_type_error("bad argument type for built-in operation");
    const Value slice = plain_slice(key);
    const SliceRange range = resolve_slice(slice, size());
    const std::string content = other->bytes();
    const auto first = static_cast<std::size_t>(range.start);
    if (range.step == 1) {
      bytes().replace(first * item_size(), static_cast<std::size_t>(range.count) * item_size(), content);
      return;
    }
    if (content.size() / item_size() != static_cast<std::size_t>(range.count))
      raise_value_error("attempt to assign array of size ", std::to_string(content.size() / item_size()),
                        " to extended slice of size ", std::to_string(range.count));
    for (std::int64_t i = 0; i < range.count; ++i)
      bytes().replace(static_cast<std::size_t>(range.start + i * range.step) * item_size(), item_size(), content,
                      static_cast<std::size_t>(i) * item_size(), item_size());
  }
  void del_item(const Value& key) override {
    if (!key.is(Tag::kSlice)) return erase(place(key, "array assignment index out of range"));
    const Value slice = plain_slice(key);
    SliceRange range = resolve_slice(slice, size());
    if (range.step > 0) range = {range.start + (range.count - 1) * range.step, 0, -range.step, range.count};
    for (std::int64_t i = 0; i < range.count; ++i) erase(static_cast<std::size_t>(range.start + i * range.step));
  }
  Value repeated(const Value& count) const {
    if (!is_any_int(count)) raise_type_error("can't multiply sequence by non-int of type '", type_name(count), "'");
    return repeat(buffer, count);
  }
  Value binary(Operator op, const Value& other, bool reflected) const override {
    if (op == Operator::kMul) return made(as_bytes(repeated(other)));
    if (op != Operator::kAdd || reflected) return Value();
    const Array* right = native_if<Array>(other, kArrayType);
    if (right == nullptr) raise_type_error("can only append array (not \"", type_name(other), "\") to array");
    if (right->code != code) raise_type_error("bad argument type for built-in operation");
    return made(bytes() + right->bytes());
  }
  Value in_place(Operator op, const Value& other) override {
    if (op == Operator::kMul) {
      const Value content = repeated(other);
      bytes().swap(as_bytes(content));
      return self();
    }
    if (op != Operator::kAdd) return Value();
    const Array* right = native_if<Array>(other, kArrayType);
    if (right == nullptr) raise_type_error("can only extend array with array (not \"", type_name(other), "\")");
    if (right->code != code) raise_type_error("can only extend with array of same kind");
    bytes() += std::string(right->bytes());
    return self();
  }

  const Code* code;
  Value buffer = make_bytearray("");
};

Array& array_of(const Value& self) { return as_native<Array>(self); }

// --- Bytes -----------------------------------------------------------------------------------------------------------

Value tobytes(const Value& self, Value*) { return make_bytes(array_of(self).bytes()); }

void add_bytes(Array& array, std::string_view bytes) {
  if (bytes.size() % array.item_size() != 0) raise_value_error("bytes length not a multiple of item size");
  array.bytes() += std::string(bytes);
}

Value frombytes(const Value& self, Value* a) {
  const Value bytes = plain_bytes(a[0]);
  if (!is_any_bytes(bytes)) raise_type_error("a bytes-like object is required, not '", type_name(a[0]), "'");
  add_bytes(array_of(self), as_bytes(bytes));
  return None;
}

Value byteswap(const Value& self, Value*) {
  Array& array = array_of(self);
  const auto size = static_cast<std::ptrdiff_t>(array.item_size());
  for (auto at = array.bytes().begin(); at != array.bytes().end(); at += size) std::reverse(at, at + size);
  return None;
}

Value tofile(const Value& self, Value* a) {
  a[0].call("write", {tobytes(self, nullptr)});
  return None;
}
Value fromfile(const Value& self, Value* a) {
  const std::int64_t count = to_index(a[1]);
  if (count < 0) raise_value_error("negative count");
  const std::size_t wanted = static_cast<std::size_t>(count * array_of(self).code->size);
  const Value read = a[0].call("read", {Value(wanted)});
  if (!is_any_bytes(read)) raise_type_error("read() didn't return bytes");
  const std::string bytes = as_bytes(read);
  add_bytes(array_of(self), bytes);
  if (bytes.size() != wanted) raise_error(kEOFError, "read() didn't return enough bytes");
  return None;
}

// --- Items -----------------------------------------------------------------------------------------------------------

Value append(const Value& self, Value* a) {
  const std::string item = array_of(self).packed(a[0]);
  array_of(self).bytes() += item;
  return None;
}
Value extend(const Value& self, Value* a) {
  if (const Array* other = native_if<Array>(a[0], kArrayType)) {
    if (other->code != array_of(self).code) raise_type_error("can only extend with array of same kind");
    array_of(self).in_place(Operator::kAdd, a[0]);
    return None;
  }
  for (Value item : iterate(a[0])) append(self, &item);
  return None;
}
Value fromlist(const Value& self, Value* a) {
  if (!a[0].is(Tag::kList)) raise_type_error("arg must be list");
  std::string added;
  const std::size_t size = as_list(a[0]).size();
  for (std::size_t i = 0; i < size; ++i) {
    added += array_of(self).packed(Value(as_list(a[0])[i]));
    if (as_list(a[0]).size() != size) raise_error(kRuntimeError, "list changed size during iteration");
  }
  array_of(self).bytes() += added;
  return None;
}
Value insert(const Value& self, Value* a) {
  std::int64_t at = to_index(a[0]);
  const std::string item = array_of(self).packed(a[1]);
  const auto size = static_cast<std::int64_t>(array_of(self).size());
  if (at < 0) at = std::max<std::int64_t>(at + size, 0);
  array_of(self).bytes().insert(static_cast<std::size_t>(std::min(at, size)) * item.size(), item);
  return None;
}
Value pop(const Value& self, Value* a) {
  std::int64_t at = a[0].is_unset() ? -1 : to_index(a[0]);
  const auto size = static_cast<std::int64_t>(array_of(self).size());
  if (size == 0) raise_index_error("pop from empty array");
  if (at < 0) at += size;
  if (at < 0 || at >= size) raise_index_error("pop index out of range");
  const Value item = array_of(self).item(static_cast<std::size_t>(at));
  array_of(self).erase(static_cast<std::size_t>(at));
  return item;
}
Value index(const Value& self, Value* a) {
  const Array& array = array_of(self);
  const auto [begin, end] = search_bounds(a[1], a[2], array.size());
  if (const std::size_t at = array.find(a[0], begin, end); at < array.size()) return at;
  raise_value_error("array.index(x): x not in array");
}
Value remove(const Value& self, Value* a) {
  const std::size_t at = array_of(self).find(a[0]);
  if (at >= array_of(self).size()) raise_value_error("array.remove(x): x not in array");
  array_of(self).erase(at);
  return None;
}
Value count(const Value& self, Value* a) {
  std::int64_t found = 0;
  for (std::size_t i = 0; i < array_of(self).size(); ++i) found += is_same(array_of(self).item(i), a[0]) ? 1 : 0;
  return found;
}
Value reverse(const Value& self, Value*) {
  // Byte by byte, then each item back.
  std::ranges::reverse(array_of(self).bytes());
  return byteswap(self, nullptr);
}
Value tolist(const Value& self, Value*) { return make_list(array_of(self).items()); }
Value buffer_info(const Value& self, Value*) {
  return make_tuple({reinterpret_cast<std::int64_t>(self.object()), array_of(self).size()});
}
Value copy(const Value& self, Value*) { return array_of(self).made(array_of(self).bytes()); }

Value tounicode(const Value& self, Value*) {
  if (array_of(self).code->letter != 'u') raise_value_error("tounicode() may only be called on unicode type arrays");
  return make_str(array_of(self).text());
}
Value fromunicode(const Value& self, Value* a) {
  if (!a[0].is_str()) raise_type_error("fromunicode() argument must be str, not ", argument_type(a[0]));
  if (array_of(self).code->letter != 'u') raise_value_error("fromunicode() may only be called on unicode type arrays");
  for (Value character : iterate(a[0])) append(self, &character);
  return None;
}

Value new_array(const Value&, Value* a) {
  if (a[0].is_unset()) raise_type_error("array() takes at least 1 argument (0 given)");
  if (!a[0].is_str() || str_length(a[0]) != 1)
    raise_type_error("array() argument 1 must be a unicode character, not ", argument_type(a[0]));
  for (const Code& code : kCodes) {
    if (a[0].text() != std::string_view(&code.letter, 1)) continue;
    const Value made = make_native(new Array(code));
    const Value& source = a[1];
    if (source.is_unset()) return made;
    if (source.is_str() && code.letter != 'u')
      raise_type_error("cannot use a str to initialize an array with typecode '", a[0].text(), "'");
    if (is_any_bytes(source)) {
      add_bytes(array_of(made), as_bytes(source));
    } else {
      for (Value item : iterate(source)) append(made, &item);
    }
    return made;
  }
  raise_value_error("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
}

constexpr Method kNewArray{"array.array", new_array, "typecode=, initializer=, /"};
constexpr Method kMethods[] = {
    {"__copy__", copy, ""},
    {"__deepcopy__", copy, "unused, /"},
    {"append", append, "v, /"},
    {"buffer_info", buffer_info, ""},
    {"byteswap", byteswap, ""},
    {"count", count, "v, /"},
    {"extend", extend, "bb, /"},
    {"frombytes", frombytes, "buffer, /"},
    {"fromfile", fromfile, "f, n, /"},
    {"fromlist", fromlist, "list, /"},
    {"fromunicode", fromunicode, "ustr, /"},
    {"index", index, "v, start=, stop=, /"},
    {"insert", insert, "i, v, /"},
    {"pop", pop, "i=, /"},
    {"remove", remove, "v, /"},
    {"reverse", reverse, ""},
    {"tobytes", tobytes, ""},
    {"tofile", tofile, "f, /"},
    {"tolist", tolist, ""},
    {"tounicode", tounicode, ""},
};
constexpr Attribute kAttributes[] = {
    {"itemsize", [](const Value& self) -> Value { return array_of(self).code->size; }},
    {"typecode", [](const Value& self) -> Value { return Value(std::string_view(&array_of(self).code->letter, 1)); }},
};
constexpr Constant kConstants[] = {
    {"ArrayType", [] { return type_value(kArrayType); }},
    {"typecodes", [] { return Value("bBuhHiIlLqQfd"); }},
};

}  // namespace

constinit const Type kArrayType{
    .name = "array",
    .module = "array",
    .error_name = "array.array",
    .constructor = &kNewArray,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
    .generic = make_generic_alias,
};

namespace {

constexpr const Type* kTypes[] = {&kArrayType};

}  // namespace

bool array_buffer(const Value& v, ArrayBuffer* buffer) {
  const Array* array = native_if<Array>(v, kArrayType);
  if (array == nullptr) return false;
  *buffer = {array->buffer, array->code->letter == 'u' ? 'w' : array->code->letter};
  return true;
}

constinit const Module kArrayModule{.name = "array", .constants = kConstants, .types = kTypes};

}  // namespace pbc
