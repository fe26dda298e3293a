// SPDX-License-Identifier: Apache-2.0
//
// The module base64 (Python library reference, base64).
#include <algorithm>

#include "python/base64_codec.h"
#include "python/library.h"
#include "python/memory_view.h"
#include "python/objects.h"
#include "python/unicode.h"

namespace pbc {
namespace {

[[noreturn]] void fail(std::string_view message) { raise_error(kBinasciiError, message); }

std::string_view bytes_argument(Value& value) {
  value = plain_bytes(value);
  if (!is_any_bytes(value)) raise_type_error("a bytes-like object is required, not '", type_name(value), "'");
  return as_bytes(value);
}

/// What may be decoded: bytes or an ASCII str.
std::string_view text_argument(Value& value) {
  value = plain_bytes(value);
  if (value.is_str()) {
    if (!unicode::is_ascii(value.text())) raise_value_error("string argument should contain only ASCII characters");
    return value.text();
  }
  if (!is_any_bytes(value))
    raise_type_error("argument should be a bytes-like object or ASCII string, not '", type_name(value), "'");
  return as_bytes(value);
}

bool is_given(const Value& value) { return !value.is_unset() && !value.is_none(); }

/// `text` with the two characters `from` exchanged for `to`.
std::string translated(std::string text, std::string_view from, std::string_view to) {
  for (char& c : text)
    for (std::size_t i = 0; i < from.size(); ++i)
      if (c == from[i]) {
        c = to[i];
        break;
      }
  return text;
}

Value b64encode(const Value&, Value* a) {
  std::string text = base64_encode(bytes_argument(a[0]));
  if (is_given(a[1])) text = translated(std::move(text), "+/", bytes_argument(a[1]).substr(0, 2));
  return make_bytes(std::move(text));
}

Value b64decode(const Value&, Value* a) {
  const std::string_view text = text_argument(a[0]);
  const bool strict = !a[2].is_unset() && bool(a[2]);
  if (is_given(a[1]))
    return make_bytes(base64_decode(translated(std::string(text), text_argument(a[1]).substr(0, 2), "+/"), strict));
  return make_bytes(base64_decode(text, strict));
}

Value standard_encode(const Value&, Value* a) { return make_bytes(base64_encode(bytes_argument(a[0]))); }
Value standard_decode(const Value&, Value* a) { return make_bytes(base64_decode(text_argument(a[0]))); }
Value url_encode(const Value&, Value* a) {
  return make_bytes(translated(base64_encode(bytes_argument(a[0])), "+/", "-_"));
}
Value url_decode(const Value&, Value* a) {
  return make_bytes(base64_decode(translated(std::string(text_argument(a[0])), "-_", "+/")));
}

// --- Base 32, 16
// ------------------------------------------------------------------------------------------------------

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kBase32Hex = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

std::string base32(std::string_view bytes, std::string_view digits) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 5) {
    std::uint64_t group = 0;
    const std::size_t count = std::min<std::size_t>(5, bytes.size() - i);
    for (std::size_t j = 0; j < 5; ++j) group = group << 8 | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0);
    const std::size_t used = (count * 8 + 4) / 5;
    for (std::size_t j = 0; j < 8; ++j) text.push_back(j < used ? digits[group >> (35 - 5 * j) & 31] : '=');
  }
  return text;
}

std::string unbase32(std::string text, std::string_view digits) {
  if (text.size() % 8 != 0) fail("Incorrect padding");
  const std::size_t end = text.find_last_not_of('=') + 1;
  const std::size_t pads = text.size() - end;
  std::string bytes;
  for (std::size_t i = 0; i < end; i += 8) {
    std::uint64_t group = 0;
    for (std::size_t j = 0; j < 8; ++j) {
      std::size_t digit = 0;
      if (i + j < end) {
        digit = digits.find(text[i + j]);
        if (digit == digits.npos) fail("Non-base32 digit found");
      }
      group = group << 5 | digit;
    }
    for (std::size_t j = 0; j < 5; ++j) bytes.push_back(static_cast<char>(group >> (32 - 8 * j)));
  }
  constexpr int kUnused[] = {0, 1, -1, 2, 3, -1, 4};
  if (pads > 6 || kUnused[pads] < 0) fail("Incorrect padding");
  if (pads > 0 && !bytes.empty()) bytes.resize(bytes.size() - static_cast<std::size_t>(kUnused[pads]));
  return bytes;
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return result;
}

Value b32encode(const Value&, Value* a) { return make_bytes(base32(bytes_argument(a[0]), kBase32)); }
Value b32hexencode(const Value&, Value* a) { return make_bytes(base32(bytes_argument(a[0]), kBase32Hex)); }

Value b32decode(const Value&, Value* a) {
  std::string text(text_argument(a[0]));
  if (is_given(a[2])) {
    const std::string_view one = text_argument(a[2]);
    if (one.size() != 1) raise_error(kAssertionError, to_repr(a[2]));
    text = translated(std::move(text), "01", std::string{'O', one[0]});
  }
  return make_bytes(unbase32(!a[1].is_unset() && bool(a[1]) ? upper(text) : text, kBase32));
}

Value b32hexdecode(const Value&, Value* a) {
  const std::string_view text = text_argument(a[0]);
  return make_bytes(unbase32(!a[1].is_unset() && bool(a[1]) ? upper(text) : std::string(text), kBase32Hex));
}

Value b16encode(const Value&, Value* a) {
  std::string text;
  for (char c : bytes_argument(a[0])) {
    text.push_back("0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4]);
    text.push_back("0123456789ABCDEF"[static_cast<unsigned char>(c) & 15]);
  }
  return make_bytes(std::move(text));
}

Value b16decode(const Value&, Value* a) {
  const std::string_view given = text_argument(a[0]);
  const std::string text = !a[1].is_unset() && bool(a[1]) ? upper(given) : std::string(given);
  if (text.find_first_not_of("0123456789ABCDEF") != text.npos) fail("Non-base16 digit found");
  if (text.size() % 2 != 0) fail("Odd-length string");
  return import_leaf("binascii").call("unhexlify", {make_bytes(text)});
}

// --- Base 85
// ----------------------------------------------------------------------------------------------------------

constexpr std::string_view kBase85 =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

Value b85encode(const Value&, Value* a) {
  const std::string_view bytes = bytes_argument(a[0]);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(4, bytes.size() - i);
    for (std::size_t j = 0; j < 4; ++j) group = group << 8 | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0);
    std::string digits;
    for (int j = 0; j < 5; ++j, group /= 85) digits.insert(digits.begin(), kBase85[group % 85]);
    text += !a[1].is_unset() && bool(a[1]) ? digits : digits.substr(0, count + 1);
  }
  return make_bytes(std::move(text));
}

Value b85decode(const Value&, Value* a) {
  std::string text(text_argument(a[0]));
  const std::size_t padding = (5 - text.size() % 5) % 5;
  text.append(padding, '~');
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 5) {
    std::uint64_t group = 0;
    for (std::size_t j = 0; j < 5; ++j) {
      const std::size_t digit = kBase85.find(text[i + j]);
      if (digit == kBase85.npos) raise_value_error("bad base85 character at position ", std::to_string(i + j));
      group = group * 85 + digit;
    }
    if (group > 0xFFFFFFFFu) raise_value_error("base85 overflow in hunk starting at byte ", std::to_string(i));
    for (int j = 3; j >= 0; --j) bytes.push_back(static_cast<char>(group >> 8 * j));
  }
  bytes.resize(bytes.size() - padding);
  return make_bytes(std::move(bytes));
}

// --- Ascii85
// ----------------------------------------------------------------------------------------------------------

constexpr char kFirst85 = '!';

Value a85encode(const Value&, Value* a) {
  const std::string_view bytes = bytes_argument(a[0]);
  const bool folds_spaces = is_given(a[1]) && bool(a[1]), pads = is_given(a[3]) && bool(a[3]),
             adobe = is_given(a[4]) && bool(a[4]);
  std::string text = adobe ? "<~" : "";
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(4, bytes.size() - i);
    for (std::size_t j = 0; j < 4; ++j) group = group << 8 | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0);
    const bool is_whole = count == 4 || pads;
    if (is_whole && (group == 0 || (folds_spaces && group == 0x20202020))) {
      text += group == 0 ? 'z' : 'y';
      continue;
    }
    char digits[5];
    for (int j = 4; j >= 0; --j, group /= 85) digits[j] = static_cast<char>(kFirst85 + group % 85);
    text.append(digits, is_whole ? 5 : count + 1);
  }
  if (a[2].is_unset() || !bool(a[2])) return make_bytes(adobe ? text + "~>" : text);
  const auto width = static_cast<std::size_t>(std::max<std::int64_t>(adobe ? 2 : 1, to_index(a[2])));
  std::string lines;
  for (std::size_t i = 0; i < text.size(); i += width) lines += (i > 0 ? "\n" : "") + text.substr(i, width);
  if (!adobe) return make_bytes(lines);
  const std::size_t last = text.empty() ? 0 : (text.size() - 1) % width + 1;
  return make_bytes(lines + (last + 2 > width ? "\n~>" : "~>"));
}

Value a85decode(const Value&, Value* a) {
  std::string text(text_argument(a[0]));
  const bool folds_spaces = is_given(a[1]) && bool(a[1]), adobe = is_given(a[2]) && bool(a[2]);
  const std::string_view ignored = a[3].is_unset() ? std::string_view(" \t\n\r\v") : bytes_argument(a[3]);
  if (adobe) {
    if (!text.ends_with("~>")) raise_value_error("Ascii85 encoded byte sequences must end with b'~>'");
    text.resize(text.size() - 2);
    if (text.starts_with("<~")) text.erase(0, 2);
  }
  text.append(4, 'u');
  std::string bytes;
  std::uint64_t group = 0;
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= kFirst85 && c <= 'u') {
      group = group * 85 + static_cast<std::uint64_t>(c - kFirst85);
      if (++digits < 5) continue;
      if (group > 0xFFFFFFFFu) raise_value_error("Ascii85 overflow");
      for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(group >> shift));
      group = digits = 0;
    } else if (c == 'z' || (c == 'y' && folds_spaces)) {
      if (digits > 0) raise_value_error(std::string(1, c), " inside Ascii85 5-tuple");
      bytes.append(4, c == 'z' ? '\0' : ' ');
    } else if (ignored.find(c) == ignored.npos) {
      raise_value_error("Non-Ascii85 digit found: ", to_str(make_bytes(std::string(1, c)).call("decode", {"latin-1"})));
    }
  }
  bytes.resize(bytes.size() - (4 - digits));
  return make_bytes(std::move(bytes));
}

// --- Lines
// ------------------------------------------------------------------------------------------------------------

Value encodebytes(const Value&, Value* a) {
  constexpr std::size_t kLine = 57;  // 76 characters
  const std::string_view bytes = bytes_argument(a[0]);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += kLine) text += base64_encode(bytes.substr(i, kLine)) + "\n";
  return make_bytes(std::move(text));
}

/// base64.encode: from one file to another.
Value encode(const Value&, Value* a) {
  constexpr std::int64_t kLine = 57;
  while (true) {
    Value line = a[0].call("read", {kLine});
    if (!bool(line)) return None;
    while (static_cast<std::int64_t>(bytes_argument(line).size()) < kLine) {
      const Value more = a[0].call("read", {kLine - static_cast<std::int64_t>(bytes_argument(line).size())});
      if (!bool(more)) break;
      line = line + more;
    }
    a[1].call("write", {make_bytes(base64_encode(bytes_argument(line)) + "\n")});
  }
}

Value decode(const Value&, Value* a) {
  while (true) {
    Value line = a[0].call("readline");
    if (!bool(line)) return None;
    a[1].call("write", {make_bytes(base64_decode(text_argument(line)))});
  }
}

Value decodebytes(const Value&, Value* a) { return make_bytes(base64_decode(bytes_argument(a[0]))); }

constexpr Method kFunctions[] = {
    {"b64encode", b64encode, "def s, altchars="},
    {"b64decode", b64decode, "def s, altchars=, validate="},
    {"standard_b64encode", standard_encode, "def s"},
    {"standard_b64decode", standard_decode, "def s"},
    {"urlsafe_b64encode", url_encode, "def s"},
    {"urlsafe_b64decode", url_decode, "def s"},
    {"b32encode", b32encode, "def s"},
    {"b32decode", b32decode, "def s, casefold=, map01="},
    {"b32hexencode", b32hexencode, "def s"},
    {"b32hexdecode", b32hexdecode, "def s, casefold="},
    {"b16encode", b16encode, "def s"},
    {"b16decode", b16decode, "def s, casefold="},
    {"b85encode", b85encode, "def b, pad="},
    {"b85decode", b85decode, "def b"},
    {"a85encode", a85encode, "def b, *, foldspaces=, wrapcol=, pad=, adobe="},
    {"a85decode", a85decode, "def b, *, foldspaces=, adobe=, ignorechars="},
    {"encode", encode, "def input, output"},
    {"decode", decode, "def input, output"},
    {"encodebytes", encodebytes, "def s"},
    {"decodebytes", decodebytes, "def s"},
};

}  // namespace

constinit const Module kBase64Module{.name = "base64", .functions = kFunctions};

}  // namespace pbc
