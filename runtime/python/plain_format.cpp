// SPDX-License-Identifier: Apache-2.0
#include "python/plain_format.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>

#include "python/class.h"
#include "python/format.h"
#include "python/format_float.h"

namespace pbc {
namespace {

/// Decimal digits of the largest 64-bit number.
constexpr std::size_t kMostDigits = 20;
constexpr std::size_t kMostBits = 64;
/// Places behind the point whose scale fits 60 bits.
constexpr std::int64_t kMostPlaces = 18;

std::uint64_t power_of_ten(std::int64_t places) {
  static constexpr auto kPowers = [] {
    std::array<std::uint64_t, kMostPlaces + 1> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
  }();
  return kPowers[static_cast<std::size_t>(places)];
}

/// Writes the digits so that they end at `end`; gives their start.
char* write_decimal(std::uint64_t number, char* end) {
  static constexpr auto kPairs = [] {
    std::array<std::array<char, 2>, 100> pairs{};
    for (std::size_t i = 0; i < pairs.size(); ++i)
      pairs[i] = {static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)};
    return pairs;
  }();
  for (; number >= 100; number /= 100) std::memcpy(end -= 2, kPairs[number % 100].data(), 2);
  if (number >= 10)
    std::memcpy(end -= 2, kPairs[number].data(), 2);
  else
    *--end = static_cast<char>('0' + number);
  return end;
}

std::uint64_t magnitude_of(std::int64_t number) {
  return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

/// A specification in which everything is ASCII and of usual size.
struct PlainSpec {
  char fill = ' ';
  char align = 0;  // < > ^, 0: not given
  char sign = 0;
  bool zeros = false;  // a 0 before the width, without an alignment
  bool alternate = false;
  char grouping = 0;
  char type = 0;
  std::size_t width = 0;
  std::int64_t precision = -1;
};

bool is_align(char c) { return c == '<' || c == '>' || c == '^'; }

/// False for what is unusual or wrong.
bool parse(std::string_view text, PlainSpec& spec) {
  constexpr std::size_t kLargest = 1000;
  const char* at = text.data();
  const char* const end = at + text.size();
  if (end - at >= 2 && is_align(at[1])) {
    if (static_cast<unsigned char>(at[0]) >= 128) return false;
    spec.fill = at[0];
    spec.align = at[1];
    at += 2;
  } else if (at != end && is_align(*at)) {
    spec.align = *at++;
  }
  if (at != end && (*at == '+' || *at == ' ' || *at == '-')) spec.sign = *at++;
  if (at != end && *at == '#') {
    spec.alternate = true;
    ++at;
  }
  if (at != end && *at == '0') {
    if (spec.align != 0) return false;
    spec.zeros = true;
    ++at;
  }
  const auto number = [&](std::size_t& value) {
    value = 0;
    for (; at != end && *at >= '0' && *at <= '9' && value < kLargest; ++at)
      value = value * 10 + static_cast<std::size_t>(*at - '0');
    return value < kLargest;
  };
  if (!number(spec.width)) return false;
  if (at != end && (*at == ',' || *at == '_')) spec.grouping = *at++;
  if (at != end && *at == '.') {
    ++at;
    if (at == end || *at < '0' || *at > '9') return false;
    std::size_t precision;
    if (!number(precision)) return false;
    spec.precision = static_cast<std::int64_t>(precision);
  }
  if (at != end) spec.type = *at++;
  return at == end;
}

void append_sign(TextBuffer& out, bool negative, char sign) {
  if (negative)
    out.append('-');
  else if (sign == '+' || sign == ' ')
    out.append(sign);
}

/// The digits with a separator between groups of `size`.
void append_grouped(TextBuffer& out, std::string_view digits, char separator, std::size_t size) {
  std::size_t first = digits.size() % size;
  if (first == 0) first = std::min(size, digits.size());
  out.append(digits.substr(0, first));
  for (std::size_t at = first; at < digits.size(); at += size) {
    out.append(separator);
    out.append(digits.substr(at, size));
  }
}

bool append_plain_int(TextBuffer& out, std::int64_t number, const PlainSpec& spec) {
  if (spec.precision >= 0 || (spec.zeros && spec.grouping != 0)) return false;
  const std::uint64_t magnitude = magnitude_of(number);
  char buffer[kMostBits];
  char* const end = buffer + sizeof buffer;
  char* digits = end;
  int shift = 0;
  switch (spec.type) {
    case 0:
    case 'd':
      digits = write_decimal(magnitude, end);
      break;
    case 'x':
    case 'X':
      shift = 4;
      break;
    case 'o':
      shift = 3;
      break;
    case 'b':
      shift = 1;
      break;
    default:
      return false;
  }
  if (shift != 0) {
    if (spec.grouping == ',') return false;
    const char* const alphabet = spec.type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    std::uint64_t left = magnitude;
    do {
      *--digits = alphabet[left & ((1u << shift) - 1)];
      left >>= shift;
    } while (left != 0);
  }
  const std::size_t start = out.size();
  append_sign(out, number < 0, spec.sign);
  if (spec.alternate && shift != 0) {
    out.append('0');
    out.append(spec.type);
  }
  const std::string_view all(digits, static_cast<std::size_t>(end - digits));
  if (spec.zeros && out.size() - start + all.size() < spec.width)
    out.append(spec.width - (out.size() - start) - all.size(), '0');
  if (spec.grouping != 0)
    append_grouped(out, all, spec.grouping, shift != 0 ? 4 : 3);
  else
    out.append(all);
  align_field(out, start, out.size() - start, spec.width, spec.align != 0 ? spec.align : '>', spec.fill);
  return true;
}

bool append_plain_float(TextBuffer& out, double number, const PlainSpec& spec) {
  if (spec.alternate || (spec.type != 'f' && spec.type != '%') || (spec.zeros && spec.grouping != 0)) return false;
  TextBuffer digits;
  if (!append_fixed(digits, spec.type == '%' ? number * 100 : number, spec.precision < 0 ? 6 : spec.precision))
    return false;
  if (spec.type == '%') digits.append('%');
  const std::size_t start = out.size();
  append_sign(out, std::signbit(number), spec.sign);
  const std::string_view all = digits.view();
  if (spec.zeros && out.size() - start + all.size() < spec.width)
    out.append(spec.width - (out.size() - start) - all.size(), '0');
  if (spec.grouping != 0) {
    const std::size_t whole = std::min(all.find_first_of(".%"), all.size());
    append_grouped(out, all.substr(0, whole), spec.grouping, 3);
    out.append(all.substr(whole));
  } else {
    out.append(all);
  }
  align_field(out, start, out.size() - start, spec.width, spec.align != 0 ? spec.align : '>', spec.fill);
  return true;
}

bool append_plain_text(TextBuffer& out, const Value& text, const PlainSpec& spec) {
  if (spec.sign != 0 || spec.alternate || spec.zeros || spec.grouping != 0 || (spec.type != 0 && spec.type != 's'))
    return false;
  const std::size_t start = out.size();
  std::string_view shown = text_of(text);
  std::size_t length = length_of_text(text);
  if (spec.precision >= 0 && static_cast<std::size_t>(spec.precision) < length) {
    length = static_cast<std::size_t>(spec.precision);
    shown = shown.substr(0, str_offset(text, length));
  }
  out.append(shown);
  align_field(out, start, length, spec.width, spec.align != 0 ? spec.align : '<', spec.fill);
  return true;
}

}  // namespace

void append_int(TextBuffer& out, std::int64_t number) {
  char buffer[kMostDigits + 1];
  char* const end = buffer + sizeof buffer;
  char* digits = write_decimal(magnitude_of(number), end);
  if (number < 0) *--digits = '-';
  out.append({digits, static_cast<std::size_t>(end - digits)});
}

void append_float(TextBuffer& out, double number) {
  // Beyond 2**53 the shortest text in fixed notation is the exact integer, and below 1e-4 there is an exponent.
  const double magnitude = std::fabs(number);
  if (!((magnitude >= 1e-4 && magnitude < 9e15) || magnitude == 0)) return out.append(text::float_repr(number));
  char buffer[64];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed);
  const std::string_view digits(buffer, static_cast<std::size_t>(result.ptr - buffer));
  out.append(digits);
  if (digits.find('.') == digits.npos) out.append(".0");
}

std::optional<std::uint64_t> scaled_float(double number, std::int64_t places) {
  __extension__ using Wide = unsigned __int128;
  constexpr int kMantissa = 52, kBias = 1023 + kMantissa;
  const auto bits = std::bit_cast<std::uint64_t>(number);
  const int exponent = static_cast<int>(bits >> kMantissa & 0x7FF);
  if (places > kMostPlaces || exponent > kBias) return std::nullopt;  // from 2**53 on, and what is not finite
  // number = mantissa / 2**shift, exactly; the product below has at most 53 + 60 bits.
  const std::uint64_t fraction = bits & ((std::uint64_t{1} << kMantissa) - 1);
  const std::uint64_t mantissa = exponent == 0 ? fraction : fraction | std::uint64_t{1} << kMantissa;
  const int shift = kBias - std::max(exponent, 1);
  const Wide product = static_cast<Wide>(mantissa) * power_of_ten(places);
  Wide rounded = 0;
  if (shift == 0) {
    rounded = product;
  } else if (shift < 120) {
    const Wide half = Wide{1} << (shift - 1), rest = product & ((half << 1) - 1);
    rounded = product >> shift;
    if (rest > half || (rest == half && (rounded & 1) != 0)) ++rounded;
  }
  if (rounded >> 64 != 0) return std::nullopt;
  return static_cast<std::uint64_t>(rounded);
}

bool append_fixed(TextBuffer& out, double number, std::int64_t places) {
  const std::optional<std::uint64_t> scaled = scaled_float(number, places);
  if (!scaled) return false;
  const std::uint64_t scale = power_of_ten(places);
  char buffer[kMostDigits];
  char* const end = buffer + sizeof buffer;
  char* const whole = write_decimal(*scaled / scale, end);
  out.append({whole, static_cast<std::size_t>(end - whole)});
  if (places == 0) return true;
  char* const digits = write_decimal(*scaled % scale, end);
  const auto count = static_cast<std::size_t>(end - digits);
  out.append('.');
  out.append(static_cast<std::size_t>(places) - count, '0');
  out.append({digits, count});
  return true;
}

bool append_plain_format(TextBuffer& out, const Value& value, std::string_view text) {
  if (has_class(value)) return false;
  if (text.empty()) {
    if (value.is_str()) {
      out.append(text_of(value));
    } else if (value.is(Tag::kInt)) {
      append_int(out, value.as_int());
    } else if (value.is(Tag::kFloat)) {
      append_float(out, value.as_float());
    } else {
      return false;
    }
    return true;
  }
  if (!value.is(Tag::kInt) && !value.is(Tag::kFloat) && !value.is_str()) return false;
  PlainSpec spec;
  if (!parse(text, spec)) return false;
  constexpr std::int64_t kExact = std::int64_t{1} << 53;  // a float holds any int up to here
  if (value.is(Tag::kInt) && (spec.type == 'f' || spec.type == '%') && value.as_int() <= kExact &&
      value.as_int() >= -kExact)
    return append_plain_float(out, static_cast<double>(value.as_int()), spec);
  if (value.is(Tag::kInt)) return append_plain_int(out, value.as_int(), spec);
  if (value.is(Tag::kFloat)) return append_plain_float(out, value.as_float(), spec);
  return append_plain_text(out, value, spec);
}

void append_format(TextBuffer& out, const Value& value, std::string_view spec) {
  if (!append_plain_format(out, value, spec)) out.append(format_value(value, spec));
}

void align_field(TextBuffer& out, std::size_t start, std::size_t length, std::size_t width, char align, char fill) {
  if (length >= width) return;
  const std::size_t total = width - length, bytes = out.size() - start;
  const std::size_t left = align == '>' ? total : align == '^' ? total / 2 : 0;
  out.append(total, fill);
  if (left == 0) return;
  char* const field = const_cast<char*>(out.view().data()) + start;
  std::memmove(field + left, field, bytes);
  std::memset(field, fill, left);
  std::memset(field + left + bytes, fill, total - left);
}

}  // namespace pbc
