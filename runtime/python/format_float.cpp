// SPDX-License-Identifier: Apache-2.0
#include "python/format_float.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "python/errors.h"

namespace pbc::text {
namespace {

/// value = 0.DIGITS * 10^point, without sign; trailing zeros may be missing.
struct Decimal {
  std::string digits;
  std::int64_t point = 1;
};

/// No double has more significant digits, nor more digits behind its decimal point.
constexpr std::int64_t kEnoughDigits = 1100;

Decimal parse_scientific(const char* first, const char* last) {
  Decimal decimal;
  const char* at = first;
  for (; at < last && *at != 'e'; ++at)
    if (*at != '.') decimal.digits.push_back(*at);
  int exponent = 0;
  if (at < last) {
    ++at;
    if (*at == '+') ++at;
    std::from_chars(at, last, exponent);
  }
  decimal.point = exponent + 1;
  const std::size_t end = decimal.digits.find_last_not_of('0');
  decimal.digits.resize(end == std::string::npos ? 1 : end + 1);
  return decimal;
}

Decimal shortest(double value) {
  char buffer[64];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  return parse_scientific(buffer, result.ptr);
}

/// `digits` significant digits, at least one.
Decimal significant(double value, std::int64_t digits) {
  char buffer[kEnoughDigits + 64];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific,
                                    static_cast<int>(std::min(digits - 1, kEnoughDigits)));
  return parse_scientific(buffer, result.ptr);
}

/// `places` digits behind the decimal point.
Decimal fixed(double value, std::int64_t places) {
  char buffer[2 * kEnoughDigits + 64];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed,
                                    static_cast<int>(std::min(places, kEnoughDigits)));
  Decimal decimal;
  std::int64_t whole = 0;
  bool behind = false;
  for (const char* at = buffer; at < result.ptr; ++at) {
    if (*at == '.') {
      behind = true;
    } else {
      decimal.digits.push_back(*at);
      if (!behind) ++whole;
    }
  }
  const std::size_t first = decimal.digits.find_first_not_of('0');
  if (first == std::string::npos) return {"0", 1};
  decimal.digits.erase(0, first);
  decimal.point = whole - static_cast<std::int64_t>(first);
  decimal.digits.resize(decimal.digits.find_last_not_of('0') + 1);
  return decimal;
}

/// What needs no more than the library's own digits, which is nearly all: a number in fixed notation, and the shortest
/// text of a float of usual size. Empty: the long way.
std::string plain_text(double value, const FloatStyle& style) {
  if (style.alternate || style.always_sign || style.no_negative_zero) return {};
  const double magnitude = std::fabs(value);
  constexpr int kFewPlaces = 40;
  char buffer[400];
  if (style.type == 'f' && style.precision <= kFewPlaces && !style.add_point_zero) {
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed,
                                      static_cast<int>(style.precision));
    return {buffer, result.ptr};
  }
  // Beyond 2**53 the shortest text in fixed notation is the exact integer, and below 1e-4 there is an exponent.
  if (style.type == 'r' && style.add_point_zero && ((magnitude >= 1e-4 && magnitude < 9e15) || magnitude == 0)) {
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
    std::string text(buffer, result.ptr);
    if (text.find('.') == text.npos) text += ".0";
    return text;
  }
  return {};
}

}  // namespace

std::string float_text(double value, const FloatStyle& style) {
  const char type = style.type == 'r' ? 'r' : static_cast<char>(style.type | 32);
  const bool upper = style.type >= 'A' && style.type <= 'Z';
  bool negative = std::signbit(value);
  if (!std::isfinite(value)) {
    std::string text = std::isnan(value) ? "" : negative ? "-" : "";
    if (text.empty() && style.always_sign) text = "+";
    return text + (std::isnan(value) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf"));
  }
  if (style.precision > kMaxTextLength) raise_error(kMemoryError, "");
  if (std::string text = plain_text(value, style); !text.empty()) return text;
  const double magnitude = std::fabs(value);
  std::int64_t precision = style.precision;
  Decimal decimal;
  bool exponential = false;
  std::int64_t digits_end = 0;  // in digits after the first, or after the decimal point's place
  switch (type) {
    case 'e':
      decimal = significant(magnitude, ++precision);
      exponential = true;
      digits_end = precision;
      break;
    case 'f':
      decimal = fixed(magnitude, precision);
      digits_end = decimal.point + precision;
      break;
    case 'g':
      precision = std::max<std::int64_t>(precision, 1);
      decimal = significant(magnitude, precision);
      exponential = decimal.point <= -4 || decimal.point > precision - (style.add_point_zero ? 1 : 0);
      digits_end = style.alternate ? precision : static_cast<std::int64_t>(decimal.digits.size());
      break;
    default:
      decimal = shortest(magnitude);
      exponential = decimal.point <= -4 || decimal.point > 16;
      digits_end = static_cast<std::int64_t>(decimal.digits.size());
      break;
  }
  if (negative && style.no_negative_zero && decimal.digits == "0") negative = false;
  std::int64_t point = decimal.point;
  const std::int64_t exponent = point - 1;
  if (exponential) point = 1;
  digits_end = std::max(digits_end, !exponential && style.add_point_zero ? point + 1 : point);

  std::string text;
  if (negative) {
    text.push_back('-');
  } else if (style.always_sign) {
    text.push_back('+');
  }
  const auto digit = [&](std::int64_t i) {
    return i >= 0 && i < static_cast<std::int64_t>(decimal.digits.size()) ? decimal.digits[static_cast<std::size_t>(i)]
                                                                          : '0';
  };
  for (std::int64_t i = std::min<std::int64_t>(0, point - 1); i < point; ++i) text.push_back(digit(i));
  if (digits_end > point || style.alternate) text.push_back('.');
  for (std::int64_t i = point; i < digits_end; ++i) text.push_back(digit(i));
  if (exponential) {
    text.push_back(upper ? 'E' : 'e');
    text.push_back(exponent < 0 ? '-' : '+');
    const std::string number = std::to_string(exponent < 0 ? -exponent : exponent);
    if (number.size() < 2) text.push_back('0');
    text += number;
  }
  return text;
}

std::string float_repr(double value) { return float_text(value, {.add_point_zero = true}); }

}  // namespace pbc::text
