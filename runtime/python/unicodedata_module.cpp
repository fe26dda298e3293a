// SPDX-License-Identifier: Apache-2.0
//
// The module unicodedata (Python library reference, unicodedata). The tables are unpacked at the first use in a
// process.
#include <utf8proc.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "python/arguments.h"
#include "python/deflate.h"
#include "python/library_more.h"
#include "python/text.h"
#include "python/unicode_data.h"

namespace pbc {
namespace {

/// The data, and views of its parts.
class UnicodeData {
 public:
  struct Run {
    char32_t first, last;
    std::string_view properties[5];
  };
  struct Number {
    std::string_view decimal, digit, numeric;
  };
  enum Property { kCategory, kBidirectional, kCombining, kWidth, kMirrored };

  static const UnicodeData& get() {
    static const UnicodeData data;
    return data;
  }

  std::string_view property(char32_t c, Property which) const {
    const auto run = std::ranges::upper_bound(runs_, c, {}, &Run::first) - 1;
    return run->properties[which];
  }
  std::string_view decomposition(char32_t c) const { return find(decompositions_, c); }
  const Number* number(char32_t c) const {
    const auto found = numbers_.find(c);
    return found == numbers_.end() ? nullptr : &found->second;
  }
  std::string_view name(char32_t c) const { return find(names_, c); }
  /// 0 for no character.
  char32_t named(const std::string& name) const {
    const auto found = codes_.find(std::string_view(name));
    return found == codes_.end() ? 0 : found->second;
  }

 private:
  using Texts = std::unordered_map<char32_t, std::string_view>;

  UnicodeData() {
    const std::string_view packed(reinterpret_cast<const char*>(unicode::kPackedData), unicode::kPackedSize);
    data_ = deflate::inflate(packed, 15).bytes;
    rest_ = data_;
    for (std::string_view line = next(); !line.empty(); line = next()) {
      Run run{code(line), code(line), {}};
      for (std::string_view& property : run.properties) property = word(line);
      runs_.push_back(run);
    }
    for (std::string_view line = next(); !line.empty(); line = next()) {
      const char32_t c = code(line);
      decompositions_[c] = line;
    }
    for (std::string_view line = next(); !line.empty(); line = next()) {
      const char32_t c = code(line);
      const std::string_view decimal = word(line), digit = word(line);
      numbers_[c] = {decimal, digit, line};
    }
    for (std::string_view line = next(); !line.empty(); line = next()) {
      const char32_t c = code(line);
      names_[c] = line;
      codes_[line] = c;
    }
  }

  std::string_view next() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return line;
  }
  static std::string_view word(std::string_view& line) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view found = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return found;
  }
  static char32_t code(std::string_view& line) {
    const std::string_view digits = word(line);
    std::uint32_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    return number;
  }
  static std::string_view find(const Texts& texts, char32_t c) {
    const auto found = texts.find(c);
    return found == texts.end() ? std::string_view() : found->second;
  }

  std::string data_;
  std::string_view rest_;
  std::vector<Run> runs_;
  Texts decompositions_, names_;
  std::unordered_map<char32_t, Number> numbers_;
  std::unordered_map<std::string_view, char32_t> codes_;
};

char32_t character(const Value& v, std::string_view function) {
  if (!v.is_str()) raise_type_error(function, " must be a unicode character, not ", argument_type(v));
  if (str_length(v) != 1) raise_type_error(function, " must be a unicode character, not str");
  std::size_t at = 0;
  return unicode::next(v.text(), at);
}

// --- Names
// -------------------------------------------------------------------------------------------------------------

constexpr std::string_view kIdeograph = "CJK UNIFIED IDEOGRAPH-", kSyllable = "HANGUL SYLLABLE ";
constexpr const char* kLeads[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                  "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
constexpr const char* kVowels[] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                   "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
constexpr const char* kTails[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
                                  "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};
constexpr char32_t kFirstSyllable = 0xAC00, kLastSyllable = 0xD7A3;

bool is_ideograph(char32_t c) {
  constexpr char32_t kRanges[][2] = {{0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2B738},
                                     {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x30000, 0x3134A}};
  return std::ranges::any_of(kRanges, [c](const auto& range) { return range[0] <= c && c <= range[1]; });
}

std::string name_of(char32_t c) {
  if (is_ideograph(c)) {
    char digits[12];
    std::snprintf(digits, sizeof digits, "%X", static_cast<unsigned>(c));
    return std::string(kIdeograph) + digits;
  }
  if (c >= kFirstSyllable && c <= kLastSyllable) {
    const std::uint32_t index = c - kFirstSyllable;
    return std::string(kSyllable) + kLeads[index / 588] + kVowels[index / 28 % 21] + kTails[index % 28];
  }
  return std::string(UnicodeData::get().name(c));
}

Value name(const Value&, Value* a) {
  const std::string found = name_of(character(a[0], "name() argument 1"));
  if (!found.empty()) return make_str(found);
  if (!a[1].is_unset()) return a[1];
  raise_value_error("no such name");
}

Value lookup(const Value&, Value* a) {
  const std::string wanted = text::upper(require_str(a[0], "lookup() argument"));
  char32_t c = UnicodeData::get().named(wanted);
  if (wanted.starts_with(kIdeograph)) {
    std::uint32_t code = 0;
    const std::string digits = wanted.substr(kIdeograph.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (name_of(code) == wanted) c = code;
  } else if (wanted.starts_with(kSyllable)) {
    for (char32_t syllable = kFirstSyllable; c == 0 && syllable <= kLastSyllable; ++syllable)
      if (name_of(syllable) == wanted) c = syllable;
  }
  if (c == 0 && wanted != "NULL")
    raise_exception(kKeyError, {make_str(joined({"undefined character name '", a[0].text(), "'"}))});
  std::string found;
  unicode::append(found, c);
  return make_str(found);
}

// --- Properties
// --------------------------------------------------------------------------------------------------------

template <UnicodeData::Property Which>
Value property(const Value& v, std::string_view function) {
  const std::string_view found = UnicodeData::get().property(character(v, function), Which);
  if (Which == UnicodeData::kCombining || Which == UnicodeData::kMirrored) {
    int number = 0;
    std::from_chars(found.data(), found.data() + found.size(), number);
    return number;
  }
  return make_str(found == "-" ? "" : found);
}

/// The value in one of the columns, the default, or ValueError.
Value number_of(Value* a, std::string_view function, std::string_view UnicodeData::Number::*column,
                std::string_view problem) {
  const UnicodeData::Number* found = UnicodeData::get().number(character(a[0], function));
  if (found == nullptr || found->*column == "-") {
    if (!a[1].is_unset()) return a[1];
    raise_value_error(problem);
  }
  const Value text = make_str(found->*column);
  return column == &UnicodeData::Number::numeric ? py("float")({text}) : py("int")({text});
}

// --- Normal forms
// ------------------------------------------------------------------------------------------------------

std::string normal_form(const Value& form, const Value& text) {
  const std::string_view name = require_str(form, "normalize() argument 1");
  int options = UTF8PROC_STABLE;
  if (name == "NFC" || name == "NFKC") {
    options |= UTF8PROC_COMPOSE;
  } else if (name == "NFD" || name == "NFKD") {
    options |= UTF8PROC_DECOMPOSE;
  } else {
    raise_value_error("invalid normalization form");
  }
  if (name[2] == 'K') options |= UTF8PROC_COMPAT;
  const std::string_view plain = require_str(text, "normalize() argument 2");
  if (unicode::is_ascii(plain)) return std::string(plain);
  utf8proc_uint8_t* made = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(plain.data()), static_cast<utf8proc_ssize_t>(plain.size()),
                   &made, static_cast<utf8proc_option_t>(options));
  if (size < 0) {
    if (size == UTF8PROC_ERROR_NOMEM) raise_exception(kMemoryError, {});
    return std::string(plain);  // lone surrogates
  }
  std::string result(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
  std::free(made);
  return result;
}

constexpr Method kFunctions[] = {
    {"bidirectional",
     [](const Value&, Value* a) { return property<UnicodeData::kBidirectional>(a[0], "bidirectional() argument"); },
     "chr, /"},
    {"category", [](const Value&, Value* a) { return property<UnicodeData::kCategory>(a[0], "category() argument"); },
     "chr, /"},
    {"combining",
     [](const Value&, Value* a) { return property<UnicodeData::kCombining>(a[0], "combining() argument"); }, "chr, /"},
    {"decimal",
     [](const Value&, Value* a) {
       return number_of(a, "decimal() argument 1", &UnicodeData::Number::decimal, "not a decimal");
     },
     "chr, default=, /"},
    {"decomposition",
     [](const Value&, Value* a) {
       return make_str(UnicodeData::get().decomposition(character(a[0], "decomposition() argument")));
     },
     "chr, /"},
    {"digit",
     [](const Value&, Value* a) {
       return number_of(a, "digit() argument 1", &UnicodeData::Number::digit, "not a digit");
     },
     "chr, default=, /"},
    {"east_asian_width",
     [](const Value&, Value* a) { return property<UnicodeData::kWidth>(a[0], "east_asian_width() argument"); },
     "chr, /"},
    {"is_normalized",
     [](const Value&, Value* a) -> Value { return normal_form(a[0], a[1]) == require_str(a[1], "argument"); },
     "form, unistr, /"},
    {"lookup", lookup, "name, /"},
    {"mirrored", [](const Value&, Value* a) { return property<UnicodeData::kMirrored>(a[0], "mirrored() argument"); },
     "chr, /"},
    {"name", name, "chr, default=, /"},
    {"normalize", [](const Value&, Value* a) { return make_str(normal_form(a[0], a[1])); }, "form, unistr, /"},
    {"numeric",
     [](const Value&, Value* a) {
       return number_of(a, "numeric() argument 1", &UnicodeData::Number::numeric, "not a numeric character");
     },
     "chr, default=, /"},
};
constexpr Constant kConstants[] = {
    {"unidata_version", []() -> Value { return "14.0.0"; }},
};

}  // namespace

constinit const Module kUnicodedataModule{.name = "unicodedata", .functions = kFunctions, .constants = kConstants};

namespace unicode {

std::string name_of(char32_t c) { return pbc::name_of(c); }

}  // namespace unicode

}  // namespace pbc
