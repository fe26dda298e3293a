// SPDX-License-Identifier: Apache-2.0
#include "python/parse_number.h"

#include <cctype>
#include <cmath>
#include <cstdlib>

#include "python/big_integer.h"
#include "python/numbers.h"
#include "python/text_of.h"
#include "python/unicode.h"

namespace pbc {

namespace {

/// The text in ASCII, without the white space around it: decimal digits of any script become 0 to 9, what else is not
/// ASCII becomes '?', which no number contains.
std::string plain(const Value& v) {
  std::string out;
  if (v.is_str() && is_ascii_text(v)) {
    out = text_of(v);
  } else if (v.is_str()) {
    std::string_view text = v.text();
    for (std::size_t at = 0; at < text.size();) {
      char32_t c = unicode::next(text, at);
      int digit = c < 0x80 ? -1 : unicode::decimal_value(c);
      out += c < 0x80               ? static_cast<char>(c)
             : unicode::is_space(c) ? ' '
             : digit >= 0           ? static_cast<char>('0' + digit)
                                    : '?';
    }
  } else {
    out = as_bytes(v);
  }
  constexpr std::string_view kSpace = " \t\n\r\f\v\x1c\x1d\x1e\x1f";
  std::size_t begin = out.find_first_not_of(v.is_str() ? kSpace : kSpace.substr(0, 6));
  if (begin == out.npos) return "";
  return out.substr(begin, out.find_last_not_of(v.is_str() ? kSpace : kSpace.substr(0, 6)) + 1 - begin);
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

/// Removes underscores that stand between two digits; false when one stands elsewhere.
bool remove_underscores(std::string& text, bool after_prefix) {
  if (text.find('_') == text.npos) return true;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out += text[i];
      continue;
    }
    bool follows = i > 0 ? std::isalnum(static_cast<unsigned char>(text[i - 1])) != 0 : after_prefix;
    bool leads = i + 1 < text.size() && std::isalnum(static_cast<unsigned char>(text[i + 1])) != 0;
    if (!follows || !leads) return false;
  }
  text = std::move(out);
  return true;
}

/// The base that a prefix says, or 0; `text` is at the prefix.
int prefix_base(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 0;
  switch (text[1]) {
    case 'x':
    case 'X':
      return 16;
    case 'o':
    case 'O':
      return 8;
    case 'b':
    case 'B':
      return 2;
    default:
      return 0;
  }
}

BigInteger big_number(std::string_view digits, int base) {
  BigInteger number = 0;
  while (!digits.empty()) {  // so many digits at a time that they fit 64 bits
    std::uint64_t part = 0, scale = 1;
    const std::uint64_t most = std::numeric_limits<std::uint64_t>::max() / static_cast<std::uint64_t>(base);
    while (!digits.empty() && scale <= most) {
      part = part * static_cast<std::uint64_t>(base) + static_cast<std::uint64_t>(digit_value(digits[0]));
      scale *= static_cast<std::uint64_t>(base);
      digits.remove_prefix(1);
    }
    number *= scale;
    number += part;
  }
  return number;
}

}  // namespace

constinit thread_local std::size_t most_int_digits = 4300;

std::string too_many_digits(std::size_t digits) {
  return joined({"Exceeds the limit (", std::to_string(most_int_digits),
                 " digits) for integer string conversion: value has ", std::to_string(digits),
                 " digits; use sys.set_int_max_str_digits() to increase the limit"});
}

void check_int_digits(std::size_t digits) {
  if (most_int_digits != 0 && digits > most_int_digits) raise_value_error(too_many_digits(digits));
}

Value parse_int(const Value& v, int base) {
  std::string problem;
  Value number = read_int(v, base, &problem);
  if (number.is_unset()) raise_value_error(problem);
  return number;
}

namespace {

/// The number that a few digits are, with nothing before, between or behind them: the usual case. Unset: the long way.
Value short_int(std::string_view digits, int base) {
  if (digits.empty() || digits.size() > (base == 10 ? 18u : 12u) || base < 2) return {};
  std::int64_t number = 0;
  for (const char c : digits) {
    const int digit = digit_value(c);
    if (digit >= base) return {};
    number = number * base + digit;
  }
  return number;
}

}  // namespace

Value read_int(const Value& v, int base, std::string* problem) {
  if (const Value number = short_int(v.is_str() ? text_of(v) : std::string_view(as_bytes(v)), base); !number.is_unset())
    return number;
  auto fail = [&](int shown) {
    std::string text;
    append_repr(text, v);
    *problem = joined({"invalid literal for int() with base ", std::to_string(shown), ": ", text});
    return Value();
  };
  const int asked = base;
  std::string text = plain(v);
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.erase(0, 1);
  }
  int prefix = prefix_base(text);
  bool has_prefix = prefix != 0 && (base == 0 || base == prefix);
  if (has_prefix) {
    base = prefix;
    text.erase(0, 2);
  }
  if (!remove_underscores(text, has_prefix) || text.empty()) return fail(asked);
  for (char c : text)
    if (digit_value(c) >= (base == 0 ? 10 : base)) return fail(asked);
  if (base == 0) {
    base = 10;
    if (text[0] == '0' && text.find_first_not_of('0') != text.npos) return fail(asked);  // 010 is no literal
  }
  bool is_binary = (base & (base - 1)) == 0;
  if (!is_binary && most_int_digits != 0 && text.size() > most_int_digits) {
    *problem = too_many_digits(text.size());
    return Value();
  }
  std::size_t zeros = text.find_first_not_of('0');
  if (zeros == text.npos) return 0;
  text.erase(0, zeros);
  if (text.size() > 12) {  // 36 ** 12 fits 64 bits
    BigInteger number = big_number(text, base);
    return make_int(negative ? BigInteger(-number) : std::move(number));
  }
  std::int64_t number = 0;
  for (char c : text) number = number * base + digit_value(c);
  return negative ? -number : number;
}

double parse_float(const Value& v) {
  std::string text = plain(v);
  std::string lower;
  for (char c : text) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  std::string_view word = lower;
  bool has_sign = !word.empty() && (word[0] == '+' || word[0] == '-');
  if (has_sign) word.remove_prefix(1);
  bool is_word = word == "inf" || word == "infinity" || word == "nan";
  // A digit comes first, or a point and a digit; strtod alone would take hexadecimal and "nan(...)".
  std::size_t first = word.starts_with('.') ? 1 : 0;
  bool is_number = word.size() > first && word[first] >= '0' && word[first] <= '9' &&
                   word.find_first_not_of("0123456789.e+-_") == word.npos;
  // An underscore stands between digits only, so not beside the e.
  is_number = is_number && word.find("_e") == word.npos && word.find("e_") == word.npos;
  bool is_good = is_word || (is_number && remove_underscores(lower, false));
  char* end = nullptr;
  double number = is_good ? std::strtod(lower.c_str(), &end) : 0;
  if (!is_good || *end != '\0' || end == lower.c_str()) {
    std::string shown;
    append_repr(shown, v);
    raise_value_error("could not convert string to float: ", shown);
  }
  return std::isnan(number) ? std::copysign(new_nan(), number) : number;
}

}  // namespace pbc
