// SPDX-License-Identifier: Apache-2.0
#include "phantom/iso_time.h"

#include <chrono>
#include <cstdio>

namespace pbc::engine {

namespace {

constexpr Micros kSecond = 1'000'000;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  /// Exactly `digits` digits.
  std::optional<int> number(std::size_t digits) {
    if (text_.size() < digits) return std::nullopt;
    int value = 0;
    for (char c : text_.substr(0, digits)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    text_.remove_prefix(digits);
    return value;
  }
  bool take(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool at_end() const { return text_.empty(); }

  /// Digits behind a point; what is beyond microseconds is dropped.
  std::optional<Micros> fraction() {
    Micros value = 0;
    Micros unit = kSecond / 10;
    bool any = false;
    for (; !text_.empty() && text_[0] >= '0' && text_[0] <= '9'; text_.remove_prefix(1), unit /= 10, any = true)
      value += (text_[0] - '0') * unit;
    return any ? std::optional(value) : std::nullopt;
  }

 private:
  std::string_view text_;
};

std::optional<Micros> read_offset(Reader& reader) {
  if (reader.take('Z') || reader.take('z')) return 0;
  bool is_negative = reader.take('-');
  if (!is_negative && !reader.take('+')) return 0;
  std::optional<int> hours = reader.number(2);
  if (!hours || *hours > 23) return std::nullopt;
  reader.take(':');
  int minutes = 0;
  if (!reader.at_end()) {
    std::optional<int> read = reader.number(2);
    if (!read || *read > 59) return std::nullopt;
    minutes = *read;
  }
  Micros offset = (*hours * 60 + minutes) * 60 * kSecond;
  return is_negative ? -offset : offset;
}

std::optional<Micros> read_time(Reader& reader) {
  std::optional<int> hours = reader.number(2);
  if (!hours || *hours > 23 || !reader.take(':')) return std::nullopt;
  std::optional<int> minutes = reader.number(2);
  if (!minutes || *minutes > 59) return std::nullopt;
  Micros time = (*hours * 60 + *minutes) * 60 * kSecond;
  if (reader.take(':')) {
    std::optional<int> seconds = reader.number(2);
    if (!seconds || *seconds > 59) return std::nullopt;
    time += *seconds * kSecond;
    if (reader.take('.') || reader.take(',')) {
      std::optional<Micros> fraction = reader.fraction();
      if (!fraction) return std::nullopt;
      time += *fraction;
    }
  }
  std::optional<Micros> offset = read_offset(reader);
  if (!offset) return std::nullopt;
  return time - *offset;
}

}  // namespace

std::optional<Micros> parse_iso_time(std::string_view text) {
  Reader reader(text);
  std::optional<int> year = reader.number(4);
  if (!year || !reader.take('-')) return std::nullopt;
  std::optional<int> month = reader.number(2);
  if (!month || !reader.take('-')) return std::nullopt;
  std::optional<int> day = reader.number(2);
  if (!day) return std::nullopt;
  std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                   std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  Micros time = std::chrono::sys_days(date).time_since_epoch().count() * 86400 * kSecond;
  if (reader.at_end()) return time;
  if (!reader.take('T') && !reader.take('t') && !reader.take(' ')) return std::nullopt;
  std::optional<Micros> of_day = read_time(reader);
  if (!of_day || !reader.at_end()) return std::nullopt;
  return time + *of_day;
}

std::string iso_text(Micros time) {
  using namespace std::chrono;
  sys_time<microseconds> point{microseconds(time)};
  sys_days day = floor<days>(point);
  year_month_day date(day);
  hh_mm_ss clock(point - day);
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return text;
}

}  // namespace pbc::engine
