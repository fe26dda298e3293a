// SPDX-License-Identifier: Apache-2.0
#include "python/unicode.h"

#include <utf8proc.h>

#include <algorithm>

#include "python/unicode_tables.h"

namespace pbc::unicode {
namespace {

bool in_ranges(char32_t c, const CodePointRange* ranges, std::size_t count) {
  const CodePointRange* end = ranges + count;
  const CodePointRange* at =
      std::lower_bound(ranges, end, c, [](const CodePointRange& range, char32_t value) { return range.last < value; });
  return at != end && at->first <= c;
}

bool in_table(const LongMapping* table, std::size_t count, char32_t c, std::string& out) {
  const LongMapping* end = table + count;
  const LongMapping* at =
      std::lower_bound(table, end, c, [](const LongMapping& entry, char32_t value) { return entry.from < value; });
  if (at == end || at->from != c) return false;
  for (char32_t to : at->to)
    if (to != 0) append(out, to);
  return true;
}

utf8proc_category_t category(char32_t c) {
  if (c > 0x377 && in_ranges(c, kAddedLater, kAddedLaterCount)) return UTF8PROC_CATEGORY_CN;
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool is_letter(utf8proc_category_t category) {
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

}  // namespace

void append(std::string& out, char32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

char32_t next_wide(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  const char32_t lead = byte(at);
  const std::size_t length = length_of(text[at]);
  if (length == 1 || at + length > text.size()) {
    ++at;
    return lead;
  }
  char32_t c = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) c = (c << 6) | (byte(at + i) & 0x3F);
  at += length;
  return c;
}

char32_t previous_wide(std::string_view text, std::size_t& at) {
  --at;
  while (at > 0 && is_continuation(text[at])) --at;
  std::size_t copy = at;
  return next(text, copy);
}

std::size_t count_wide(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

std::u32string decode(std::string_view text) {
  std::u32string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) result.push_back(next(text, at));
  return result;
}

std::string encode(std::u32string_view code_points) {
  std::string result;
  result.reserve(code_points.size());
  for (char32_t c : code_points) append(result, c);
  return result;
}

bool is_alpha(char32_t c) {
  if (c < 128) return (c | 32) >= 'a' && (c | 32) <= 'z';
  return is_letter(category(c));
}

bool is_decimal(char32_t c) {
  if (c < 128) return c >= '0' && c <= '9';
  return category(c) == UTF8PROC_CATEGORY_ND;
}

bool is_digit(char32_t c) {
  return is_decimal(c) || (c > 127 && in_ranges(c, kDigitNotDecimal, kDigitNotDecimalCount));
}

bool is_numeric(char32_t c) {
  if (c < 128) return c >= '0' && c <= '9';
  const utf8proc_category_t kind = category(c);
  return kind == UTF8PROC_CATEGORY_ND || kind == UTF8PROC_CATEGORY_NL || kind == UTF8PROC_CATEGORY_NO ||
         in_ranges(c, kNumericNotNumber, kNumericNotNumberCount);
}

bool is_wide_space(char32_t c) {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_printable(char32_t c) {
  if (c < 127) return c >= 32;
  switch (category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS:
      return false;
    default:
      return true;
  }
}

bool is_lower(char32_t c) {
  if (c < 128) return c >= 'a' && c <= 'z';
  return category(c) == UTF8PROC_CATEGORY_LL || in_ranges(c, kOtherLowercase, kOtherLowercaseCount);
}

bool is_upper(char32_t c) {
  if (c < 128) return c >= 'A' && c <= 'Z';
  return category(c) == UTF8PROC_CATEGORY_LU || in_ranges(c, kOtherUppercase, kOtherUppercaseCount);
}

bool is_title(char32_t c) { return c > 127 && category(c) == UTF8PROC_CATEGORY_LT; }

bool is_identifier_start(char32_t c) {
  if (c < 128) return is_alpha(c) || c == '_';
  const utf8proc_category_t kind = category(c);
  return (is_letter(kind) || kind == UTF8PROC_CATEGORY_NL) !=
         in_ranges(c, kIdentifierStartFlipped, kIdentifierStartFlippedCount);
}

bool is_identifier_continue(char32_t c) {
  if (c < 128) return is_alpha(c) || c == '_' || is_decimal(c);
  const utf8proc_category_t kind = category(c);
  const bool plain = is_letter(kind) || kind == UTF8PROC_CATEGORY_NL || kind == UTF8PROC_CATEGORY_MN ||
                     kind == UTF8PROC_CATEGORY_MC || kind == UTF8PROC_CATEGORY_ND || kind == UTF8PROC_CATEGORY_PC;
  return plain != in_ranges(c, kIdentifierContinueFlipped, kIdentifierContinueFlippedCount);
}

bool is_cased(char32_t c) { return is_lower(c) || is_upper(c) || is_title(c); }

bool is_case_ignorable(char32_t c) {
  switch (category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
      return true;
    default:
      return in_ranges(c, kCaseIgnorablePunctuation, kCaseIgnorablePunctuationCount);
  }
}

bool is_line_break(char32_t c) {
  return (c >= 10 && c <= 13) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

int decimal_value(char32_t c) {
  if (c < 128) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  const char32_t* end = kDecimalZeros + kDecimalZerosCount;
  const char32_t* after = std::upper_bound(kDecimalZeros, end, c);
  if (after == kDecimalZeros || c - after[-1] > 9) return -1;
  return static_cast<int>(c - after[-1]);
}

char32_t to_lower(char32_t c) {
  if (c < 128) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

char32_t to_upper(char32_t c) {
  if (c < 128) return c >= 'a' && c <= 'z' ? c - 32 : c;
  return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}

void append_lower(std::string& out, char32_t c) {
  if (c == 0x130) {  // the only character whose lower case is longer: i with a combining dot
    out += "i\xCC\x87";
  } else {
    append(out, to_lower(c));
  }
}

void append_upper(std::string& out, char32_t c) {
  if (c < 128 || !in_table(kLongUpper, kLongUpperCount, c, out)) append(out, to_upper(c));
}

void append_title(std::string& out, char32_t c) {
  if (c < 128) {
    append(out, to_upper(c));
  } else if (!in_table(kLongTitle, kLongTitleCount, c, out)) {
    append(out, static_cast<char32_t>(utf8proc_totitle(static_cast<utf8proc_int32_t>(c))));
  }
}

void append_folded(std::string& out, char32_t c) {
  if (c < 128) {
    append(out, to_lower(c));
    return;
  }
  utf8proc_int32_t folded[8];
  int boundary = 0;
  const utf8proc_ssize_t count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), folded, 8, UTF8PROC_CASEFOLD, &boundary);
  if (count <= 0) append(out, c);
  for (utf8proc_ssize_t i = 0; i < count; ++i) append(out, static_cast<char32_t>(folded[i]));
}

}  // namespace pbc::unicode
