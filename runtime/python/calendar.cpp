// SPDX-License-Identifier: Apache-2.0
#include "python/calendar.h"

namespace pbc::calendar {

const char* const kMonthNames[12] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
const char* const kDayNames[7] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(std::int64_t year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

int days_before_month(std::int64_t year, int month) {
  constexpr int kBefore[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  return kBefore[month - 1] + (month > 2 && is_leap(year) ? 1 : 0);
}

std::int64_t to_ordinal(std::int64_t year, int month, int day) {
  const std::int64_t before = year - 1;
  return before * 365 + floor_div(before, 4) - floor_div(before, 100) + floor_div(before, 400) +
         days_before_month(year, month) + day;
}

Day of_ordinal(std::int64_t ordinal) {
  constexpr std::int64_t k400Years = 146097;
  constexpr std::int64_t k100Years = 36524;
  constexpr std::int64_t k4Years = 1461;
  std::int64_t days = ordinal - 1;
  const std::int64_t n400 = floor_div(days, k400Years);
  days = floor_mod(days, k400Years);
  const std::int64_t n100 = days / k100Years;
  days %= k100Years;
  const std::int64_t n4 = days / k4Years;
  days %= k4Years;
  const std::int64_t n1 = days / 365;
  days %= 365;
  const std::int64_t year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1;
  if (n1 == 4 || n100 == 4) return {year - 1, 12, 31};
  int month = static_cast<int>((days + 50) >> 5);
  if (days_before_month(year, month) > days) --month;
  return {year, month, static_cast<int>(days) - days_before_month(year, month) + 1};
}

int weekday(std::int64_t ordinal) { return static_cast<int>(floor_mod(ordinal + 6, 7)); }

std::int64_t iso_week_1(std::int64_t year) {
  const std::int64_t first = to_ordinal(year, 1, 1);
  const int day = weekday(first);
  return first - day + (day > 3 ? 7 : 0);
}

int iso_weeks(std::int64_t year) { return static_cast<int>((iso_week_1(year + 1) - iso_week_1(year)) / 7); }

IsoDay iso_day(std::int64_t ordinal) {
  std::int64_t year = of_ordinal(ordinal).year;
  std::int64_t monday = iso_week_1(year);
  if (ordinal < monday) {
    monday = iso_week_1(--year);
  } else if (ordinal >= iso_week_1(year + 1)) {
    monday = iso_week_1(++year);
  }
  return {year, static_cast<int>((ordinal - monday) / 7) + 1, weekday(ordinal) + 1};
}

}  // namespace pbc::calendar
