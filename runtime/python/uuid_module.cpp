// SPDX-License-Identifier: Apache-2.0
//
// The module uuid (Python library reference, uuid).
#include <algorithm>

#include "python/big_integer.h"
#include "python/clock.h"
#include "python/hashes.h"
#include "python/library.h"
#include "python/random.h"

namespace pbc {
namespace {

extern const Type kUuidType;

struct Uuid final : Native {
  explicit Uuid(std::string bytes) : Native(kUuidType), bytes(std::move(bytes)) {}
  std::string bytes;  // 16, the most significant first

  std::string hex() const { return hashes::to_hex(bytes); }
  std::string str() const override {
    std::string text = hex();
    for (std::size_t at : {20, 16, 12, 8}) text.insert(at, "-");
    return text;
  }
  std::string repr() const override { return "UUID('" + str() + "')"; }
  Value compare(Comparison op, const Value& other) const override {
    const Uuid* right = native_if<Uuid>(other, kUuidType);
    if (right == nullptr) return Value();
    return pbc::compare(op, Value(bytes.compare(right->bytes)), 0);
  }
  std::uint64_t hash() const override { return hash_of_text(bytes); }
  BigInteger number(std::size_t from = 0, std::size_t count = 16) const {
    BigInteger result = 0;
    for (std::size_t i = from; i < from + count; ++i) result = result << 8 | static_cast<unsigned char>(bytes[i]);
    return result;
  }
};

const Uuid& self_of(const Value& self) { return as_native<Uuid>(self); }

Value with_version(std::string bytes, int version) {
  bytes[6] = static_cast<char>((bytes[6] & 0x0F) | version << 4);
  bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
  return make_native(new Uuid(std::move(bytes)));
}

std::string bytes_of(BigInteger number) {
  std::string bytes(16, '\0');
  for (std::size_t i = 16; i-- > 0; number >>= 8)
    bytes[i] = static_cast<char>(static_cast<unsigned>(BigInteger(number & 0xFF)));
  return bytes;
}

std::string bytes_of_hex(const Value& value) {
  std::string text = to_str(value);
  for (std::string_view prefix : {"urn:", "uuid:"})
    if (const std::size_t at = text.find(prefix); at != text.npos) text.erase(at, prefix.size());
  const std::size_t start = text.find_first_not_of("{}");
  text = start == text.npos ? "" : text.substr(start, text.find_last_not_of("{}") + 1 - start);
  std::erase(text, '-');
  if (text.size() != 32) raise_value_error("badly formed hexadecimal UUID string");
  BigInteger number = 0;
  for (char c : text) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
    if (digit < 0) raise_value_error("invalid literal for int() with base 16: ", to_repr(make_str(text)));
    number = number * 16 + digit;
  }
  return bytes_of(number);
}

bool is_given(const Value& value) { return !value.is_unset() && !value.is_none(); }

Value new_uuid(const Value&, Value* a) {
  const int given = is_given(a[0]) + is_given(a[1]) + is_given(a[2]) + is_given(a[3]) + is_given(a[4]);
  if (given != 1) raise_type_error("one of the hex, bytes, bytes_le, fields, or int arguments must be given");
  std::string bytes;
  if (is_given(a[0])) {
    bytes = bytes_of_hex(a[0]);
  } else if (is_given(a[1]) || is_given(a[2])) {
    const Value& source = is_given(a[1]) ? a[1] : a[2];
    if (!is_any_bytes(source) || as_bytes(source).size() != 16)
      raise_value_error(is_given(a[1]) ? "bytes" : "bytes_le", " is not a 16-char string");
    bytes = as_bytes(source);
    if (is_given(a[2])) {
      std::reverse(bytes.begin(), bytes.begin() + 4);
      std::swap(bytes[4], bytes[5]);
      std::swap(bytes[6], bytes[7]);
    }
  } else if (is_given(a[3])) {
    const Values fields = to_values(a[3]);
    if (fields.size() != 6) raise_value_error("fields is not a 6-tuple");
    constexpr unsigned kBits[] = {32, 16, 16, 8, 8, 48};
    BigInteger number = 0;
    for (std::size_t i = 0; i < 6; ++i) {
      const BigInteger field = to_big_int(fields[i]);
      if (field < 0 || field >= BigInteger(1) << kBits[i]) {
        raise_value_error("field ", std::to_string(i + 1), " out of range (need a ", std::to_string(kBits[i]),
                          "-bit value)");
      }
      number = number << kBits[i] | field;
    }
    bytes = bytes_of(number);
  } else {
    const BigInteger number = to_big_int(a[4]);
    if (number < 0 || number >= BigInteger(1) << 128) raise_value_error("int is out of range (need a 128-bit value)");
    bytes = bytes_of(number);
  }
  if (!is_given(a[5])) return make_native(new Uuid(std::move(bytes)));
  const std::int64_t version = to_index(a[5]);
  if (version < 1 || version > 5) raise_value_error("illegal version number");
  return with_version(std::move(bytes), static_cast<int>(version));
}

Value uuid4(const Value&, Value*) { return with_version(random_bytes(16), 4); }

/// A time-based UUID: the clock in steps of 100 ns since 1582-10-15, a random node and sequence.
Value uuid1(const Value&, Value*) {
  const std::uint64_t ticks = static_cast<std::uint64_t>(clock().now()) * 10 + 0x01B21DD213814000ull;
  std::string bytes;
  const auto append = [&](std::uint64_t value, int count) {
    for (int i = count; i-- > 0;) bytes.push_back(static_cast<char>(value >> 8 * i));
  };
  append(ticks & 0xFFFFFFFF, 4);
  append(ticks >> 32 & 0xFFFF, 2);
  append(ticks >> 48 & 0x0FFF, 2);
  bytes += random_bytes(8);
  bytes[10] = static_cast<char>(bytes[10] | 1);  // the mark of a node that is no network address
  return with_version(std::move(bytes), 1);
}

template <std::string (*Digest)(std::string_view), int Version>
Value named(const Value&, Value* a) {
  const Uuid* space = native_if<Uuid>(a[0], kUuidType);
  if (space == nullptr) raise_attribute_error(a[0], "bytes");
  if (!a[1].is_str()) raise_type_error("encoding without a string argument");
  return with_version(Digest(space->bytes + std::string(a[1].text())).substr(0, 16), Version);
}

template <std::size_t From, std::size_t Count>
Value part(const Value& self) {
  return make_int(self_of(self).number(From, Count));
}

Value version(const Value& self) {
  const auto variant = static_cast<unsigned char>(self_of(self).bytes[8]) >> 6;
  return variant == 2 ? Value(static_cast<unsigned char>(self_of(self).bytes[6]) >> 4) : Value(None);
}

Value variant(const Value& self) {
  const int bits = static_cast<unsigned char>(self_of(self).bytes[8]) >> 5;
  if (bits < 4) return "reserved for NCS compatibility";
  if (bits < 6) return "specified in RFC 4122";
  return bits == 6 ? Value("reserved for Microsoft compatibility") : Value("reserved for future definition");
}

Value fields(const Value& self) {
  return make_tuple(
      {part<0, 4>(self), part<4, 2>(self), part<6, 2>(self), part<8, 1>(self), part<9, 1>(self), part<10, 6>(self)});
}

constexpr Method kNewUuid{"UUID", new_uuid, "def hex=, bytes=, bytes_le=, fields=, int=, version=, *, is_safe="};

constexpr Attribute kAttributes[] = {
    {"hex", [](const Value& self) { return make_str(self_of(self).hex()); }},
    {"int", part<0, 16>},
    {"bytes", [](const Value& self) { return make_bytes(self_of(self).bytes); }},
    {"urn", [](const Value& self) { return make_str("urn:uuid:" + self_of(self).str()); }},
    {"version", version},
    {"variant", variant},
    {"fields", fields},
    {"time_low", part<0, 4>},
    {"time_mid", part<4, 2>},
    {"time_hi_version", part<6, 2>},
    {"clock_seq_hi_variant", part<8, 1>},
    {"clock_seq_low", part<9, 1>},
    {"node", part<10, 6>},
};

constinit const Type kUuidType{
    .name = "UUID",
    .module = "uuid",
    .constructor = &kNewUuid,
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
};

/// The namespaces of RFC 4122, which differ in one byte.
template <char Kind>
Value name_space() {
  std::string bytes("\x6b\xa7\xb8\x10\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8", 16);
  bytes[3] = Kind;
  return make_native(new Uuid(std::move(bytes)));
}

constexpr Method kFunctions[] = {
    {"uuid1", uuid1, "def node=, clock_seq="},
    {"uuid3", named<hashes::md5, 3>, "def namespace, name"},
    {"uuid4", uuid4, "def"},
    {"uuid5", named<hashes::sha1, 5>, "def namespace, name"},
};

constexpr Constant kConstants[] = {
    {"NAMESPACE_DNS", name_space<0x10>},
    {"NAMESPACE_URL", name_space<0x11>},
    {"NAMESPACE_OID", name_space<0x12>},
    {"NAMESPACE_X500", name_space<0x14>},
};

constexpr const Type* kTypes[] = {&kUuidType};

}  // namespace

constinit const Module kUuidModule{.name = "uuid", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
