// SPDX-License-Identifier: Apache-2.0
//
// fromisoformat: the parser goes where that of CPython 3.11 goes, because what it accepts is defined by its steps.
#include "python/datetime.h"
#include "python/unicode.h"

namespace pbc {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A cursor that reads NUL behind the end.
struct Reader {
  std::string_view text;
  std::size_t at = 0;

  char peek() const { return at < text.size() ? text[at] : '\0'; }
  char take() {
    const char c = peek();
    ++at;
    return c;
  }
  bool digits(int count, int& value) {
    value = 0;
    for (int i = 0; i < count; ++i) {
      const char c = take();
      if (!is_digit(c)) return false;
      value = value * 10 + (c - '0');
    }
    return true;
  }
};

bool parse_date(std::string_view text, IsoFields& fields) {
  Reader reader{text};
  auto& [year, month, day] = fields.date;
  if (!reader.digits(4, year)) return false;
  const bool separated = reader.peek() == '-';
  if (separated) reader.take();
  if (reader.peek() == 'W') {
    reader.take();
    int week = 0;
    int weekday = 1;
    if (!reader.digits(2, week)) return false;
    if (reader.at < text.size()) {
      if (separated && reader.take() != '-') return false;
      if (!reader.digits(1, weekday)) return false;
    }
    if (year < 1 || week < 1 || week > calendar::iso_weeks(year) || weekday < 1 || weekday > 7) return false;
    const std::int64_t ordinal = calendar::iso_week_1(year) + (week - 1) * 7 + weekday - 1;
    const calendar::Day found = calendar::of_ordinal(ordinal);
    fields.date = {static_cast<int>(found.year), found.month, found.day};
    return true;
  }
  if (!reader.digits(2, month)) return false;
  if (separated && reader.take() != '-') return false;
  return reader.digits(2, day);
}

enum class Outcome : std::uint8_t { kWhole, kRest, kFailed };

/// HH[:?MM[:?SS[.f...]]] in `text`; `behind` is the character that follows it.
Outcome parse_clock(std::string_view text, char behind, std::array<int, 4>& fields) {
  fields = {};
  Reader reader{text};
  const auto read = [&] { return reader.at < text.size() ? reader.take() : (++reader.at, behind); };
  bool separated = true;
  for (std::size_t i = 0; i < 3; ++i) {
    if (!reader.digits(2, fields[i])) return Outcome::kFailed;
    const char c = read();
    if (i == 0) separated = c == ':';
    if (reader.at >= text.size()) return reader.at > text.size() ? Outcome::kWhole : Outcome::kRest;
    if (separated && c == ':') {
      continue;
    }
    if (c == '.' || c == ',') {
      break;
    }
    if (separated) return Outcome::kFailed;
    --reader.at;
  }
  const std::size_t left = text.size() - reader.at;
  const int digits = static_cast<int>(std::min<std::size_t>(left, 6));
  if (!reader.digits(digits, fields[3])) return Outcome::kFailed;
  for (int i = digits; i < 6; ++i) fields[3] *= 10;
  while (is_digit(reader.peek())) ++reader.at;
  return reader.at < text.size() ? Outcome::kRest : Outcome::kWhole;
}

bool parse_time_part(std::string_view text, IsoFields& fields) {
  const std::size_t zone = std::min(text.find_first_of("+-Z"), text.size());
  const Outcome clock = parse_clock(text.substr(0, zone), zone < text.size() ? text[zone] : '\0', fields.time);
  if (clock == Outcome::kFailed) return false;
  if (zone == text.size()) return clock == Outcome::kWhole;
  fields.has_zone = true;
  if (text[zone] == 'Z') return zone + 1 == text.size();
  std::array<int, 4> offset{};
  if (parse_clock(text.substr(zone + 1), '\0', offset) != Outcome::kWhole) return false;
  fields.offset = ((offset[0] * 60ll + offset[1]) * 60 + offset[2]) * kSecond + offset[3];
  if (text[zone] == '-') fields.offset = -fields.offset;
  return true;
}

/// Where the date ends, told by the characters 4 and 5 and those that may follow.
std::optional<std::size_t> find_separator(std::string_view text) {
  if (text.size() == 7) return 7;
  if (text[4] == '-') {
    if (text[5] != 'W') return 10;
    if (text.size() > 8 && text[8] == '-') {
      if (text.size() == 9) return std::nullopt;
      return text.size() > 10 && is_digit(text[10]) ? 8 : 10;
    }
    return 8;
  }
  if (text[4] != 'W') return 8;
  std::size_t at = 7;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at < 9) return at;
  return at % 2 == 0 ? 7 : 8;
}

}  // namespace

std::optional<IsoFields> parse_iso_date(std::string_view text) {
  IsoFields fields;
  if (text.size() != 7 && text.size() != 8 && text.size() != 10) return std::nullopt;
  if (!parse_date(text, fields)) return std::nullopt;
  return fields;
}

std::optional<IsoFields> parse_iso_time(std::string_view text) {
  IsoFields fields;
  if (text.starts_with('T')) text.remove_prefix(1);
  if (!parse_time_part(text, fields)) return std::nullopt;
  return fields;
}

std::optional<IsoFields> parse_iso_datetime(std::string_view text) {
  if (text.size() < 7) return std::nullopt;
  const auto separator = find_separator(text);
  IsoFields fields;
  if (!separator || !parse_date(text.substr(0, *separator), fields)) return std::nullopt;
  if (text.size() > *separator) {
    const std::size_t length = unicode::length_of(text[*separator]);
    if (!parse_time_part(text.substr(std::min(*separator + length, text.size())), fields)) return std::nullopt;
  }
  return fields;
}

Value iso_zone(const IsoFields& fields) {
  if (!fields.has_zone) return None;
  // CPython looks at the whole seconds only to tell UTC.
  return make_timezone(fields.offset > -kSecond && fields.offset < kSecond ? 0 : fields.offset);
}

}  // namespace pbc
