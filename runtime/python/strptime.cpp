// SPDX-License-Identifier: Apache-2.0
//
// strptime. CPython turns the format into a regular expression and lets it find the fields; so do we, since the
// backtracking decides how "%m%d" reads "111".
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <memory>

#include "python/calendar.h"
#include "python/objects.h"
#include "python/re_error.h"
#include "python/strftime.h"
#include "python/unicode.h"

namespace pbc {
namespace {

/// The expression of each directive, as CPython 3.11 has it in the C locale and UTC.
struct Directive {
  char letter;
  const char* pattern;
  int groups;  // its own and those inside of it
};

constexpr Directive kDirectives[] = {
    {'d', R"((?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]))", 1},
    {'f', R"((?P<f>[0-9]{1,6}))", 1},
    {'H', R"((?P<H>2[0-3]|[0-1]\d|\d))", 1},
    {'I', R"((?P<I>1[0-2]|0[1-9]|[1-9]))", 1},
    {'G', R"((?P<G>\d\d\d\d))", 1},
    {'j', R"((?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]))", 1},
    {'m', R"((?P<m>1[0-2]|0[1-9]|[1-9]))", 1},
    {'M', R"((?P<M>[0-5]\d|\d))", 1},
    {'S', R"((?P<S>6[0-1]|[0-5]\d|\d))", 1},
    {'U', R"((?P<U>5[0-3]|[0-4]\d|\d))", 1},
    {'W', R"((?P<W>5[0-3]|[0-4]\d|\d))", 1},
    {'w', R"((?P<w>[0-6]))", 1},
    {'u', R"((?P<u>[1-7]))", 1},
    {'V', R"((?P<V>5[0-3]|0[1-9]|[1-4]\d|\d))", 1},
    {'y', R"((?P<y>\d\d))", 1},
    {'Y', R"((?P<Y>\d\d\d\d))", 1},
    {'z', R"((?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z)))", 3},
    {'A', "(?P<A>wednesday|thursday|saturday|tuesday|monday|friday|sunday)", 1},
    {'a', "(?P<a>mon|tue|wed|thu|fri|sat|sun)", 1},
    {'B', "(?P<B>september|february|november|december|january|october|august|march|april|june|july|may)", 1},
    {'b', "(?P<b>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", 1},
    {'p', "(?P<p>am|pm)", 1},
    {'Z', "(?P<Z>utc|gmt)", 1},
    {'%', "%", 0},
};
constexpr std::string_view kSpace = R"([\s\x1c-\x1f]+)";

/// The formats that %c, %x and %X stand for.
std::string_view composite(char letter) {
  switch (letter) {
    case 'c':
      return "%a %b %d %H:%M:%S %Y";
    case 'x':
      return "%m/%d/%y";
    case 'X':
      return "%H:%M:%S";
    default:
      return {};
  }
}

/// The compiled expression for a format, and which groups it has.
class Pattern {
 public:
  explicit Pattern(std::string_view format) : format_(format) {
    add(format);
    if (!redefinition_.empty()) raise_regex_error(redefinition_, make_str(text_), redefined_at_);
    int error = 0;
    PCRE2_SIZE place = 0;
    code_.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(text_.data()), text_.size(),
                              PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF, &error, &place,
                              nullptr));
  }

  /// Null where the expression is none.
  const pcre2_code* code() const { return code_.get(); }
  int group_of(char letter) const { return groups_[static_cast<unsigned char>(letter) & 127]; }

 private:
  [[noreturn]] void raise_bad(std::string_view directive) const {
    raise_value_error("'", directive, "' is a bad directive in format '", format_, "'");
  }

  void add(std::string_view format) {
    constexpr std::string_view kSpecial = "\\.^$*+?(){}[]|";
    for (std::size_t at = 0; at < format.size();) {
      const std::size_t start = at;
      const char32_t c = unicode::next(format, at);
      if (unicode::is_space(c)) {
        while (at < format.size()) {
          std::size_t next = at;
          if (!unicode::is_space(unicode::next(format, next))) break;
          at = next;
        }
        text_ += kSpace;
        length_ += 3;
      } else if (c == '%') {
        if (at >= format.size()) raise_value_error("stray % in format '", format_, "'");
        const std::size_t letter = at;
        const char32_t directive = unicode::next(format, at);
        if (unicode::is_space(directive) ||
            (directive < 128 && kSpecial.find(static_cast<char>(directive)) != kSpecial.npos))
          raise_bad("%");
        add_directive(format.substr(letter, at - letter));
      } else {
        if (c < 128 && kSpecial.find(static_cast<char>(c)) != kSpecial.npos) {
          text_ += '\\';
          ++length_;
        }
        text_ += format.substr(start, at - start);
        ++length_;
      }
    }
  }

  void add_directive(std::string_view directive) {
    if (directive.size() == 1) {
      if (const std::string_view parts = composite(directive[0]); !parts.empty()) {
        add(parts);
        return;
      }
      for (const Directive& known : kDirectives) {
        if (known.letter == directive[0]) {
          add_known(known);
          return;
        }
      }
    }
    raise_bad(directive);
  }

  void add_known(const Directive& known) {
    if (known.groups > 0) {
      int& group = groups_[static_cast<unsigned char>(known.letter)];
      if (group != 0 && redefinition_.empty()) {
        redefinition_ = joined({"redefinition of group name '", std::string_view(&known.letter, 1), "' as group ",
                                std::to_string(count_ + 1), "; was group ", std::to_string(group)});
        redefined_at_ = static_cast<std::int64_t>(length_ + 4);
      }
      group = count_ + 1;
      count_ += known.groups;
    }
    text_ += known.pattern;
    length_ += std::string_view(known.pattern).size();
  }

  std::string format_;
  std::string text_;
  std::size_t length_ = 0;  // of CPython's pattern, in characters
  int count_ = 0;
  std::string redefinition_;  // the first one: an error once all directives are known to be good
  std::int64_t redefined_at_ = 0;
  std::array<int, 128> groups_{};
  std::unique_ptr<pcre2_code, decltype(&pcre2_code_free)> code_{nullptr, pcre2_code_free};
};

/// The formats that a run asked for lately: most programs have one or two.
class Patterns {
 public:
  /// The reference holds until the next call.
  const Pattern& of(std::string_view format) {
    for (const auto& [known, pattern] : known_)
      if (known == format) return *pattern;
    auto made = std::make_unique<const Pattern>(format);
    if (known_.size() == kMost) known_.clear();
    return *known_.emplace_back(format, std::move(made)).second;
  }

 private:
  static constexpr std::size_t kMost = 8;
  std::vector<std::pair<std::string, std::unique_ptr<const Pattern>>> known_;
};

/// The groups that were found.
class Fields {
 public:
  Fields(const Value& text, const Pattern& pattern) : text_(text.text()), pattern_(pattern) {
    if (pattern.code() == nullptr) return;
    data_.reset(pcre2_match_data_create_from_pattern(pattern.code(), nullptr));
    count_ = pcre2_match(pattern.code(), reinterpret_cast<PCRE2_SPTR>(text_.data()), text_.size(), 0, PCRE2_ANCHORED,
                         data_.get(), nullptr);
  }

  bool found() const { return count_ > 0; }
  std::size_t end() const { return pcre2_get_ovector_pointer(data_.get())[1]; }
  bool has(char letter) const { return pattern_.group_of(letter) != 0; }
  /// Of directives that say the same thing the last one, or 0.
  char last_of(std::string_view letters) const {
    char last = 0;
    int group = 0;
    for (char letter : letters) {
      if (pattern_.group_of(letter) <= group) continue;
      group = pattern_.group_of(letter);
      last = letter;
    }
    return last;
  }
  std::string_view text(char letter) const {
    const PCRE2_SIZE* bounds = pcre2_get_ovector_pointer(data_.get()) + 2 * pattern_.group_of(letter);
    return bounds[0] == PCRE2_UNSET ? std::string_view() : text_.substr(bounds[0], bounds[1] - bounds[0]);
  }
  std::string lower(char letter) const {
    std::string result(text(letter));
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return result;
  }
  int number(char letter) const {
    int value = 0;
    const std::string_view digits = text(letter);
    for (std::size_t at = 0; at < digits.size();) {
      const int digit = unicode::decimal_value(unicode::next(digits, at));
      if (digit >= 0) value = value * 10 + digit;
    }
    return value;
  }

 private:
  std::string_view text_;
  const Pattern& pattern_;
  std::unique_ptr<pcre2_match_data, decltype(&pcre2_match_data_free)> data_{nullptr, pcre2_match_data_free};
  int count_ = 0;
};

template <std::size_t N>
int index_in(const char* const (&names)[N], const std::string& lower, std::size_t letters) {
  for (std::size_t i = 0; i < N; ++i) {
    std::string name = names[i];
    name[0] = static_cast<char>(name[0] + 32);
    if (name.substr(0, letters) == lower) return static_cast<int>(i);
  }
  return 0;
}

/// %z: +HHMM[SS[.ffffff]], with colons or Z.
std::int64_t parse_offset(const std::string& given) {
  if (given == "Z") return 0;
  std::string z = given;
  if (z[3] == ':') {
    z.erase(3, 1);
    if (z.size() > 5) {
      if (z[5] != ':') raise_value_error("Inconsistent use of : in ", given);
      z.erase(5, 1);
    }
  }
  const auto number = [&](std::size_t at, std::size_t digits) {
    std::int64_t value = 0;
    for (std::size_t i = at; i < at + digits; ++i)
      value = value * 10 + (i < z.size() && z[i] >= '0' && z[i] <= '9' ? z[i] - '0' : 0);
    return value;
  };
  const std::int64_t seconds = number(1, 2) * 3600 + number(3, 2) * 60 + number(5, 2);
  const std::int64_t total = seconds * 1000000 + number(8, 6);
  return z[0] == '-' ? -total : total;
}

/// The day of the year from a week that %U or %W counted.
int year_day_of_week(std::int64_t year, int week, int weekday, bool starts_monday) {
  int first = calendar::weekday(calendar::to_ordinal(year, 1, 1));
  if (!starts_monday) {
    first = (first + 1) % 7;
    weekday = (weekday + 1) % 7;
  }
  if (week == 0) return 1 + weekday - first;
  return 1 + (7 - first) % 7 + 7 * (week - 1) + weekday;
}

}  // namespace

ParsedTime parse_time(const Value& text, const Value& format) {
  const Pattern& pattern = run_local<Patterns>().of(format.text());
  const Fields fields(text, pattern);
  if (!fields.found()) raise_value_error("time data ", to_repr(text), " does not match format ", to_repr(format));
  if (fields.end() != text.text().size())
    raise_value_error("unconverted data remains: ", text.text().substr(fields.end()));

  ParsedTime parsed;
  BrokenDownTime& time = parsed.time;
  std::optional<std::int64_t> year;
  std::optional<std::int64_t> iso_year;
  std::optional<int> weekday;
  std::optional<int> year_day;
  std::optional<int> week;
  std::optional<int> iso_week;
  bool week_starts_monday = false;

  const char year_letter = fields.last_of("yY");
  if (year_letter == 'y') year = fields.number('y') + (fields.number('y') <= 68 ? 2000 : 1900);
  if (year_letter == 'Y') year = fields.number('Y');
  if (fields.has('G')) iso_year = fields.number('G');
  const char month = fields.last_of("mBb");
  if (month == 'm') time.month = fields.number('m');
  if (month == 'B') time.month = index_in(calendar::kMonthNames, fields.lower('B'), std::string::npos) + 1;
  if (month == 'b') time.month = index_in(calendar::kMonthNames, fields.lower('b'), 3) + 1;
  if (fields.has('d')) time.day = fields.number('d');
  const char hour = fields.last_of("HI");
  if (hour == 'H') time.hour = fields.number('H');
  if (hour == 'I') {
    time.hour = fields.number('I') % 12;
    if (fields.has('p') && fields.lower('p') == "pm") time.hour += 12;
  }
  if (fields.has('M')) time.minute = fields.number('M');
  if (fields.has('S')) time.second = fields.number('S');
  if (fields.has('f')) {
    parsed.microsecond = fields.number('f');
    for (std::size_t i = fields.text('f').size(); i < 6; ++i) parsed.microsecond *= 10;
  }
  const char weekday_letter = fields.last_of("Aawu");
  if (weekday_letter == 'A') weekday = index_in(calendar::kDayNames, fields.lower('A'), std::string::npos);
  if (weekday_letter == 'a') weekday = index_in(calendar::kDayNames, fields.lower('a'), 3);
  if (weekday_letter == 'w') weekday = (fields.number('w') + 6) % 7;
  if (weekday_letter == 'u') weekday = fields.number('u') - 1;
  if (fields.has('j')) year_day = fields.number('j');
  const char week_letter = fields.last_of("UW");
  if (week_letter == 'U') week = fields.number('U');
  if (week_letter == 'W') {
    week = fields.number('W');
    week_starts_monday = true;
  }
  if (fields.has('V')) iso_week = fields.number('V');
  if (fields.has('z')) parsed.offset = parse_offset(std::string(fields.text('z')));
  if (fields.has('Z')) {
    parsed.zone = fields.text('Z');
    time.is_dst = 0;
  }

  if (!year && iso_year) {
    if (!iso_week || !weekday) {
      raise_value_error(
          "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', "
          "'%w', or '%u').");
    }
    if (year_day) {
      raise_value_error(
          "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.");
    }
  } else if (!week && iso_week) {
    if (!weekday) {
      raise_value_error(
          "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', "
          "'%w', or '%u').");
    }
    raise_value_error(
        "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.");
  }

  const bool leap_day = !year && time.month == 2 && time.day == 29;
  if (!year) year = leap_day ? 1904 : 1900;  // 1904: the first leap year of its century
  if (!year_day && weekday) {
    if (week) {
      year_day = year_day_of_week(*year, *week, *weekday, week_starts_monday);
    } else if (iso_year && iso_week) {
      const std::int64_t ordinal = calendar::iso_week_1(*iso_year) + (*iso_week - 1) * 7 + *weekday;
      year = *iso_year;
      year_day = static_cast<int>(ordinal - calendar::to_ordinal(*year, 1, 1)) + 1;
    }
    if (year_day && *year_day <= 0) {
      --*year;
      *year_day += calendar::is_leap(*year) ? 366 : 365;
    }
  }
  if (*year < 1) raise_value_error("year ", std::to_string(*year), " is out of range");
  if (!year_day) {
    if (time.day > calendar::days_in_month(*year, time.month)) raise_value_error("day is out of range for month");
    year_day = calendar::days_before_month(*year, time.month) + time.day;
  } else {
    const std::int64_t ordinal = calendar::to_ordinal(*year, 1, 1) + *year_day - 1;
    const calendar::Day day = calendar::of_ordinal(ordinal);
    if (day.year > 9999) raise_value_error("year ", std::to_string(day.year), " is out of range");
    year = day.year;
    time.month = day.month;
    time.day = day.day;
  }
  time.weekday = weekday ? *weekday : calendar::weekday(calendar::to_ordinal(*year, time.month, time.day));
  time.year_day = *year_day;
  time.year = leap_day ? 1900 : *year;
  return parsed;
}

}  // namespace pbc
