// SPDX-License-Identifier: Apache-2.0
//
// The module struct (Python library reference, struct). Native sizes and alignments are those of x86-64 and AArch64
// Linux.
#include <bit>
#include <cmath>
#include <limits>

#include "python/arguments.h"
#include "python/big_integer.h"
#include "python/codecs.h"
#include "python/file_objects.h"
#include "python/library_more.h"
#include "python/numbers.h"
#include "python/struct_codes.h"

namespace pbc {

std::size_t size_of_code(char code, bool is_native) {
  switch (code) {
    case 'x':
    case 'b':
    case 'B':
    case 'c':
    case 's':
    case 'p':
    case '?':
      return 1;
    case 'h':
    case 'H':
    case 'e':
      return 2;
    case 'i':
    case 'I':
    case 'f':
      return 4;
    case 'l':
    case 'L':
      return is_native ? 8 : 4;
    case 'q':
    case 'Q':
    case 'd':
      return 8;
    case 'n':
    case 'N':
    case 'P':
      return is_native ? 8 : 0;
    default:
      return 0;
  }
}

namespace {

constinit const Type kStructError{.name = "error", .module = "struct", .base = &kException};
extern const Type kStructType, kUnpackIteratorType;

[[noreturn]] void fail(std::string_view text) { raise_error(kStructError, text); }

std::string number(std::int64_t value) { return std::to_string(value); }

/// One run of equal items; for 's' and 'p' one item of `count` bytes.
struct Item {
  char code;
  std::size_t size;    // bytes of one
  std::size_t offset;  // of the first
  std::size_t count;
  bool is_text() const { return code == 's' || code == 'p'; }
};

struct Layout {
  std::string format;
  std::vector<Item> items;
  std::size_t size = 0;
  std::size_t values = 0;
  bool is_big_endian = false;
  bool is_native = true;
};

bool is_signed(char code) {
  return code == 'b' || code == 'h' || code == 'i' || code == 'l' || code == 'q' || code == 'n';
}

Layout parse(std::string format) {
  Layout layout;
  std::string_view text = format;
  bool is_native = true;
  if (!text.empty() && std::string_view("@=<>!").find(text[0]) != std::string_view::npos) {
    is_native = layout.is_native = text[0] == '@';
    layout.is_big_endian = text[0] == '>' || text[0] == '!';
    text.remove_prefix(1);
  }
  constexpr std::size_t kMost = std::numeric_limits<std::int64_t>::max();
  const auto too_long = [] { fail("total struct size too long"); };
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at++];
    if (c == ' ' || (c >= 9 && c <= 13)) continue;
    std::size_t count = 1;
    char code = c;
    if (c >= '0' && c <= '9') {
      count = static_cast<std::size_t>(c - '0');
      while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
        if (count > (kMost - 9) / 10) too_long();
        count = count * 10 + static_cast<std::size_t>(text[at++] - '0');
      }
      if (at == text.size()) fail("repeat count given without format specifier");
      code = text[at++];
    }
    const std::size_t size = size_of_code(code, is_native);  // and the alignment, of native formats
    if (size == 0) fail("bad char in struct format");
    if (is_native) layout.size = (layout.size + size - 1) / size * size;
    if (count > (kMost - layout.size) / size) too_long();
    if (code == 's' || code == 'p') {
      layout.items.push_back({code, count, layout.size, 1});
      ++layout.values;
    } else if (code != 'x' && count > 0) {
      layout.items.push_back({code, size, layout.size, count});
      layout.values += count;
    }
    layout.size += count * size;
  }
  layout.format = std::move(format);
  return layout;
}

// --- Packing ---------------------------------------------------------------------------------------------------------

void put(char* at, std::uint64_t bits, std::size_t size, bool is_big_endian) {
  for (std::size_t i = 0; i < size; ++i) at[is_big_endian ? size - 1 - i : i] = static_cast<char>(bits >> (8 * i));
}

/// The nearest IEEE 754 half, ties to even; OverflowError beyond it.
std::uint64_t half_bits(double value) {
  const std::uint64_t sign = std::signbit(value) ? 0x8000 : 0;
  if (std::isnan(value)) return sign | 0x7E00;
  if (std::isinf(value)) return sign | 0x7C00;
  int exponent = 0;
  const double fraction = std::frexp(std::fabs(value), &exponent);  // [0.5, 1)
  if (fraction == 0) return sign;
  const int scale = exponent - 1 < -14 ? 24 : 11 - exponent;  // units of the last place
  const double units = std::nearbyint(std::ldexp(std::fabs(value), scale));
  if (exponent - 1 < -14) return sign | static_cast<std::uint64_t>(units);
  // A carry out of the fraction goes on into the exponent, as it should.
  const std::uint64_t bits =
      (static_cast<std::uint64_t>(exponent - 1 + 15) << 10) + static_cast<std::uint64_t>(units) - 1024;
  if (exponent > 16 || bits >= 0x7C00) raise_error(kOverflowError, "float too large to pack with e format");
  return sign | bits;
}

double half_value(std::uint64_t bits) {
  const int exponent = static_cast<int>(bits >> 10 & 31);
  const auto fraction = static_cast<double>(bits & 1023);
  double value = exponent == 31  ? ((bits & 1023) == 0 ? kInfinity : kNan)
                 : exponent == 0 ? std::ldexp(fraction, -24)
                                 : std::ldexp(fraction + 1024, exponent - 25);
  return (bits & 0x8000) != 0 ? -value : value;
}

std::uint64_t float_bits(const Item& item, const Value& v, bool is_native) {
  double value = 0;
  try {
    value = without_identity(to_float(v));
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kTypeError) && !is_exception(raised.exception, kOverflowError)) throw;
    caught();
    fail("required argument is not a float");
  }
  if (item.code == 'd') return std::bit_cast<std::uint64_t>(value);
  if (item.code == 'e') return half_bits(value);
  const auto narrow = static_cast<float>(value);
  if (std::isinf(narrow) && !std::isinf(value) && !is_native)
    raise_error(kOverflowError, "float too large to pack with f format");
  return std::bit_cast<std::uint32_t>(narrow);
}

/// An int of any size, or what __index__ gives.
Value index_value(const Value& v) {
  if (is_any_int(v)) return v;
  try {
    return to_index(v);
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kTypeError)) throw;
    caught();
    fail("required argument is not an integer");
  }
}

[[noreturn]] void raise_range(const Item& item, bool is_big_endian) {
  if (item.code == 'h' && is_big_endian) fail("'h' format requires -32768 <= number <= 32767");
  if (item.code == 'H' && is_big_endian) fail("'H' format requires 0 <= number <= 65535");
  switch (item.code) {
    case 'b':
      fail("byte format requires -128 <= number <= 127");
    case 'B':
      fail("ubyte format requires 0 <= number <= 255");
    case 'h':
      fail("short format requires -32768 <= number <= 32767");
    case 'H':
      fail("ushort format requires 0 <= number <= 65535");
    case 'i':
    case 'l':
      fail(std::string("'") + item.code + "' format requires -2147483648 <= number <= 2147483647");
    default:
      fail(std::string("'") + item.code + "' format requires 0 <= number <= 4294967295");
  }
}

/// What is too large fails with another text where the bytes are swapped, as CPython then takes another way.
std::uint64_t int_bits(const Item& item, const Value& v, bool is_big_endian) {
  const Value whole = index_value(v);
  const bool takes_signed = is_signed(item.code);
  if (item.code == 'P') {
    const BigInteger pointer = big(whole);
    const BigInteger limit = BigInteger(1) << 64;
    if (pointer >= limit || pointer < -(limit / 2)) raise_error(kOverflowError, "int too large to convert");
    return static_cast<std::uint64_t>(pointer < 0 ? BigInteger(pointer + limit) : pointer);
  }
  if (whole.is(Tag::kBigInt)) {
    const BigInteger& wide = as_big_int(whole);
    if (item.size == 8 && is_big_endian && (takes_signed || wide < 0 || wide >= BigInteger(1) << 64))
      fail("int too large to convert");
    const std::size_t least = is_big_endian ? 2 : 4;
    if (takes_signed || item.size < least || wide < 0 || wide >= BigInteger(1) << 64) fail("argument out of range");
    if (item.size < 8) raise_range(item, is_big_endian);
    return static_cast<std::uint64_t>(wide);
  }
  const std::int64_t value = whole.as_int();
  if (!takes_signed && value < 0) {
    if (item.size == 8 && is_big_endian) fail("int too large to convert");
    if (item.size >= 4 || (item.size == 2 && is_big_endian)) fail("argument out of range");
    raise_range(item, is_big_endian);
  }
  if (item.size < 8) {
    const int bits = static_cast<int>(item.size) * 8 - (takes_signed ? 1 : 0);
    if (value >= std::int64_t{1} << bits || (takes_signed && value < -(std::int64_t{1} << bits)))
      raise_range(item, is_big_endian);
  }
  return static_cast<std::uint64_t>(value);
}

void put_text(char* at, const Item& item, const Value& v) {
  if (!is_any_bytes(v)) fail(std::string("argument for '") + item.code + "' must be a bytes object");
  std::string_view bytes = as_bytes(v);
  if (item.code == 'p') {
    if (item.size == 0) return;
    bytes = bytes.substr(0, std::min<std::size_t>(item.size - 1, bytes.size()));
    *at++ = static_cast<char>(std::min<std::size_t>(bytes.size(), 255));
  }
  bytes = bytes.substr(0, item.size);
  bytes.copy(at, bytes.size());
}

void put_value(char* at, const Item& item, const Value& v, const Layout& layout) {
  const bool is_big_endian = layout.is_big_endian;
  switch (item.code) {
    case '?':
      *at = static_cast<char>(bool(v));
      return;
    case 'c':
      if (!v.is(Tag::kBytes) || as_bytes(v).size() != 1) fail("char format requires a bytes object of length 1");
      *at = as_bytes(v)[0];
      return;
    case 's':
    case 'p':
      return put_text(at, item, v);
    case 'd':
    case 'e':
    case 'f':
      return put(at, float_bits(item, v, layout.is_native), item.size, is_big_endian);
    default:
      return put(at, int_bits(item, v, is_big_endian), item.size, is_big_endian);
  }
}

/// `values` from `first` on, into layout.size bytes; the padding stays zero.
std::string packed(const Layout& layout, const Values& values, std::size_t first, std::string_view function) {
  const std::size_t count = values.size() - first;
  if (count != layout.values) {
    fail(joined({function, " expected ", std::to_string(layout.values), " items for packing (got ",
                 std::to_string(count), ")"}));
  }
  if (layout.size > std::size_t{1} << 31) raise_exception(kMemoryError, {});
  std::string bytes(layout.size, '\0');
  std::size_t next = first;
  for (const Item& item : layout.items)
    for (std::size_t i = 0; i < item.count; ++i)
      put_value(bytes.data() + item.offset + i * item.size, item, values[next++], layout);
  return bytes;
}

// --- Unpacking -------------------------------------------------------------------------------------------------------

Value get_value(const char* at, const Item& item, bool is_big_endian) {
  if (item.code == 's') return make_bytes(std::string(at, item.size));
  if (item.code == 'p') {
    if (item.size == 0) return make_bytes("");
    return make_bytes(std::string(at + 1, std::min<std::size_t>(static_cast<unsigned char>(*at), item.size - 1)));
  }
  if (item.code == 'c') return make_bytes(std::string(at, 1));
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < item.size; ++i)
    bits |= std::uint64_t{static_cast<unsigned char>(at[is_big_endian ? item.size - 1 - i : i])} << (8 * i);
  switch (item.code) {
    case '?':
      return bits != 0;
    case 'e':
      return half_value(bits);
    case 'f':
      return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    case 'd':
      return std::bit_cast<double>(bits);
    default:
      break;
  }
  if (is_signed(item.code)) {
    const int unused = 64 - static_cast<int>(item.size) * 8;
    return static_cast<std::int64_t>(bits << unused) >> unused;
  }
  if (bits >> 63 != 0) return make_int(BigInteger(bits));
  return static_cast<std::int64_t>(bits);
}

Value unpacked(const Layout& layout, const char* bytes) {
  Values values;
  values.reserve(layout.values);
  for (const Item& item : layout.items)
    for (std::size_t i = 0; i < item.count; ++i)
      values.push_back(get_value(bytes + item.offset + i * item.size, item, layout.is_big_endian));
  return make_tuple(std::move(values));
}

/// An offset into `length` bytes, where `size` of them are to be worked on; negative ones count from the end.
std::size_t place(const Layout& layout, std::int64_t offset, std::size_t length, bool is_packing) {
  const auto total = static_cast<std::int64_t>(length), size = static_cast<std::int64_t>(layout.size);
  if (offset < 0) {
    if (offset + size > 0) {
      fail(is_packing ? "no space to pack " + number(size) + " bytes at offset " + number(offset)
                      : "not enough data to unpack " + number(size) + " bytes at offset " + number(offset));
    }
    if (offset + total < 0) fail("offset " + number(offset) + " out of range for " + number(total) + "-byte buffer");
    offset += total;
  }
  if (total - offset < size) {
    fail(joined({is_packing ? "pack_into" : "unpack_from", " requires a buffer of at least ",
                 std::to_string(static_cast<std::uint64_t>(size) + static_cast<std::uint64_t>(offset)), " bytes for ",
                 is_packing ? "packing " : "unpacking ", number(size), " bytes at offset ", number(offset),
                 " (actual buffer size is ", number(total), ")"}));
  }
  return static_cast<std::size_t>(offset);
}

Value unpack(const Layout& layout, const Value& buffer) {
  const std::string_view bytes = bytes_argument(buffer);
  if (bytes.size() != layout.size) fail("unpack requires a buffer of " + std::to_string(layout.size) + " bytes");
  return unpacked(layout, bytes.data());
}

Value unpack_from(const Layout& layout, const Value& buffer, const Value& offset) {
  const std::string_view bytes = bytes_argument(buffer);
  return unpacked(layout, bytes.data() + place(layout, index_or(offset, 0), bytes.size(), false));
}

/// `values` are buffer, offset, v1, v2 ... from `first` on.
Value pack_into(const Layout& layout, const Values& values, std::size_t first) {
  if (values.size() == first) fail("pack_into expected buffer argument");
  if (values.size() == first + 1) fail("pack_into expected offset argument");
  if (values.size() - first - 2 != layout.values) packed(layout, values, first + 2, "pack_into");
  const Value& buffer = values[first];
  if (!buffer.is(Tag::kByteArray))
    raise_type_error("argument must be read-write bytes-like object, not ", type_name(buffer));
  const std::size_t at = place(layout, to_index(values[first + 1]), as_bytes(buffer).size(), true);
  const std::string bytes = packed(layout, values, first + 2, "pack_into");
  if (as_bytes(buffer).size() < at + bytes.size()) fail("the buffer has changed its size");
  as_bytes(buffer).replace(at, bytes.size(), bytes);
  return None;
}

struct UnpackIterator final : Native {
  UnpackIterator(Layout layout, std::string bytes)
      : Native(kUnpackIteratorType), layout(std::move(layout)), bytes(std::move(bytes)) {}
  Layout layout;
  std::string bytes;
  std::size_t at = 0;
  bool is_iterator() const override { return true; }
  Value iterate() override { return self(); }
  bool has_length() const override { return true; }
  std::size_t length() const override { return (bytes.size() - at) / layout.size; }
  bool next(Value& item) override {
    if (at + layout.size > bytes.size()) return false;
    item = unpacked(layout, bytes.data() + at);
    at += layout.size;
    return true;
  }
};
constinit const Type kUnpackIteratorType{.name = "unpack_iterator", .module = "_struct"};

Value iter_unpack(const Layout& layout, const Value& buffer) {
  if (layout.size == 0) fail("cannot iteratively unpack with a struct of length 0");
  const std::string_view bytes = bytes_argument(buffer);
  if (bytes.size() % layout.size != 0) {
    fail("iterative unpacking requires a buffer of a multiple of " + std::to_string(layout.size) + " bytes");
  }
  return make_native(new UnpackIterator(layout, std::string(bytes)));
}

// --- struct.Struct and the functions
// -----------------------------------------------------------------------------------

struct Struct final : Native {
  explicit Struct(Layout layout) : Native(kStructType), layout(std::move(layout)) {}
  Layout layout;
};
const Layout& layout_of(const Value& self) { return as_native<Struct>(self).layout; }

Layout layout_argument(const Value& format) {
  if (native_if<Struct>(format, kStructType) != nullptr) return layout_of(format);
  if (format.is_str()) return parse(text::encode(format.text(), "ascii"));
  if (format.is(Tag::kBytes)) return parse(as_bytes(format));
  raise_type_error("Struct() argument 1 must be a str or bytes object, not ", type_name(format));
}

const Values& with_format(const Value& arguments) {
  if (as_tuple(arguments).empty()) raise_type_error("missing format argument");
  return as_tuple(arguments);
}

constexpr Method kMakeStruct{
    "Struct", [](const Value&, Value* a) { return make_native(new Struct(layout_argument(a[0]))); }, "format"};
constexpr Method kStructMethods[] = {
    {"iter_unpack", [](const Value& self, Value* a) { return iter_unpack(layout_of(self), a[0]); }, "buffer, /"},
    {"pack", [](const Value& self, Value* a) { return make_bytes(packed(layout_of(self), as_tuple(a[0]), 0, "pack")); },
     "*args"},
    {"pack_into", [](const Value& self, Value* a) { return pack_into(layout_of(self), as_tuple(a[0]), 0); }, "*args"},
    {"unpack", [](const Value& self, Value* a) { return unpack(layout_of(self), a[0]); }, "buffer, /"},
    {"unpack_from", [](const Value& self, Value* a) { return unpack_from(layout_of(self), a[0], a[1]); },
     "buffer, offset="},
};
constexpr Attribute kStructAttributes[] = {
    {"format", [](const Value& self) { return make_str(layout_of(self).format); }},
    {"size", [](const Value& self) -> Value { return layout_of(self).size; }},
};
constinit const Type kStructType{
    .name = "Struct",
    .module = "_struct",
    .error_name = "_struct.Struct",
    .constructor = &kMakeStruct,
    .methods = [] { return std::span<const Method>(kStructMethods); },
    .attributes = [] { return std::span<const Attribute>(kStructAttributes); },
};

constexpr Method kFunctions[] = {
    {"calcsize", [](const Value&, Value* a) -> Value { return layout_argument(a[0]).size; }, "format, /"},
    {"iter_unpack", [](const Value&, Value* a) { return iter_unpack(layout_argument(a[0]), a[1]); },
     "format, buffer, /"},
    {"pack",
     [](const Value&, Value* a) {
       const Values& values = with_format(a[0]);
       return make_bytes(packed(layout_argument(values[0]), values, 1, "pack"));
     },
     "*args"},
    {"pack_into",
     [](const Value&, Value* a) {
       const Values& values = with_format(a[0]);
       return pack_into(layout_argument(values[0]), values, 1);
     },
     "*args"},
    {"unpack", [](const Value&, Value* a) { return unpack(layout_argument(a[0]), a[1]); }, "format, buffer, /"},
    {"unpack_from", [](const Value&, Value* a) { return unpack_from(layout_argument(a[0]), a[1], a[2]); },
     "format, /, buffer, offset="},
};
constexpr const Type* kTypes[] = {&kStructError, &kStructType};

}  // namespace

constinit const Module kStructModule{.name = "struct", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
