// SPDX-License-Identifier: Apache-2.0
//
// The module binascii (Python library reference, binascii).

#include <array>
#include <cstring>

#include "python/base64_codec.h"
#include "python/deflate.h"
#include "python/hashes.h"
#include "python/library.h"
#include "python/memory_view.h"
#include "python/objects.h"
#include "python/quoted_printable.h"
#include "python/unicode.h"

namespace pbc {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// -1 for what is no digit.
constexpr std::array<signed char, 256> kDigitValues = [] {
  std::array<signed char, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < kDigits.size(); ++i)
    values[static_cast<unsigned char>(kDigits[i])] = static_cast<signed char>(i);
  return values;
}();

[[noreturn]] void fail(std::string_view message) { raise_error(kBinasciiError, message); }

/// ASCII text or bytes.
std::string_view text_argument(Value& value) {
  value = plain_bytes(value);
  if (value.is_str()) {
    if (!unicode::is_ascii(value.text())) raise_value_error("string argument should contain only ASCII characters");
    return value.text();
  }
  if (!is_any_bytes(value))
    raise_type_error("argument should be bytes, buffer or ASCII string, not '", type_name(value), "'");
  return as_bytes(value);
}

std::string_view bytes_argument(Value& value) {
  value = plain_bytes(value);
  if (!is_any_bytes(value)) raise_type_error("a bytes-like object is required, not '", type_name(value), "'");
  return as_bytes(value);
}

Value a2b_base64(const Value&, Value* a) {
  return make_bytes(base64_decode(text_argument(a[0]), !a[1].is_unset() && bool(a[1])));
}

Value b2a_base64(const Value&, Value* a) {
  std::string text = base64_encode(bytes_argument(a[0]));
  if (a[1].is_unset() || bool(a[1])) text += '\n';
  return make_bytes(std::move(text));
}

Value unhexlify(const Value&, Value* a) {
  const std::string_view text = text_argument(a[0]);
  if (text.size() % 2 != 0) fail("Odd-length string");
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if ((c | 32) >= 'a' && (c | 32) <= 'f') return (c | 32) - 'a' + 10;
    fail("Non-hexadecimal digit found");
  };
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2)
    bytes.push_back(static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1])));
  return make_bytes(std::move(bytes));
}

/// With a separator as bytes.hex takes it.
Value hexlify(const Value&, Value* a) {
  const std::string_view plain = bytes_argument(a[0]);
  if (a[1].is_unset()) return make_bytes(hashes::to_hex(plain));
  const Value bytes = a[0].is(Tag::kBytes) ? a[0] : make_bytes(as_bytes(a[0]));
  const Value text = bytes.call("hex", {a[1], a[2].is_unset() ? Value(1) : a[2]});
  return make_bytes(std::string(text.text()));
}

Value crc32(const Value&, Value* a) {
  const std::string_view bytes = bytes_argument(a[0]);
  const auto before = a[1].is_unset() ? 0u : static_cast<std::uint32_t>(to_index(a[1]));
  return deflate::crc32(bytes, before);
}

Value crc_hqx(const Value&, Value* a) {
  auto crc = static_cast<std::uint32_t>(to_index(a[1])) & 0xFFFF;
  for (char c : bytes_argument(a[0])) {
    crc ^= static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << 8;
    for (int bit = 0; bit < 8; ++bit) crc = ((crc << 1) ^ ((crc & 0x8000) != 0 ? 0x1021 : 0)) & 0xFFFF;
  }
  return crc;
}

Value a2b_qp(const Value&, Value* a) {
  return make_bytes(decode_quoted_printable(text_argument(a[0]), !a[1].is_unset() && bool(a[1])));
}

Value b2a_qp(const Value&, Value* a) {
  const auto flag = [&](int i, bool fallback) { return a[i].is_unset() ? fallback : bool(a[i]); };
  return make_bytes(encode_quoted_printable(bytes_argument(a[0]), {flag(1, false), flag(2, true), flag(3, false)}));
}

// --- Lines of uuencode: the count of bytes, then four characters for three of them

constexpr std::size_t kUuLine = 45;

Value b2a_uu(const Value&, Value* a) {
  const std::string_view bytes = bytes_argument(a[0]);
  if (bytes.size() > kUuLine) fail("At most 45 bytes at once");
  const char zero = !a[1].is_unset() && bool(a[1]) ? '`' : ' ';
  const auto character = [&](std::uint32_t value) {
    return (value & 63) == 0 ? zero : static_cast<char>(' ' + (value & 63));
  };
  std::string text(1, character(static_cast<std::uint32_t>(bytes.size())));
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = i; j < i + 3; ++j)
      group = group << 8 | (j < bytes.size() ? static_cast<unsigned char>(bytes[j]) : 0);
    for (int shift = 18; shift >= 0; shift -= 6) text += character(group >> shift);
  }
  return make_bytes(text + "\n");
}

Value a2b_uu(const Value&, Value* a) {
  const std::string_view text = text_argument(a[0]);
  const auto size = static_cast<std::size_t>(((text.empty() ? 0 : text[0]) - ' ') & 63);
  std::string bytes;
  std::uint32_t left = 0;
  int bits = 0;
  std::size_t at = 1;
  for (; bytes.size() < size; ++at) {
    const char c = at < text.size() ? text[at] : '\n';
    if (c != '\n' && c != '\r') {
      if (c < ' ' || c > ' ' + 64) fail("Illegal char");
      left |= static_cast<std::uint32_t>((c - ' ') & 63);
    }
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push_back(static_cast<char>(left >> bits));
      left &= (1u << bits) - 1;
    }
    left <<= 6;
  }
  for (; at < text.size(); ++at)
    if (std::string_view(" `\n\r").find(text[at]) == std::string_view::npos) fail("Trailing garbage");
  return make_bytes(std::move(bytes));
}

constexpr Method kFunctions[] = {
    {"a2b_qp", a2b_qp, "data, header="},
    {"b2a_qp", b2a_qp, "data, quotetabs=, istext=, header="},
    {"a2b_uu", a2b_uu, "data, /"},
    {"b2a_uu", b2a_uu, "data, /, *, backtick="},
    {"a2b_base64", a2b_base64, "data, /, *, strict_mode="},
    {"b2a_base64", b2a_base64, "data, /, *, newline="},
    {"a2b_hex", unhexlify, "hexstr, /"},
    {"unhexlify", unhexlify, "hexstr, /"},
    {"b2a_hex", hexlify, "data, sep=, bytes_per_sep="},
    {"hexlify", hexlify, "data, sep=, bytes_per_sep="},
    {"crc32", crc32, "data, crc=, /"},
    {"crc_hqx", crc_hqx, "data, crc, /"},
};

constinit const Type kIncomplete{.name = "Incomplete", .module = "binascii", .base = &kException};

constexpr const Type* kTypes[] = {&kBinasciiError, &kIncomplete};

}  // namespace

constinit const Type kBinasciiError{.name = "Error", .module = "binascii", .base = &kValueError};

std::string base64_encode(std::string_view bytes) {
  // Two digits at a time.
  static constexpr auto kPairs = [] {
    std::array<std::array<char, 2>, 4096> pairs{};
    for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {kDigits[i >> 6], kDigits[i & 63]};
    return pairs;
  }();
  std::string text((bytes.size() + 2) / 3 * 4, '=');
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
  char* out = text.data();
  std::size_t at = 0;
  for (; at + 3 <= bytes.size(); at += 3, out += 4) {
    const std::uint32_t group = byte(at) << 16 | byte(at + 1) << 8 | byte(at + 2);
    std::memcpy(out, kPairs[group >> 12].data(), 2);
    std::memcpy(out + 2, kPairs[group & 0xFFF].data(), 2);
  }
  if (at < bytes.size()) {
    const bool has_two = bytes.size() - at == 2;
    const std::uint32_t group = byte(at) << 16 | (has_two ? byte(at + 1) << 8 : 0);
    std::memcpy(out, kPairs[group >> 12].data(), 2);
    if (has_two) out[2] = kDigits[group >> 6 & 63];
  }
  return text;
}

std::string base64_decode(std::string_view text, bool strict) {
  std::string bytes(text.size() / 4 * 3 + 3, 0);
  char* out = bytes.data();
  if (strict && !text.empty() && text[0] == '=') fail("Leading padding not allowed");
  int place = 0;  // in the group of four
  int pads = 0;
  std::uint32_t left = 0;
  bool padding_started = false;
  const auto value_at = [&](std::size_t i) -> int { return kDigitValues[static_cast<unsigned char>(text[i])]; };
  std::size_t i = 0;
  for (; i + 4 <= text.size(); i += 4) {
    const int a = value_at(i), b = value_at(i + 1), c = value_at(i + 2), d = value_at(i + 3);
    if ((a | b | c | d) < 0) break;  // the rest goes digit by digit
    const int group = a << 18 | b << 12 | c << 6 | d;
    for (int shift = 16; shift >= 0; shift -= 8) *out++ = static_cast<char>(group >> shift);
  }
  bytes.resize(static_cast<std::size_t>(out - bytes.data()));
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '=') {
      padding_started = true;
      if (place >= 2 && place + ++pads >= 4) {
        if (strict && i + 1 < text.size()) fail("Excess data after padding");
        return bytes;
      }
      continue;
    }
    const int digit = value_at(i);
    if (digit < 0) {
      if (strict) fail("Only base64 data is allowed");
      continue;
    }
    if (strict && padding_started) fail("Discontinuous padding not allowed");
    pads = 0;
    const auto value = static_cast<std::uint32_t>(digit);
    switch (place) {
      case 0:
        left = value;
        break;
      case 1:
        bytes.push_back(static_cast<char>(left << 2 | value >> 4));
        left = value & 15;
        break;
      case 2:
        bytes.push_back(static_cast<char>(left << 4 | value >> 2));
        left = value & 3;
        break;
      default:
        bytes.push_back(static_cast<char>(left << 6 | value));
        break;
    }
    place = (place + 1) % 4;
  }
  if (place == 1) {
    fail("Invalid base64-encoded string: number of data characters (" + std::to_string(bytes.size() / 3 * 4 + 1) +
         ") cannot be 1 more than a multiple of 4");
  }
  if (place != 0) fail("Incorrect padding");
  return bytes;
}

constinit const Module kBinasciiModule{.name = "binascii", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
