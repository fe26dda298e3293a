// SPDX-License-Identifier: Apache-2.0
#include "content/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include <array>
#include <atomic>

#include "content/skeleton.h"
#include "mail/ascii.h"
#include "mail/text.h"

namespace pbc::content {
namespace {

enum Kind : std::uint8_t { kUnknown, kBreak, kLetters, kOther, kInvisible };

/// What a character becomes: up to four letters, and whether it is one of another script that looks like them.
struct Folded {
  std::array<char, 4> letters{};
  std::uint8_t length = 0;
  Kind kind = kUnknown;
  bool is_foreign = false;
};

bool has_lookalikes(char32_t c) {
  return c < 0x2500
             ? true
             : (c >= 0xA4D0 && c <= 0xA4FF) || (c >= 0xAB30 && c <= 0xABBF) || (c >= 0xFF00 && c <= 0xFF5E) ||
                   (c >= 0x10400 && c <= 0x104FF) || (c >= 0x1D400 && c <= 0x1D7FF) || (c >= 0x1F130 && c <= 0x1F189);
}

void add(Folded& result, std::u16string_view text) {
  for (const char16_t c : text) {
    if (c >= 0x80 || result.length == result.letters.size()) continue;
    const char letter = mail::lower(static_cast<char>(c));
    if (mail::is_alnum(letter)) result.letters[result.length++] = letter;
  }
}

Folded fold_slowly(char32_t character) {
  Folded result;
  const auto code = static_cast<UChar32>(character);
  if (is_invisible(character)) {
    result.kind = kInvisible;
    return result;
  }
  const auto type = u_charType(code);
  const bool is_mark = type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK;
  if (is_mark) {
    result.kind = kInvisible;  // an accent that is written by itself
    return result;
  }
  if (!u_isalnum(code) && type != U_OTHER_SYMBOL && type != U_OTHER_NUMBER) {
    result.kind = kBreak;
    return result;
  }
  result.kind = kOther;
  if (!has_lookalikes(character)) return result;
  switch (character) {  // no decomposition says so
    case 0xDF:
    case 0x1E9E:
      add(result, u"ss");
      break;
    case 0xC6:
    case 0xE6:
      add(result, u"ae");
      break;
    case 0x152:
    case 0x153:
      add(result, u"oe");
      break;
    case 0xD8:
    case 0xF8:
      add(result, u"o");
      break;
    case 0xD0:
    case 0xF0:
    case 0x110:
    case 0x111:
      add(result, u"d");
      break;
    case 0x141:
    case 0x142:
      add(result, u"l");
      break;
    case 0x131:
      add(result, u"i");
      break;
    default:
      break;
  }
  if (result.length == 0) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* const normalizer = unorm2_getNFKDInstance(&status);
    std::array<UChar, 32> text{};
    const int length =
        U_FAILURE(status) ? -1 : unorm2_getRawDecomposition(normalizer, code, text.data(), text.size(), &status);
    if (length > 0 && U_SUCCESS(status)) {
      // Of a decomposition the first character may be decomposed further.
      std::array<UChar, 64> whole{};
      const int count = unorm2_normalize(normalizer, text.data(), length, whole.data(), whole.size(), &status);
      if (U_SUCCESS(status)) add(result, {whole.data(), static_cast<std::size_t>(count)});
    }
  }
  if (result.length == 0) {
    add(result, skeleton(static_cast<char32_t>(u_tolower(code))));
    if (result.length > 0 && u_isalpha(code)) {
      UErrorCode status = U_ZERO_ERROR;
      const UScriptCode script = uscript_getScript(code, &status);
      result.is_foreign = script != USCRIPT_LATIN && script != USCRIPT_COMMON && script != USCRIPT_INHERITED;
    }
  }
  if (result.length > 0)
    result.kind = kLetters;
  else if (!u_isalnum(code))
    result.kind = kBreak;
  return result;
}

/// Characters of most scripts are looked up once per process.
Folded fold(char32_t character) {
  constexpr std::size_t kKept = 0x2500;
  static std::array<std::atomic<std::uint64_t>, kKept> kept;
  if (character >= kKept) return fold_slowly(character);
  const std::uint64_t packed = kept[character].load(std::memory_order_relaxed);
  Folded result;
  if (packed != 0) {
    for (std::size_t i = 0; i < 4; ++i) result.letters[i] = static_cast<char>(packed >> (8 * i));
    result.length = static_cast<std::uint8_t>(packed >> 32);
    result.kind = static_cast<Kind>(packed >> 40 & 0xFF);
    result.is_foreign = (packed >> 48 & 1) != 0;
    return result;
  }
  result = fold_slowly(character);
  std::uint64_t next = 0;
  for (std::size_t i = 0; i < 4; ++i) next |= std::uint64_t{static_cast<unsigned char>(result.letters[i])} << (8 * i);
  next |=
      std::uint64_t{result.length} << 32 | std::uint64_t{result.kind} << 40 | std::uint64_t{result.is_foreign} << 48;
  kept[character].store(next, std::memory_order_relaxed);
  return result;
}

class Reader {
 public:
  explicit Reader(std::string_view text) { words_.text = text; }

  Words read() {
    const std::string_view text = words_.text;
    words_.letters.reserve(text.size());
    words_.all.reserve(text.size() / 5);
    for (std::size_t at = 0; at < text.size();) {
      const char c = text[at];
      if (!mail::is_high(c)) {
        if (mail::is_alnum(c))
          add_letter(at, at + 1, mail::lower(c), mail::is_digit(c), true);
        else
          break_at(at, c);
        ++at;
        continue;
      }
      std::size_t length = 1;
      const char32_t character = mail::character_at(text, at, length);
      const Folded folded = fold(character);
      if (folded.kind == kInvisible) {
        // A soft hyphen is what honest mails have, and accents that are written apart.
        if (in_word_ && character != 0xAD && is_invisible(character)) hidden_ = true;
      } else if (folded.kind == kBreak) {
        end_word();
        begin_quote(at, character);
      } else if (folded.kind == kOther) {
        add_letter(at, at + length, '?', false, false);
      } else {
        for (std::size_t i = 0; i < folded.length; ++i)
          add_letter(at, at + length, folded.letters[i], mail::is_digit(folded.letters[i]),
                     !folded.is_foreign && character < 0x250);
        foreign_ = foreign_ || folded.is_foreign;
      }
      at += length;
    }
    end_word();
    forget_quotes();
    return std::move(words_);
  }

 private:
  void add_letter(std::size_t begin, std::size_t end, char letter, bool is_digit, bool is_latin) {
    if (!in_word_) {
      in_word_ = true;
      Word word;
      word.begin = static_cast<std::uint32_t>(begin);
      word.letters = static_cast<std::uint32_t>(words_.letters.size());
      word.sentence = sentence_;
      word.is_quoted = in_quoted_line_ || begin < quote_ends_;
      if (begin < quote_ends_ && !in_quoted_line_) in_marks_.push_back(words_.all.size());
      words_.all.push_back(word);
      foreign_ = latin_ = hidden_ = hides_ = false;
    }
    Word& word = words_.all.back();
    word.end = static_cast<std::uint32_t>(end);
    ++word.length;
    word.has_digits = word.has_digits || is_digit;
    latin_ = latin_ || (is_latin && !is_digit);
    hides_ = hides_ || hidden_;  // a letter stands behind it
    words_.letters += letter;
    is_line_empty_ = false;
  }

  void end_word() {
    if (!in_word_) return;
    in_word_ = false;
    if (!latin_ || (!foreign_ && !hides_)) return;
    const Word& word = words_.all.back();
    if (words_.disguised++ == 0) words_.first_disguised = words_.text.substr(word.begin, word.end - word.begin);
  }

  void break_at(std::size_t at, char c) {
    // An apostrophe inside of a word: "don't", "l'account" stay words of their own.
    end_word();
    const std::string_view text = words_.text;
    const bool ends = at + 1 == text.size() || mail::is_space(text[at + 1]);
    if (c == '\n') {
      if (is_line_empty_) ++sentence_;
      is_line_empty_ = true;
      in_quoted_line_ = at + 1 < text.size() && text[at + 1] == '>';
    } else if ((c == '.' || c == '!' || c == '?' || c == ';') && ends) {
      ++sentence_;
    } else if (c == '"') {
      begin_quote(at, 1, "\"");
    }
    if (at == 0 && c == '>') in_quoted_line_ = true;
  }

  /// Up to the mark that closes it, on the same line and not far away; else it means nothing.
  void begin_quote(std::size_t at, std::size_t length, std::string_view closing) {
    constexpr std::size_t kLongestQuote = 240;
    if (at <= quote_ends_ && quote_ends_ > 0) return;  // inside of another one, or its end
    const std::string_view rest = words_.text.substr(at + length, kLongestQuote);
    const std::size_t end = rest.substr(0, rest.find('\n')).find(closing);
    if (end != std::string_view::npos) quote_ends_ = at + length + end;
  }

  void begin_quote(std::size_t at, char32_t mark) {
    constexpr std::string_view kDoubleLow = "\xE2\x80\x9C", kRight = "\xE2\x80\x9D", kLeftAngle = "\xC2\xAB",
                               kRightAngle = "\xC2\xBB";
    if (mark == 0x201E) begin_quote(at, 3, kDoubleLow);
    if (mark == 0x201C) begin_quote(at, 3, kRight);
    if (mark == 0xAB) begin_quote(at, 2, kRightAngle);
    if (mark == 0xBB) begin_quote(at, 2, kLeftAngle);
  }

  /// Who puts everything into quotation marks quotes nobody.
  void forget_quotes() {
    if (in_marks_.size() * 2 < words_.all.size()) return;
    for (const std::size_t word : in_marks_) words_.all[word].is_quoted = false;
  }

  Words words_;
  bool in_word_ = false, foreign_ = false, latin_ = false, hidden_ = false, hides_ = false;
  std::uint32_t sentence_ = 0;
  bool is_line_empty_ = true, in_quoted_line_ = false;
  std::size_t quote_ends_ = 0;
  std::vector<std::size_t> in_marks_;  // words
};

}  // namespace

bool is_bidi_control(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 ||
         (c >= 0x180B && c <= 0x180E) || (c >= 0x200B && c <= 0x200F) || is_bidi_control(c) ||
         (c >= 0x2060 && c <= 0x2064) || c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFA0 ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

Words words_of(std::string_view text) { return Reader(text).read(); }

std::string folded(std::string_view text) {
  const Words words = words_of(text);
  std::string result;
  for (const Word& word : words.all) {
    if (!result.empty()) result += ' ';
    result += words.folded(word);
  }
  return result;
}

}  // namespace pbc::content
