// SPDX-License-Identifier: Apache-2.0
//
// Decimal numbers as text and back (Python library reference, decimal; format specification mini-language).
#include <algorithm>

#include "python/decimal.h"
#include "python/format_spec.h"
#include "python/text.h"

namespace pbc::decimal {
namespace {

constexpr std::int64_t kMostExponent = std::int64_t{1} << 60;

bool equals(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The parts of a specification that Decimal.__format__ knows.
struct Specification {
  std::string fill = " ";
  char align = '>';
  char sign = '-';
  bool no_negative_zero = false;
  bool zero_pad = false;
  std::int64_t width = 0;
  bool grouped = false;
  std::int64_t precision = -1;
  char type = 0;
};

[[noreturn]] void bad_format() { raise_value_error("invalid format string"); }

Specification parse_specification(std::string_view text) {
  Specification result;
  const auto is_align = [](char c) { return c == '<' || c == '>' || c == '=' || c == '^'; };
  std::size_t first = 0;
  if (!text.empty()) unicode::next(text, first);
  bool has_align = false;
  if (first < text.size() && first != 0 && is_align(text[first])) {
    result.fill = text.substr(0, first);
    result.align = text[first];
    has_align = true;
    text.remove_prefix(first + 1);
  } else if (!text.empty() && is_align(text[0])) {
    result.align = text[0];
    has_align = true;
    text.remove_prefix(1);
  }
  const auto take = [&](char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
  };
  const auto number = [&]() {
    std::int64_t value = 0;
    while (!text.empty() && is_digit(text[0])) {
      value = value * 10 + (text[0] - '0');
      if (value > (1 << 30)) bad_format();
      text.remove_prefix(1);
    }
    return value;
  };
  for (char c : {'+', '-', ' '}) {
    if (take(c)) {
      result.sign = c;
      break;
    }
  }
  result.no_negative_zero = take('z');
  if (take('0')) {
    if (has_align) bad_format();
    result.zero_pad = true;
    result.align = '=';
    result.fill = "0";
  }
  result.width = number();
  result.grouped = take(',');
  if (take('.')) {
    if (text.empty() || !is_digit(text[0])) bad_format();
    result.precision = number();
  }
  if (!text.empty() && std::string_view("eEfFgGn%").find(text[0]) != text.npos) {
    result.type = text[0];
    text.remove_prefix(1);
  }
  if (!text.empty()) bad_format();
  if (result.type == 'n') {
    if (result.grouped) bad_format();
    result.type = 'g';
  }
  return result;
}

std::string digits_of(const BigInteger& coefficient) { return coefficient.str(); }

/// Commas between groups of three; padded with zeros to `least` characters, without a comma in front.
std::string grouped(std::string digits, std::int64_t least) {
  std::string result;
  for (;;) {
    const std::int64_t length =
        std::min<std::int64_t>(std::max<std::int64_t>({static_cast<std::int64_t>(digits.size()), least, 1}), 3);
    std::string group = digits.size() > 3 ? digits.substr(digits.size() - 3) : digits;
    digits.resize(digits.size() - group.size());
    if (static_cast<std::int64_t>(group.size()) < length)
      group.insert(0, static_cast<std::size_t>(length) - group.size(), '0');
    result.insert(0, group);
    least -= length;
    if (digits.empty() && least <= 0) return result;
    result.insert(0, ",");
    --least;
  }
}

std::string aligned(const std::string& sign, const std::string& body, const Specification& spec) {
  const auto length = static_cast<std::int64_t>(sign.size() + body.size());
  const std::int64_t free = std::max<std::int64_t>(0, spec.width - length);
  const auto fill = [&](std::int64_t count) { return text::pad("", 0, static_cast<std::size_t>(count), spec.fill); };
  switch (spec.align) {
    case '<':
      return sign + body + fill(free);
    case '=':
      return sign + fill(free) + body;
    case '^':
      return fill(free / 2) + sign + body + fill(free - free / 2);
    default:
      return fill(free) + sign + body;
  }
}

Number rounded_to(const Number& x, std::int64_t digits, Rounding rounding) {
  const std::int64_t exponent = adjusted(x) + 1 - digits;
  Number result = rescale(x, exponent, rounding);
  if (!x.is_zero() && adjusted(result) != adjusted(x))
    result = rescale(result, adjusted(result) + 1 - digits, rounding);
  return result;
}

}  // namespace

bool parse(std::string_view text, Number* number) {
  text = text::strip_space<text::Text>(text, text::Side::kBoth);
  std::string plain;
  for (char c : text)
    if (c != '_') plain += c;
  text = plain;
  *number = Number();
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    number->negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (equals(text, "inf") || equals(text, "infinity")) {
    number->kind = Kind::kInfinity;
    return true;
  }
  for (const bool signaling : {false, true}) {
    const std::string_view word = signaling ? "snan" : "nan";
    if (text.size() >= word.size() && equals(text.substr(0, word.size()), word)) {
      const std::string_view payload = text.substr(word.size());
      if (!std::all_of(payload.begin(), payload.end(), is_digit)) return false;
      number->kind = signaling ? Kind::kSignalingNan : Kind::kNan;
      const std::size_t first = payload.find_first_not_of('0');
      if (first != payload.npos) number->coefficient = BigInteger(std::string(payload.substr(first)));
      return true;
    }
  }
  std::string digits;
  std::int64_t exponent = 0;
  bool point = false;
  std::size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !point)); ++at) {
    if (text[at] == '.') {
      point = true;
      continue;
    }
    digits += text[at];
    if (point) --exponent;
  }
  if (digits.empty()) return false;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return false;
    ++at;
    bool negative = false;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) negative = text[at++] == '-';
    if (at == text.size()) return false;
    std::int64_t value = 0;
    for (; at < text.size(); ++at) {
      if (!is_digit(text[at])) return false;
      value = std::min(value * 10 + (text[at] - '0'), kMostExponent / 10);
    }
    exponent += negative ? -value : value;
  }
  const std::size_t first = digits.find_first_not_of('0');
  // A leading zero would make it octal.
  if (first != digits.npos) number->coefficient = BigInteger(digits.substr(first));
  number->exponent = exponent;
  return true;
}

std::string to_text(const Number& x, bool capitals, bool engineering) {
  const std::string sign = x.negative ? "-" : "";
  if (x.is_infinite()) return sign + "Infinity";
  if (x.is_nan()) {
    return sign + (x.kind == Kind::kNan ? "NaN" : "sNaN") + (x.coefficient == 0 ? "" : digits_of(x.coefficient));
  }
  const std::string digits = digits_of(x.coefficient);
  const auto size = static_cast<std::int64_t>(digits.size());
  const std::int64_t left = x.exponent + size;
  const auto modulo = [](std::int64_t a) { return (a % 3 + 3) % 3; };
  std::int64_t place = 1;
  if (x.exponent <= 0 && left > -6) {
    place = left;
  } else if (engineering) {
    place = x.is_zero() ? modulo(left + 1) - 1 : modulo(left - 1) + 1;
  }
  std::string text;
  if (place <= 0) {
    text = "0." + std::string(static_cast<std::size_t>(-place), '0') + digits;
  } else if (place >= size) {
    text = digits + std::string(static_cast<std::size_t>(place - size), '0');
  } else {
    text = digits.substr(0, static_cast<std::size_t>(place)) + "." + digits.substr(static_cast<std::size_t>(place));
  }
  if (left != place) {
    text += capitals ? "E" : "e";
    text += left - place > 0 ? "+" : "";
    text += std::to_string(left - place);
  }
  return sign + text;
}

std::string format(const Number& number, std::string_view specification, const Context& context) {
  Specification spec = parse_specification(specification);
  Number x = number;
  const auto sign_text = [&](bool negative) {
    return negative ? std::string("-") : spec.sign == '-' ? std::string() : std::string(1, spec.sign);
  };
  if (!x.is_finite()) {
    if (spec.zero_pad) {
      spec.fill = " ";
      spec.align = '>';
    }
    std::string body = to_text(x, true);
    if (x.negative) body.erase(0, 1);
    if (spec.type == '%') body += '%';
    return aligned(sign_text(x.negative), body, spec);
  }
  const char type = spec.type == 0 ? (context.capitals ? 'G' : 'g') : spec.type;
  const char lower = static_cast<char>(type | 32);
  const bool is_fixed = lower == 'f' || type == '%';
  if (spec.precision == 0 && lower == 'g') spec.precision = 1;
  if (type == '%') x.exponent += 2;
  if (spec.precision >= 0) {
    if (lower == 'e') {
      if (!x.is_zero()) x = rounded_to(x, spec.precision + 1, context.rounding);
    } else if (is_fixed) {
      x = rescale(x, -spec.precision, context.rounding);
    } else if (digit_count(x.coefficient) > spec.precision) {
      x = rounded_to(x, spec.precision, context.rounding);
    }
  }
  if (x.is_zero() && x.exponent > 0 && is_fixed) x.exponent = 0;
  const bool negative = x.negative && !(x.is_zero() && spec.no_negative_zero);
  const std::string digits = digits_of(x.coefficient);
  const auto size = static_cast<std::int64_t>(digits.size());
  const std::int64_t left = x.exponent + size;
  std::int64_t place = left;
  if (lower == 'e') {
    place = x.is_zero() && spec.precision >= 0 ? 1 - spec.precision : 1;
  } else if (!is_fixed && !(x.exponent <= 0 && left > -6)) {
    place = 1;
  }
  std::string whole, fraction;
  if (std::max(place, -place) > (1 << 30)) raise_error(kMemoryError, "");
  if (place < 0) {
    whole = "0";
    fraction = std::string(static_cast<std::size_t>(-place), '0') + digits;
  } else if (place > size) {
    whole = digits + std::string(static_cast<std::size_t>(place - size), '0');
  } else {
    whole = digits.substr(0, static_cast<std::size_t>(place));
    if (whole.empty()) whole = "0";
    fraction = digits.substr(static_cast<std::size_t>(place));
  }
  if (!fraction.empty()) fraction.insert(0, ".");
  if (left != place || lower == 'e') {
    fraction += lower == type ? 'e' : 'E';
    fraction += left - place < 0 ? "" : "+";
    fraction += std::to_string(left - place);
  }
  if (type == '%') fraction += '%';
  const std::string sign = sign_text(negative);
  const std::int64_t least = spec.zero_pad ? spec.width - static_cast<std::int64_t>(fraction.size() + sign.size()) : 0;
  if (spec.grouped) whole = grouped(whole, least);
  return aligned(sign, whole + fraction, spec);
}

}  // namespace pbc::decimal
