// SPDX-License-Identifier: Apache-2.0
//
// The proleptic Gregorian calendar. An ordinal is the day's number, 1 for 0001-01-01 (datetime.date.toordinal).
#pragma once

#include <cstdint>
#include <optional>

namespace pbc::calendar {

inline constexpr std::int64_t kMaxOrdinal = 3652059;   // 9999-12-31
inline constexpr std::int64_t kEpochOrdinal = 719163;  // 1970-01-01

struct Day {
  std::int64_t year;
  int month;
  int day;
};

bool is_leap(std::int64_t year);
int days_in_month(std::int64_t year, int month);
int days_before_month(std::int64_t year, int month);
/// Both hold for every year that fits, also outside of 1..9999.
std::int64_t to_ordinal(std::int64_t year, int month, int day);
Day of_ordinal(std::int64_t ordinal);
/// 0: Monday.
int weekday(std::int64_t ordinal);

struct IsoDay {
  std::int64_t year;
  int week;
  int weekday;  // 1: Monday
};
IsoDay iso_day(std::int64_t ordinal);
/// The ordinal of the Monday of ISO week 1.
std::int64_t iso_week_1(std::int64_t year);
/// Weeks of an ISO year: 52 or 53.
int iso_weeks(std::int64_t year);

inline std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}
inline std::int64_t floor_mod(std::int64_t a, std::int64_t b) { return a - floor_div(a, b) * b; }

extern const char* const kMonthNames[12];
extern const char* const kDayNames[7];

}  // namespace pbc::calendar
