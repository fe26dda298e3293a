// SPDX-License-Identifier: Apache-2.0
//
// Characters: UTF-8 in and out, and what Unicode 14.0 says of a code point. Text inside the runtime is UTF-8 in which a
// lone surrogate is its three-byte form (CPython's "surrogatepass"); it is well formed otherwise.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace pbc::unicode {

/// Appends the UTF-8 form of `code_point`.
void append(std::string& out, char32_t code_point);

/// Number of bytes of the character that starts with `lead`.
inline std::size_t length_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}
inline bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// next() and previous() for what is no ASCII character.
char32_t next_wide(std::string_view text, std::size_t& at);
char32_t previous_wide(std::string_view text, std::size_t& at);

/// The code point at byte `at`, which must be the start of a character; moves `at` behind it.
inline char32_t next(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead >= 0x80) return next_wide(text, at);
  ++at;
  return lead;
}
/// The code point that ends before byte `at` (> 0); moves `at` to its start.
inline char32_t previous(std::string_view text, std::size_t& at) {
  const auto last = static_cast<unsigned char>(text[at - 1]);
  if (last >= 0x80) return previous_wide(text, at);
  --at;
  return last;
}

/// A word at a time.
inline bool is_ascii(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080u;
  const auto word_at = [&](std::size_t at) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof word);
    return word;
  };
  const std::size_t size = text.size();
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8)
      if (word_at(at) & kHighBits) return false;
    return (word_at(size - 8) & kHighBits) == 0;
  }
  unsigned char all = 0;
  for (char c : text) all |= static_cast<unsigned char>(c);
  return all < 128;
}

std::size_t count_wide(std::string_view text);  // count_code_points of what is not ASCII
inline std::size_t count_code_points(std::string_view text) { return is_ascii(text) ? text.size() : count_wide(text); }
std::u32string decode(std::string_view text);
std::string encode(std::u32string_view code_points);
inline bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

// The predicates of str: str.isalpha and its kin, for one character (Python library reference, 4.7.1 String Methods).
bool is_alpha(char32_t c);
bool is_decimal(char32_t c);
bool is_digit(char32_t c);
bool is_numeric(char32_t c);
bool is_wide_space(char32_t c);  // beyond ASCII
inline bool is_space(char32_t c) {
  return c < 128 ? c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F) : is_wide_space(c);
}
bool is_printable(char32_t c);
bool is_lower(char32_t c);
bool is_upper(char32_t c);
bool is_title(char32_t c);
bool is_identifier_start(char32_t c);
bool is_identifier_continue(char32_t c);
inline bool is_alnum(char32_t c) { return is_alpha(c) || is_numeric(c); }
/// Cased and Case_Ignorable of Unicode 3.13, for the final sigma.
bool is_cased(char32_t c);
bool is_case_ignorable(char32_t c);
/// Where str.splitlines breaks.
bool is_line_break(char32_t c);

/// 0..9, or -1 where `c` is no decimal digit.
int decimal_value(char32_t c);

/// The simple (one to one) mappings.
char32_t to_lower(char32_t c);
char32_t to_upper(char32_t c);

/// The full mappings; they append one to three characters.
void append_lower(std::string& out, char32_t c);
void append_upper(std::string& out, char32_t c);
void append_title(std::string& out, char32_t c);
void append_folded(std::string& out, char32_t c);

}  // namespace pbc::unicode
