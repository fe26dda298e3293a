// SPDX-License-Identifier: Apache-2.0
//
// Numeric literals (Language Reference 2.4.4 - 2.4.7), with the leniency of CPython 3.11: a keyword such as `if` may
// stand directly behind a number.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/syntax/lexer.h"

namespace pbc::syntax {

namespace {

constexpr std::size_t kMaxDecimalDigits = 4300;  // CPython: the limit of int() from text

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_digit_of(char c, int base) {
  if (base <= 10) return c >= '0' && c < '0' + base;
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

void Lexer::number() {
  const std::uint32_t begin = at_;
  const std::string error = scan_number();
  if (error.empty()) return emit(Tok::kNumber, begin);
  while (!done() && (is_identifier_part(static_cast<unsigned char>(peek())) || peek() == '.')) ++at_;
  log_.add({begin, at_}, error);
  emit(Tok::kBad, begin);
}

std::string Lexer::scan_number() {
  if (peek() == '0') {
    const char base = static_cast<char>(peek(1) | 0x20);
    if (base == 'x') return digits_of_base(16, "hexadecimal");
    if (base == 'o') return digits_of_base(8, "octal");
    if (base == 'b') return digits_of_base(2, "binary");
  }
  const std::uint32_t begin = at_;
  if (peek() != '.' && !decimal_digits()) return "`_` at the end of a number";
  const std::string_view integer = text_.substr(begin, at_ - begin);
  const bool leading_zeros = integer.starts_with('0') && integer.find_first_not_of("0_") != std::string_view::npos;
  const std::uint32_t integer_end = at_;
  std::string error = fraction_and_exponent(leading_zeros);
  if (error.empty() && at_ == integer_end) {
    const auto digits = integer.size() - static_cast<std::size_t>(std::ranges::count(integer, '_'));
    if (digits > kMaxDecimalDigits) error = fmt::format("decimal integer of more than {} digits", kMaxDecimalDigits);
  }
  return error;
}

std::string Lexer::digits_of_base(int base, std::string_view base_name) {
  at_ += 2;
  do {
    if (peek() == '_') ++at_;
    if (!is_digit_of(peek(), base)) {
      if (is_digit(peek())) return fmt::format("digit `{}` in {} number", peek(), base_name);
      return fmt::format("incomplete {} number", base_name);
    }
    while (is_digit_of(peek(), base)) ++at_;
  } while (peek() == '_');
  if (is_digit(peek())) return fmt::format("digit `{}` in {} number", peek(), base_name);
  return end_of_number(base_name);
}

/// Digits with single underscores between them; false when an underscore has no digit behind it.
bool Lexer::decimal_digits() {
  while (true) {
    while (is_digit(peek())) ++at_;
    if (peek() != '_') return true;
    ++at_;
    if (!is_digit(peek())) return false;
  }
}

std::string Lexer::fraction_and_exponent(bool leading_zeros) {
  bool is_float = false;
  if (peek() == '.') {
    is_float = true;
    ++at_;
    if (is_digit(peek()) && !decimal_digits()) return "`_` at the end of a number";
  }
  if (peek() == 'e' || peek() == 'E') {
    const std::uint32_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (is_digit(peek(1 + sign))) {
      is_float = true;
      at_ += 1 + sign;
      if (!decimal_digits()) return "`_` at the end of a number";
    } else if (sign != 0) {
      return "exponent without digits";
    }
  }
  if (peek() == 'j' || peek() == 'J') {
    ++at_;
    return end_of_number("imaginary");
  }
  if (leading_zeros && !is_float) return "leading zero in a decimal integer; an octal number starts with `0o`";
  return end_of_number("decimal");
}

std::string Lexer::end_of_number(std::string_view literal) {
  const unsigned char c = static_cast<unsigned char>(peek());
  if (c < 0x80 && !is_identifier_part(c)) return {};
  static constexpr std::array<std::string_view, 8> kKeywords = {"and", "else", "for", "if", "in", "is", "or", "not"};
  const std::string_view rest = text_.substr(at_, end_ - at_);
  if (std::ranges::any_of(kKeywords, [&](std::string_view keyword) { return rest.starts_with(keyword); })) return {};
  return fmt::format("{} number runs into a name", literal);
}

}  // namespace pbc::syntax
