// SPDX-License-Identifier: Apache-2.0
//
// Literals to values (Python reference, 2.4 Literals). The syntax phase has refused what CPython would refuse.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>
#include <cstdlib>

#include "compiler/base/character_names.h"
#include "compiler/ir/constants.h"
#include "compiler/lift/lifter.h"

namespace pbc::lift {
namespace {

bool is_octal(char c) { return c >= '0' && c <= '7'; }

/// UTF-8; surrogates get their three bytes too.
void append_code_point(std::string& out, std::uint32_t code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3f)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | (code >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xf0 | (code >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::uint32_t parse_digits(std::string_view digits, int base) {
  std::uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  return value;
}

}  // namespace

std::string decode_escapes(std::string_view raw, std::string_view prefix) {
  if (prefix.find('r') != std::string_view::npos) return std::string(raw);
  const bool is_bytes = prefix.find('b') != std::string_view::npos;
  std::string out;
  const auto append = [&](std::uint32_t code) {
    if (is_bytes)
      out += static_cast<char>(code);
    else
      append_code_point(out, code);
  };
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\' || i + 1 == raw.size()) {
      out += raw[i];
      continue;
    }
    const char c = raw[++i];
    constexpr std::string_view kLetters = "\\'\"abfnrtv";
    constexpr std::string_view kMeanings = "\\'\"\a\b\f\n\r\t\v";
    if (c == '\n') continue;
    if (const std::size_t letter = kLetters.find(c); letter != std::string_view::npos) {
      out += kMeanings[letter];
    } else if (is_octal(c)) {
      std::size_t end = i;
      while (end < raw.size() && end < i + 3 && is_octal(raw[end])) ++end;
      append(parse_digits(raw.substr(i, end - i), 8) & (is_bytes ? 0xffu : 0x1ffu));
      i = end - 1;
    } else if (c == 'x' || (!is_bytes && (c == 'u' || c == 'U'))) {
      const std::size_t length = c == 'x' ? 2 : c == 'u' ? 4 : 8;
      append(parse_digits(raw.substr(i + 1, length), 16));
      i += length;
    } else if (!is_bytes && c == 'N' && raw.find('}', i) != std::string_view::npos && raw[i + 1] == '{') {
      const std::size_t close = raw.find('}', i);
      append(character_named(raw.substr(i + 2, close - i - 2)).value_or(0xFFFD));  // syntax/ has looked it up
      i = close;
    } else {  // an escape that Python does not know stays as it is
      out += '\\';
      out += c;
    }
  }
  return out;
}

std::optional<ir::Constant> decode_string(const Node& string) {
  ir::Constant constant{ir::Constant::Kind::kStr, ""};
  if (string.is(NodeKind::kConcatenatedString)) {
    for (const Node& child : string.children()) {
      const auto part = decode_string(child);
      if (!part) return std::nullopt;
      constant.kind = part->kind;
      constant.text += part->text;
    }
    return constant;
  }
  if (!string.is(NodeKind::kString)) return std::nullopt;
  const auto children = string.children();
  const std::string_view start = children.front().text();
  std::string prefix(start.substr(0, start.find_first_of("'\"")));
  std::ranges::transform(prefix, prefix.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  if (prefix.find('f') != std::string::npos) return std::nullopt;
  const std::string_view whole = string.text();
  const std::string_view raw = whole.substr(start.size(), whole.size() - start.size() - children.back().text().size());
  if (prefix.find('b') != std::string::npos) constant.kind = ir::Constant::Kind::kBytes;
  constant.text = decode_escapes(raw, prefix);
  return constant;
}

std::string decode_integer(std::string_view literal) {
  std::string digits(literal);
  std::erase(digits, '_');
  int base = 10;
  if (digits.size() > 2 && digits[0] == '0') {
    const char letter = static_cast<char>(digits[1] | 0x20);
    base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
  }
  if (base == 10) {
    const std::size_t first = digits.find_first_not_of('0');
    return first == std::string::npos ? "0" : digits.substr(first);
  }
  boost::multiprecision::cpp_int value = 0;
  for (char c : digits.substr(2)) {
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    value = value * base + digit;
  }
  return value.str();
}

std::string decode_float(std::string_view literal) {
  std::string digits(literal);
  std::erase(digits, '_');
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc::result_out_of_range) value = std::strtod(digits.c_str(), nullptr);
  return ir::float_constant(value).text;
}

}  // namespace pbc::lift
