// SPDX-License-Identifier: Apache-2.0
//
// The module dateutil.parser: dates as people write them (dateutil documentation, parser). Text is cut into tokens;
// numbers find their meaning by their neighbours, and what is still open by order and size.
#include <algorithm>
#include <array>

#include "python/arguments.h"
#include "python/clock.h"
#include "python/datetime.h"
#include "python/dateutil.h"
#include "python/library_more.h"
#include "python/text.h"

namespace pbc {
namespace {

/// Not a date; the caller says so with the whole text.
struct NoDate {};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) > 127;
}

int to_int(std::string_view text) {
  if (!all_digits(text) || text.size() > 9) throw NoDate();
  int value = 0;
  for (char c : text) value = value * 10 + (c - '0');
  return value;
}

// --- Tokens

/// Runs of letters, numbers with a fraction, single other characters; white space is one blank.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const std::size_t start = at;
    if (is_digit(c)) {
      int points = 0;
      std::size_t end = at;
      while (end < text.size() && (is_digit(text[end]) || text[end] == '.' || (text[end] == ',' && end - at >= 2))) {
        if (!is_digit(text[end])) ++points;
        ++end;
      }
      const bool is_fraction = points == 1 && is_digit(text[end - 1]) && (end == text.size() || !is_letter(text[end]));
      const bool with_comma = text.substr(at, end - at).find(',') != std::string_view::npos;
      if (points == 0 || (is_fraction && (!with_comma || end - at > 0))) {
        std::string number(text.substr(at, end - at));
        std::replace(number.begin(), number.end(), ',', '.');
        tokens.push_back(number);
        at = end;
      } else {
        while (at < text.size() && is_digit(text[at])) ++at;
        if (points == 1 && at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
          ++at;
          while (at < text.size() && is_digit(text[at])) ++at;
        }
        tokens.emplace_back(text.substr(start, at - start));
      }
    } else if (is_letter(c)) {
      while (at < text.size() && is_letter(text[at])) ++at;
      // a.m. and p.m.
      if (at + 2 < text.size() && at - start == 1 && text[at] == '.' && (text[at + 1] | 32) == 'm' &&
          text[at + 2] == '.') {
        tokens.push_back(std::string(1, c) + "m");
        at += 3;
      } else {
        tokens.emplace_back(text.substr(start, at - start));
      }
    } else if (text::Bytes::is_space(c)) {
      while (at < text.size() && text::Bytes::is_space(text[at])) ++at;
      tokens.emplace_back(" ");
    } else {
      tokens.emplace_back(1, c);
      ++at;
    }
  }
  return tokens;
}

// --- Words

template <std::size_t N>
int find_word(const std::array<std::string_view, N>& words, std::string_view token) {
  const std::string lower = text::lower(token);
  for (std::size_t i = 0; i < N; ++i)
    for (std::string_view rest = words[i]; !rest.empty();) {
      const std::size_t end = rest.find(' ');
      if (rest.substr(0, end) == lower) return static_cast<int>(i);
      rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
    }
  return -1;
}

constexpr std::array<std::string_view, 7> kWeekdays = {"mon monday", "tue tuesday",  "wed wednesday", "thu thursday",
                                                       "fri friday", "sat saturday", "sun sunday"};
constexpr std::array<std::string_view, 12> kMonths = {
    "jan january", "feb february", "mar march",          "apr april",   "may",          "jun june",
    "jul july",    "aug august",   "sep sept september", "oct october", "nov november", "dec december"};
constexpr std::array<std::string_view, 3> kUnits = {"h hour hours", "m minute minutes", "s second seconds"};
constexpr std::array<std::string_view, 2> kHalves = {"am a", "pm p"};
constexpr std::array<std::string_view, 1> kJumps = {". , ; - / ' at on and ad m t of st nd rd th"};

bool is_jump(std::string_view token) { return token == " " || find_word(kJumps, token) >= 0; }
bool is_utc(std::string_view token) { return token == "UTC" || token == "GMT" || token == "Z" || token == "z"; }

// --- Year, month and day until it is known which is which

struct Triple {
  std::vector<int> values;
  int year_at = -1, month_at = -1, day_at = -1;
  bool has_century = false;

  void append(int value, char label) {
    if (value > 100) {
      has_century = true;
      if (label != 0 && label != 'Y') throw NoDate();
      label = 'Y';
    }
    add(value, label);
  }
  void append(std::string_view text, char label = 0) {
    if (all_digits(text) && text.size() > 2) {
      has_century = true;
      if (label != 0 && label != 'Y') throw NoDate();
      label = 'Y';
    }
    const std::size_t point = text.find('.');
    add(to_int(text.substr(0, point)), label);
  }
  bool could_be_day(double value) const {
    if (day_at >= 0) return false;
    if (month_at < 0) return value >= 1 && value <= 31;
    const int month = values[static_cast<std::size_t>(month_at)];
    const int year = year_at < 0 ? 2000 : values[static_cast<std::size_t>(year_at)];
    return value >= 1 && value <= calendar::days_in_month(year, month);
  }

  /// year, month, day; -1 for what is not there.
  std::array<int, 3> resolve(bool year_first, bool day_first) const {
    const std::size_t count = values.size();
    const int known = (year_at >= 0 ? 1 : 0) + (month_at >= 0 ? 1 : 0) + (day_at >= 0 ? 1 : 0);
    if ((count > 0 && static_cast<int>(count) == known) || (count == 3 && known == 2)) {
      std::array<int, 3> places = {year_at, month_at, day_at};
      if (count == 3 && known == 2) {
        const int missing = 3 - (std::max(year_at, 0) + std::max(month_at, 0) + std::max(day_at, 0));
        for (int& place : places)
          if (place < 0) {
            place = missing;
            break;
          }
      }
      std::array<int, 3> result = {-1, -1, -1};
      for (std::size_t i = 0; i < 3; ++i)
        if (places[i] >= 0) result[i] = values[static_cast<std::size_t>(places[i])];
      return result;
    }
    const auto at = [&](std::size_t i) { return values[i]; };
    if (count > 3) throw NoDate();
    if (count == 1 || (month_at >= 0 && count == 2)) {
      std::array<int, 3> result = {-1, -1, -1};
      int other = count > 0 ? at(0) : -1;
      if (month_at >= 0) {
        result[1] = at(static_cast<std::size_t>(month_at));
        other = at(month_at == 0 ? count - 1 : 0);
      }
      if (count > 1 || month_at < 0) result[other > 31 ? 0 : 2] = other;
      return result;
    }
    if (count == 2) {
      if (at(0) > 31) return {at(0), at(1), -1};
      if (at(1) > 31) return {at(1), at(0), -1};
      if (day_first && at(1) <= 12) return {-1, at(1), at(0)};
      return {-1, at(0), at(1)};
    }
    if (count == 3) {
      const int a = at(0), b = at(1), c = at(2);
      if (month_at == 0) return b > 31 ? std::array{b, a, c} : std::array{c, a, b};
      if (month_at == 1) return a > 31 || (year_first && c <= 31) ? std::array{a, b, c} : std::array{c, b, a};
      if (month_at == 2) return b > 31 ? std::array{b, c, a} : std::array{a, c, b};
      if (a > 31 || year_at == 0 || (year_first && b <= 12 && c <= 31))
        return day_first && c <= 12 ? std::array{a, c, b} : std::array{a, b, c};
      if (a > 12 || (day_first && b <= 12)) return {c, b, a};
      return {c, a, b};
    }
    return {-1, -1, -1};
  }

 private:
  void add(int value, char label) {
    values.push_back(value);
    const int place = static_cast<int>(values.size()) - 1;
    int* const at = label == 'Y' ? &year_at : label == 'M' ? &month_at : label == 'D' ? &day_at : nullptr;
    if (at == nullptr) return;
    if (*at >= 0) throw NoDate();
    *at = place;
  }
};

// --- The parser

struct Result {
  int year = -1, month = -1, day = -1, weekday = -1, hour = -1, minute = -1, second = -1, microsecond = -1, half = -1;
  std::string zone;
  bool has_zone = false, has_offset = false;
  std::int64_t offset = 0;

  bool is_empty() const {
    return year < 0 && month < 0 && day < 0 && weekday < 0 && hour < 0 && minute < 0 && second < 0 && microsecond < 0 &&
           !has_zone && !has_offset;
  }
};

class Parser {
 public:
  Parser(std::string_view text, bool day_first, bool year_first, bool fuzzy)
      : tokens_(tokens_of(text)), day_first_(day_first), year_first_(year_first), fuzzy_(fuzzy) {}

  Result parse() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) i = token(i);
    const auto [year, month, day] = triple_.resolve(year_first_, day_first_);
    result_.year = year;
    result_.month = month;
    result_.day = day;
    if (result_.year >= 0 && result_.year < 100 && !triple_.has_century) {
      const int now = static_cast<int>(
          calendar::of_ordinal(calendar::floor_div(clock().now(), kDay) + calendar::kEpochOrdinal).year);
      result_.year += now / 100 * 100;
      if (result_.year >= now + 50) result_.year -= 100;
      if (result_.year < now - 50) result_.year += 100;
    }
    const bool is_zulu = result_.has_zone && (result_.zone == "Z" || result_.zone == "z");
    if ((result_.has_offset && result_.offset == 0 && !result_.has_zone) || is_zulu) {
      result_.zone = "UTC";
      result_.has_zone = result_.has_offset = true;
      result_.offset = 0;
    } else if (result_.has_zone && is_utc(result_.zone) && result_.offset != 0) {
      result_.offset = 0;
    }
    return result_;
  }

 private:
  const std::string& at(std::size_t i) const {
    if (i >= tokens_.size()) throw NoDate();
    return tokens_[i];
  }
  bool has(std::size_t i) const { return i < tokens_.size(); }

  bool could_be_zone(const std::string& token) const {
    return result_.hour >= 0 && !result_.has_zone && token.size() <= 5 &&
           (is_utc(token) || std::all_of(token.begin(), token.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
  }

  /// Understands the token at `i` and gives the last one that belongs to it.
  std::size_t token(std::size_t i) {
    const std::string& text = tokens_[i];
    if (is_digit(text[0])) return number(i);
    if (const int weekday = find_word(kWeekdays, text); weekday >= 0) {
      result_.weekday = weekday;
    } else if (const int month = find_word(kMonths, text); month >= 0) {
      triple_.append(month + 1, 'M');
      return after_month(i);
    } else if (const int half = find_word(kHalves, text); half >= 0) {
      half_of_day(half);
    } else if (could_be_zone(text) && !result_.has_offset) {
      result_.zone = text;
      result_.has_zone = true;
      result_.has_offset = is_utc(text);
      result_.offset = 0;
      if (has(i + 1) && (tokens_[i + 1] == "+" || tokens_[i + 1] == "-")) {
        // "GMT+3" says that GMT is three hours behind: the sign turns.
        tokens_[i + 1] = tokens_[i + 1] == "+" ? "-" : "+";
        result_.has_offset = false;
        if (is_utc(text)) result_.has_zone = false;
      }
    } else if (result_.hour >= 0 && (text == "+" || text == "-")) {
      return offset(i);
    } else if (!is_jump(text) && !fuzzy_) {
      throw NoDate();
    }
    return i;
  }

  std::size_t after_month(std::size_t i) {
    if (!has(i + 1)) return i;
    const std::string separator = tokens_[i + 1];
    if (separator == "-" || separator == "/") {
      triple_.append(at(i + 2));
      if (has(i + 3) && tokens_[i + 3] == separator) {
        triple_.append(at(i + 4));
        return i + 4;
      }
      return i + 2;
    }
    if (has(i + 4) && separator == " " && tokens_[i + 3] == " " && text::lower(tokens_[i + 2]) == "of") {
      if (all_digits(tokens_[i + 4])) triple_.append(tokens_[i + 4], 'Y');
      return i + 4;
    }
    return i;
  }

  void half_of_day(int half) {
    if (fuzzy_ && (result_.half >= 0 || result_.hour < 0 || result_.hour > 12)) return;
    if (result_.hour < 0 || result_.hour > 12) throw NoDate();
    result_.hour = in_half(result_.hour, half);
    result_.half = half;
  }
  static int in_half(int hour, int half) {
    if (hour < 12 && half == 1) return hour + 12;
    return hour == 12 && half == 0 ? 0 : hour;
  }

  std::size_t offset(std::size_t i) {
    const int sign = tokens_[i] == "+" ? 1 : -1;
    const std::string& digits = at(i + 1);
    int hours, minutes = 0;
    if (digits.size() == 4) {
      hours = to_int(std::string_view(digits).substr(0, 2));
      minutes = to_int(std::string_view(digits).substr(2));
    } else if (has(i + 2) && tokens_[i + 2] == ":") {
      hours = to_int(digits);
      minutes = to_int(at(i + 3));
      i += 2;
    } else if (digits.size() <= 2) {
      hours = to_int(digits);
    } else {
      throw NoDate();
    }
    result_.has_offset = true;
    result_.offset = sign * (hours * 3600ll + minutes * 60);
    if (has(i + 5) && is_jump(tokens_[i + 2]) && tokens_[i + 3] == "(" && tokens_[i + 5] == ")" &&
        tokens_[i + 4].size() >= 3 && could_be_zone(tokens_[i + 4])) {
      result_.zone = tokens_[i + 4];
      result_.has_zone = true;
      i += 4;
    }
    return i + 1;
  }

  void seconds(std::string_view text) {
    const std::size_t point = text.find('.');
    result_.second = to_int(text.substr(0, point));
    result_.microsecond = 0;
    if (point == text.npos) return;
    std::string fraction(text.substr(point + 1, 6));
    fraction.resize(6, '0');
    result_.microsecond = to_int(fraction);
  }
  void minutes(double value) {
    result_.minute = static_cast<int>(value);
    if (const double rest = value - result_.minute; rest != 0) result_.second = static_cast<int>(60 * rest);
  }

  /// Where the unit of the number at `i` stands, as in "10 h"; npos where there is none.
  std::size_t unit_of(std::size_t i) const {
    const auto is_unit = [&](std::size_t k) { return find_word(kUnits, tokens_[k]) >= 0; };
    if (has(i + 1) && is_unit(i + 1)) return i + 1;
    if (has(i + 2) && tokens_[i + 1] == " " && is_unit(i + 2)) return i + 2;
    if (i > 0 && is_unit(i - 1)) return i - 1;
    if (i > 1 && i == tokens_.size() - 1 && tokens_[i - 1] == " " && is_unit(i - 2)) return i - 2;
    return std::string::npos;
  }

  std::size_t number(std::size_t i) {
    const std::string text = tokens_[i];
    const std::string_view view = text;
    const std::size_t size = text.size();
    const double value = std::strtod(text.c_str(), nullptr);
    const std::size_t unit = unit_of(i);
    const bool has_clock = has(i + 1) && (tokens_[i + 1] == ":" || find_word(kUnits, tokens_[i + 1]) >= 0);
    if (triple_.values.size() == 3 && (size == 2 || size == 4) && result_.hour < 0 && !has_clock) {
      result_.hour = to_int(view.substr(0, 2));
      if (size == 4) result_.minute = to_int(view.substr(2));
      return i;
    }
    if (size == 6 || (size > 6 && text.find('.') == 6)) {
      if (triple_.values.empty() && text.find('.') == text.npos) {
        for (std::size_t k = 0; k < 6; k += 2) triple_.append(view.substr(k, 2));
      } else {
        result_.hour = to_int(view.substr(0, 2));
        result_.minute = to_int(view.substr(2, 2));
        seconds(view.substr(4));
      }
      return i;
    }
    if (size == 8 || size == 12 || size == 14) {
      triple_.append(view.substr(0, 4), 'Y');
      triple_.append(view.substr(4, 2));
      triple_.append(view.substr(6, 2));
      if (size > 8) {
        result_.hour = to_int(view.substr(8, 2));
        result_.minute = to_int(view.substr(10, 2));
        if (size > 12) result_.second = to_int(view.substr(12));
      }
      return i;
    }
    if (unit != std::string::npos) {
      const int kind = find_word(kUnits, tokens_[unit]) + (unit < i ? 1 : 0);
      if (kind == 0) {
        result_.hour = static_cast<int>(value);
        if (const double rest = value - result_.hour; rest != 0) result_.minute = static_cast<int>(60 * rest);
      } else if (kind == 1) {
        minutes(value);
      } else if (kind == 2) {
        seconds(view);
      }
      return std::max(unit, i);
    }
    if (has(i + 2) && tokens_[i + 1] == ":") {
      result_.hour = static_cast<int>(value);
      if (!is_digit(tokens_[i + 2][0])) throw NoDate();
      minutes(std::strtod(tokens_[i + 2].c_str(), nullptr));
      if (has(i + 4) && tokens_[i + 3] == ":") {
        seconds(tokens_[i + 4]);
        return i + 4;
      }
      return i + 2;
    }
    if (has(i + 1) && (tokens_[i + 1] == "-" || tokens_[i + 1] == "/" || tokens_[i + 1] == ".")) {
      const std::string separator = tokens_[i + 1];
      triple_.append(view);
      if (has(i + 2) && !is_jump(tokens_[i + 2])) {
        month_or_number(tokens_[i + 2], true);
        if (has(i + 3) && tokens_[i + 3] == separator) {
          month_or_number(at(i + 4), false);
          return i + 4;
        }
        return i + 2;
      }
      return i + 1;
    }
    if (!has(i + 1) || is_jump(tokens_[i + 1])) {
      if (has(i + 2) && find_word(kHalves, tokens_[i + 2]) >= 0) {
        result_.hour = in_half(static_cast<int>(value), find_word(kHalves, tokens_[i + 2]));
        return i + 2;
      }
      triple_.append(static_cast<int>(value), 0);
      return i + 1;
    }
    if (find_word(kHalves, tokens_[i + 1]) >= 0 && value < 24) {
      result_.hour = in_half(static_cast<int>(value), find_word(kHalves, tokens_[i + 1]));
      return i + 1;
    }
    if (triple_.could_be_day(value)) {
      triple_.append(static_cast<int>(value), 0);
    } else if (!fuzzy_) {
      throw NoDate();
    }
    return i;
  }

  void month_or_number(const std::string& token, bool only_digits) {
    const int month = find_word(kMonths, token);
    if (month >= 0) {
      triple_.append(month + 1, 'M');
    } else if (!only_digits || all_digits(token)) {
      triple_.append(token);
    } else {
      throw NoDate();
    }
  }

  std::vector<std::string> tokens_;
  bool day_first_, year_first_, fuzzy_;
  Triple triple_;
  Result result_;
};

constinit const Type kParserError{.name = "ParserError", .module = "dateutil.parser._parser", .base = &kValueError};

[[noreturn]] void fail(std::string_view why, std::string_view text) {
  raise_error(kParserError, joined({why, ": ", text}));
}

Value time_zone(const Result& result, const Value& tzinfos) {
  const Value name = result.has_zone ? make_str(result.zone) : Value(None);
  if (given(tzinfos) && (is_callable(tzinfos) || (tzinfos.is(Tag::kDict) && as_dict(tzinfos).contains(name)))) {
    Value zone =
        is_callable(tzinfos) ? tzinfos({name, result.has_offset ? Value(result.offset) : Value(None)}) : tzinfos[name];
    if (is_any_int(zone)) return dateutil_offset(to_index(zone), name);
    return zone;
  }
  if (result.has_offset && result.offset == 0) return dateutil_utc();
  if (result.has_offset) return dateutil_offset(result.offset, name);
  return None;  // a name that nobody knows is left out, with a warning in dateutil
}

Value parse(const Value&, Value* a) {
  Value source = a[0];
  if (is_any_bytes(source)) source = source.call("decode");
  if (!source.is_str())
    raise_type_error("Parser must be a string or character stream, not ", type_of(source).name.view());
  if (flag(a[8], false)) raise_error(kNotImplementedError, "dateutil: fuzzy_with_tokens is not supported");
  Result result;
  try {
    result = Parser(source.text(), flag(a[3], false), flag(a[4], false), flag(a[7], false)).parse();
  } catch (const NoDate&) {
    fail("Unknown string format", source.text());
  }
  if (result.is_empty()) fail("String does not contain a date", source.text());
  Value base = a[2];
  if (!given(base)) {
    const std::int64_t day = calendar::floor_div(clock().now(), kDay) + calendar::kEpochOrdinal;
    base = make_datetime(Microseconds(day) * kDay);
  }
  const DateTime* standard = as_datetime(base);
  if (standard == nullptr) raise_attribute_error(base, "replace");
  const auto part = [](int value, int fallback) { return value < 0 ? fallback : value; };
  const int year = part(result.year, standard->year), month = part(result.month, standard->month);
  int day = part(result.day, standard->day);
  try {
    if (result.day < 0 && month >= 1 && month <= 12) day = std::min(day, calendar::days_in_month(year, month));
    check_date(year, month, day);
    Clockwise at = standard->at;
    at.hour = part(result.hour, at.hour);
    at.minute = part(result.minute, at.minute);
    at.second = part(result.second, at.second);
    at.microsecond = part(result.microsecond, at.microsecond);
    check_time(at.hour, at.minute, at.second, at.microsecond, at.tzinfo, 0);
    std::int64_t ordinal = calendar::to_ordinal(year, month, day);
    if (result.weekday >= 0 && result.day < 0) ordinal += (7 - calendar::weekday(ordinal) + result.weekday) % 7;
    if (!flag(a[5], false)) {
      if (const Value zone = time_zone(result, a[6]); !zone.is_none()) at.tzinfo = zone;
    }
    return make_datetime(Microseconds(ordinal) * kDay + at.total(), at.tzinfo);
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kValueError)) throw;
    caught();
    fail(to_str(raised.exception), source.text());
  }
}

Value isoparse(const Value&, Value* a) {
  Value source = a[0];
  if (is_any_bytes(source)) source = source.call("decode", {"ascii"});
  if (!source.is_str())
    raise_type_error("Parser must be a string or character stream, not ", type_of(source).name.view());
  std::string text(source.text());
  std::replace(text.begin(), text.end(), ',', '.');
  if (text.size() == 4 && all_digits(text)) text += "-01-01";
  if (text.size() == 7 && text[4] == '-' && all_digits(text.substr(5))) text += "-01";
  bool next_day = false;
  if (const std::size_t midnight = text.find("T24:00"); midnight != text.npos) {
    text.replace(midnight, 6, "T00:00");
    next_day = true;
  }
  const auto fields = parse_iso_datetime(text);
  if (!fields) raise_value_error("String contains unknown ISO components");
  const auto& [year, month, day] = fields->date;
  check_date(year, month, day);
  const auto& [hour, minute, second, microsecond] = fields->time;
  check_time(hour, minute, second, microsecond, None, 0);
  Clockwise at{hour, minute, second, microsecond};
  if (fields->has_zone) {
    at.tzinfo = fields->offset == 0 ? dateutil_utc()
                                    : dateutil_offset(static_cast<std::int64_t>(fields->offset / kSecond), None);
  }
  const std::int64_t ordinal = calendar::to_ordinal(year, month, day) + (next_day ? 1 : 0);
  return make_datetime(Microseconds(ordinal) * kDay + at.total(), at.tzinfo);
}

constexpr Method kFunctions[] = {
    {"parse", parse,
     "def timestr, parserinfo=, default=, dayfirst=, yearfirst=, ignoretz=, tzinfos=, fuzzy=, fuzzy_with_tokens="},
    {"isoparse", isoparse, "def dt_str"},
};

constexpr const Type* kTypes[] = {&kParserError};

constexpr Constant kPackage[] = {{"__version__", []() -> Value { return "2.8.2"; }}};

}  // namespace

constinit const Module kDateutilModule{.name = "dateutil", .constants = kPackage};
constinit const Module kDateutilParserModule{.name = "dateutil.parser", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
