// SPDX-License-Identifier: Apache-2.0
#include "python/format_spec.h"

#include <algorithm>
#include <limits>

#include "python/errors.h"
#include "python/format_float.h"
#include "python/text.h"

namespace pbc::text {
namespace {

bool is_align(char c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/// A cursor over the characters of a specification.
struct Cursor {
  std::string_view text;
  std::size_t at = 0;

  bool at_end() const { return at == text.size(); }
  bool sees(char c) const { return at < text.size() && text[at] == c; }
  bool take(char c) {
    if (!sees(c)) return false;
    ++at;
    return true;
  }
  bool sees_align() const { return !at_end() && is_align(text[at]); }
  /// A decimal number, or -1 where none stands here.
  std::int64_t number() {
    std::int64_t value = 0;
    const std::size_t start = at;
    for (std::size_t next = at; at < text.size(); at = next) {
      const int digit = unicode::decimal_value(unicode::next(text, next));
      if (digit < 0) break;
      if (value > (std::numeric_limits<std::int64_t>::max() - digit) / 10)
        raise_error(kValueError, "Too many decimal digits in format string");
      value = value * 10 + digit;
    }
    return at == start ? -1 : value;
  }
};

std::string quoted_code(char32_t type) {
  if (type > 32 && type < 128) return std::string(1, static_cast<char>(type));
  std::string hex;
  for (char32_t rest = type; rest != 0 || hex.empty(); rest >>= 4)
    hex.insert(hex.begin(), "0123456789abcdef"[rest & 15]);
  return "\\x" + hex;
}

void check_grouping(char grouping, char32_t type) {
  switch (type) {
    case 'd':
    case 'e':
    case 'f':
    case 'g':
    case 'E':
    case 'G':
    case '%':
    case 'F':
    case 0:
      return;
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      if (grouping == '_') return;
      break;
    default:
      break;
  }
  raise_error(kValueError, std::string("Cannot specify '") + grouping + "' with '" + quoted_code(type) + "'.");
}

/// Digits with a separator between groups, and zeros in front until `minimum` characters are reached.
std::string group(std::string_view digits, char separator, std::int64_t size, std::int64_t minimum) {
  std::string reversed;
  std::size_t left = digits.size();
  std::int64_t in_group = 0;
  while (left > 0 || static_cast<std::int64_t>(reversed.size()) < minimum || reversed.empty()) {
    if (separator != 0 && in_group == size) {
      reversed.push_back(separator);
      in_group = 0;
      if (left == 0 && static_cast<std::int64_t>(reversed.size()) >= minimum) {
        reversed.push_back('0');  // a separator never leads
        break;
      }
    }
    reversed.push_back(left > 0 ? digits[--left] : '0');
    ++in_group;
  }
  return {reversed.rbegin(), reversed.rend()};
}

/// Puts sign, prefix, digits and the rest of a number into its field.
std::string lay_out(bool negative, std::string_view prefix, std::string_view digits, std::string_view rest,
                    std::int64_t group_size, const FormatSpec& spec) {
  if (spec.width > kMaxTextLength) raise_error(kMemoryError, "");
  std::string text;
  if (negative) {
    text = "-";
  } else if (spec.sign == '+' || spec.sign == ' ') {
    text.assign(1, spec.sign);
  }
  text += prefix;
  const std::size_t head = text.size();
  const auto length = [](std::string_view text) { return static_cast<std::int64_t>(unicode::count_code_points(text)); };
  const std::int64_t fixed = static_cast<std::int64_t>(head) + length(rest);
  const bool zeros = spec.fill == "0" && spec.align == '=';
  if (!digits.empty() && (spec.grouping != 0 || zeros)) {
    text += group(digits, spec.grouping, group_size, zeros ? spec.width - fixed : 0);
  } else {
    text += digits;
  }
  const std::int64_t missing = spec.width - fixed - static_cast<std::int64_t>(text.size() - head);
  text += rest;
  if (missing <= 0) return text;
  if (spec.align != '=') return align_text(text, spec.width, spec.align, spec.fill);
  text.insert(head, pad("", static_cast<std::size_t>(missing), 0, spec.fill));
  return text;
}

}  // namespace

FormatSpec parse_format_spec(std::string_view text, std::string_view type_name, char align, char32_t type) {
  FormatSpec spec;
  spec.align = align;
  spec.type = type;
  Cursor cursor{text};
  bool has_align = false;
  bool has_fill = false;
  if (!text.empty()) unicode::next(text, cursor.at);
  if (cursor.sees_align()) {
    spec.fill = text.substr(0, cursor.at);
    has_fill = true;
  } else {
    cursor.at = 0;
  }
  if (cursor.sees_align()) {
    spec.align = text[cursor.at++];
    has_align = true;
  }
  if (cursor.sees('+') || cursor.sees('-') || cursor.sees(' ')) spec.sign = text[cursor.at++];
  spec.no_negative_zero = cursor.take('z');
  spec.alternate = cursor.take('#');
  if (!has_fill && cursor.take('0')) {
    spec.fill = "0";
    if (!has_align && align == '>') spec.align = '=';
  }
  spec.width = cursor.number();
  if (cursor.take(',')) spec.grouping = ',';
  if (cursor.sees('_')) {
    if (spec.grouping != 0) raise_error(kValueError, "Cannot specify both ',' and '_'.");
    spec.grouping = '_';
    ++cursor.at;
  }
  if (spec.grouping == '_' && cursor.sees(',')) raise_error(kValueError, "Cannot specify both ',' and '_'.");
  if (cursor.take('.')) {
    spec.precision = cursor.number();
    if (spec.precision < 0) raise_error(kValueError, "Format specifier missing precision");
  }
  if (!cursor.at_end()) spec.type = unicode::next(text, cursor.at);
  if (!cursor.at_end()) {
    raise_error(kValueError, "Invalid format specifier '" + std::string(text) + "' for object of type '" +
                                 std::string(type_name) + "'");
  }
  if (spec.grouping != 0) check_grouping(spec.grouping, spec.type);
  return spec;
}

void raise_unknown_format_code(char32_t type, std::string_view type_name) {
  raise_error(kValueError,
              "Unknown format code '" + quoted_code(type) + "' for object of type '" + std::string(type_name) + "'");
}

std::string align_text(std::string_view text, std::int64_t width, char align, std::string_view fill) {
  if (width > kMaxTextLength) raise_error(kMemoryError, "");
  const auto length = static_cast<std::int64_t>(unicode::count_code_points(text));
  if (width <= length) return std::string(text);
  const auto total = static_cast<std::size_t>(width - length);
  const std::size_t left = align == '>' ? total : align == '^' ? total / 2 : 0;
  return pad(text, left, total - left, fill);
}

std::string format_text(std::string_view text, const FormatSpec& spec) {
  if (spec.sign != 0) {
    raise_error(kValueError, spec.sign == ' ' ? "Space not allowed in string format specifier"
                                              : "Sign not allowed in string format specifier");
  }
  if (spec.no_negative_zero)
    raise_error(kValueError, "Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) raise_error(kValueError, "Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=') raise_error(kValueError, "'=' alignment not allowed in string format specifier");
  if (spec.precision >= 0) text = text.substr(0, byte_of(text, static_cast<std::size_t>(spec.precision), false));
  return align_text(text, spec.width, spec.align, spec.fill);
}

void check_integer_spec(const FormatSpec& spec) {
  if (spec.precision != -1) raise_error(kValueError, "Precision not allowed in integer format specifier");
  if (spec.no_negative_zero)
    raise_error(kValueError, "Negative zero coercion (z) not allowed in integer format specifier");
  if (spec.type != 'c') return;
  if (spec.sign != 0) raise_error(kValueError, "Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) raise_error(kValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
}

std::string format_integer(bool negative, std::string_view digits, const FormatSpec& spec) {
  if (spec.type == 'c') return lay_out(false, "", "", digits, 3, spec);
  std::string prefix;
  const bool decimal = spec.type == 'd' || spec.type == 'n';
  if (spec.alternate && !decimal) prefix = {'0', static_cast<char>(spec.type)};
  if (spec.type != 'X') return lay_out(negative, prefix, digits, "", decimal ? 3 : 4, spec);
  std::string upper(digits);
  for (char& c : upper)
    if (c >= 'a') c = static_cast<char>(c - 32);
  return lay_out(negative, prefix, upper, "", 4, spec);
}

bool is_float_type(char32_t type) {
  switch (type) {
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%':
      return true;
    default:
      return false;
  }
}

std::string format_float(double value, const FormatSpec& spec, std::string_view type_name) {
  if (spec.type != 0 && spec.type != 'n' && !is_float_type(spec.type)) raise_unknown_format_code(spec.type, type_name);
  if (spec.precision > kMaxPrecision) raise_error(kValueError, "precision too big");
  FloatStyle style;
  style.alternate = spec.alternate;
  style.no_negative_zero = spec.no_negative_zero;
  std::string_view suffix;
  switch (spec.type) {
    case 0:
      style.add_point_zero = true;
      style.type = spec.precision < 0 ? 'r' : 'g';
      break;
    case 'n':
      style.type = 'g';
      break;
    case '%':
      style.type = 'f';
      value *= 100;
      suffix = "%";
      break;
    default:
      style.type = static_cast<char>(spec.type);
      break;
  }
  style.precision = spec.precision < 0 ? 6 : spec.precision;
  std::string number = float_text(value, style);
  number += suffix;
  std::string_view digits = number;
  const bool negative = digits[0] == '-';
  if (negative) digits.remove_prefix(1);
  const auto* whole = std::find_if(digits.begin(), digits.end(), [](char c) { return c < '0' || c > '9'; });
  const auto count = static_cast<std::size_t>(whole - digits.begin());
  return lay_out(negative, "", digits.substr(0, count), digits.substr(count), 3, spec);
}

}  // namespace pbc::text
