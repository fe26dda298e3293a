// SPDX-License-Identifier: Apache-2.0
//
// The module array (Python library reference, array). The items are kept as values, rounded to what their type code has
// room for; bytes are made where they are asked for.
#include <limits>

#include "python/arguments.h"
#include "python/big_integer.h"
#include "python/buffer.h"
#include "python/iterators.h"
#include "python/library_more.h"
#include "python/numbers.h"
#include "python/sequences.h"
#include "python/special_methods.h"

namespace pbc {
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

struct Array final : Native {
  explicit Array(const Code& code) : Native(kArrayType), code(&code) {}
  Values& items() { return as_list(list); }
  const Values& items() const { return as_list(list); }

  Value item(const Value& v) const {
    switch (code->letter) {
      case 'u':
        if (!v.is_str() || str_length(v) != 1) raise_type_error("array item must be unicode character");
        return v;
      case 'f':
        return static_cast<double>(static_cast<float>(to_float(v)));
      case 'd':
        return to_float(v);
      default:
        return int_item(*code, v);
    }
  }
  std::string text() const {
    std::string joined_text;
    for (const Value& character : items()) joined_text += character.text();
    return joined_text;
  }
  std::string repr() const override {
    std::string shown = std::string("array('") + code->letter + "'";
    if (!items().empty()) shown += ", " + (code->letter == 'u' ? to_repr(make_str(text())) : to_repr(list));
    return shown + ")";
  }
  bool truth() const override { return !items().empty(); }
  Value compare(Comparison op, const Value& other) const override {
    const Array* right = native_if<Array>(other, kArrayType);
    return right == nullptr ? Value() : Value(pbc::compare(op, list, right->list));
  }
  std::uint64_t hash() const override { raise_type_error("unhashable type: 'array.array'"); }
  bool has_length() const override { return true; }
  std::size_t length() const override { return items().size(); }
  Value iterate() override {
    return make_iterator(kArrayIteratorType, [self = self(), at = std::size_t{0}](Value& next) mutable {
      Array& array = as_native<Array>(self);
      if (at >= array.items().size()) return false;
      next = array.items()[at++];
      return true;
    });
  }
  bool contains(const Value& v) override { return in(v, list); }
  Value made(Values values) const {
    Value array = make_native(new Array(*code));
    as_native<Array>(array).items() = std::move(values);
    return array;
  }
  std::size_t place(const Value& key, const char* message) const {
    if (!is_any_int(key) && find_special(key, "__index__") == nullptr)
      raise_type_error("array indices must be integers");
    return resolve_index(key, items().size(), "array", message);
  }
  Value get_item(const Value& key) override {
    if (key.is(Tag::kSlice)) return made(as_list(take_slice(list, key)));
    return items()[place(key, "array index out of range")];
  }
  void set_item(const Value& key, const Value& value) override {
    if (!key.is(Tag::kSlice)) {
      const std::size_t at = place(key, "array assignment index out of range");
      Value converted = item(value);
      items()[at] = std::move(converted);
      return;
    }
    const Array* other = native_if<Array>(value, kArrayType);
    if (other == nullptr) raise_type_error("can only assign array (not \"", type_name(value), "\") to array slice");
    if (other->code != code) raise_type_error("bad argument type for built-in operation");
    const SliceRange range = resolve_slice(key, items().size());
    if (range.step != 1 && other->items().size() != static_cast<std::size_t>(range.count))
      raise_value_error("attempt to assign array of size ", std::to_string(other->items().size()),
                        " to extended slice of size ", std::to_string(range.count));
    list.set_item(key, make_list(Values(other->items())));
  }
  void del_item(const Value& key) override {
    if (!key.is(Tag::kSlice)) place(key, "array assignment index out of range");
    list.del_item(key);
  }
  Value binary(Operator op, const Value& other, bool reflected) const override {
    if (op == Operator::kMul) {
      if (!is_any_int(other)) raise_type_error("can't multiply sequence by non-int of type '", type_name(other), "'");
      return made(as_list(list * other));
    }
    if (op != Operator::kAdd || reflected) return Value();
    const Array* right = native_if<Array>(other, kArrayType);
    if (right == nullptr) raise_type_error("can only append array (not \"", type_name(other), "\") to array");
    if (right->code != code) raise_type_error("bad argument type for built-in operation");
    Values all = items();
    all.insert(all.end(), right->items().begin(), right->items().end());
    return made(std::move(all));
  }
  Value in_place(Operator op, const Value& other) override {
    if (op == Operator::kMul) {
      list = list * other;
      return self();
    }
    if (op != Operator::kAdd) return Value();
    const Array* right = native_if<Array>(other, kArrayType);
    if (right == nullptr) raise_type_error("can only extend array with array (not \"", type_name(other), "\")");
    if (right->code != code) raise_type_error("can only extend with array of same kind");
    const Values added = right->items();
    items().insert(items().end(), added.begin(), added.end());
    return self();
  }

  const Code* code;
  Value list = make_list();
};

Array& array_of(const Value& self) { return as_native<Array>(self); }

// --- Bytes -----------------------------------------------------------------------------------------------------------

Value format_of(const Array& array, std::size_t count) {
  return make_str(std::to_string(count) + (array.code->letter == 'u' ? 'I' : array.code->letter));
}

Value tobytes(const Value& self, Value*) {
  const Array& array = array_of(self);
  Values arguments = {format_of(array, array.items().size())};
  for (const Value& item : array.items()) arguments.push_back(array.code->letter == 'u' ? py("ord")({item}) : item);
  return call_with(import("struct").attr("pack"), arguments);
}

void add_bytes(Array& array, const std::string& bytes) {
  const auto size = static_cast<std::size_t>(array.code->size);
  if (bytes.size() % size != 0) raise_value_error("bytes length not a multiple of item size");
  const Value read = import("struct").call("unpack", {format_of(array, bytes.size() / size), make_bytes(bytes)});
  for (const Value& item : as_tuple(read))
    array.items().push_back(array.code->letter == 'u' ? py("chr")({item}) : item);
}

Value frombytes(const Value& self, Value* a) {
  if (!is_any_bytes(a[0])) raise_type_error("a bytes-like object is required, not '", type_name(a[0]), "'");
  add_bytes(array_of(self), as_bytes(a[0]));
  return None;
}

Value byteswap(const Value& self, Value*) {
  Array& array = array_of(self);
  std::string bytes = as_bytes(tobytes(self, nullptr));
  const auto size = static_cast<std::ptrdiff_t>(array.code->size);
  for (auto at = bytes.begin(); at != bytes.end(); at += size) std::reverse(at, at + size);
  array.items().clear();
  add_bytes(array, bytes);
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
  Value item = array_of(self).item(a[0]);
  array_of(self).items().push_back(std::move(item));
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
  Values added;
  for (const Value& item : as_list(a[0])) added.push_back(array_of(self).item(item));
  array_of(self).items().insert(array_of(self).items().end(), added.begin(), added.end());
  return None;
}
Value insert(const Value& self, Value* a) {
  array_of(self).list.call("insert", {a[0], array_of(self).item(a[1])});
  return None;
}
Value pop(const Value& self, Value* a) {
  if (array_of(self).items().empty()) raise_index_error("pop from empty array");
  return array_of(self).list.call("pop", {value_or(a[0], -1)});
}
Value index(const Value& self, Value* a) {
  const Values& items = array_of(self).items();
  const auto size = static_cast<std::int64_t>(items.size());
  const auto bound = [&](const Value& v, std::int64_t fallback) {
    std::int64_t at = v.is_unset() ? fallback : to_index(v);
    if (at < 0) at = std::max<std::int64_t>(at + size, 0);
    return std::min(at, size);
  };
  const std::int64_t stop = bound(a[2], size);
  for (std::int64_t i = bound(a[1], 0); i < stop; ++i)
    if (is_same(Value(items[static_cast<std::size_t>(i)]), a[0])) return i;
  raise_value_error("array.index(x): x not in array");
}
Value remove(const Value& self, Value* a) {
  Values& items = array_of(self).items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!is_same(Value(items[i]), a[0])) continue;
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
    return None;
  }
  raise_value_error("array.remove(x): x not in array");
}
Value count(const Value& self, Value* a) { return array_of(self).list.call("count", {a[0]}); }
Value reverse(const Value& self, Value*) { return array_of(self).list.call("reverse"); }
Value tolist(const Value& self, Value*) { return make_list(Values(array_of(self).items())); }
Value buffer_info(const Value& self, Value*) {
  return make_tuple({reinterpret_cast<std::int64_t>(self.object()), array_of(self).items().size()});
}
Value copy(const Value& self, Value*) { return array_of(self).made(Values(array_of(self).items())); }

Value tounicode(const Value& self, Value*) {
  if (array_of(self).code->letter != 'u') raise_value_error("tounicode() may only be called on unicode type arrays");
  return make_str(array_of(self).text());
}
Value fromunicode(const Value& self, Value* a) {
  if (!a[0].is_str()) raise_type_error("fromunicode() argument must be str, not ", argument_type(a[0]));
  if (array_of(self).code->letter != 'u') raise_value_error("fromunicode() may only be called on unicode type arrays");
  for (Value character : iterate(a[0])) array_of(self).items().push_back(character);
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

constinit const Module kArrayModule{.name = "array", .constants = kConstants, .types = kTypes};

}  // namespace pbc
