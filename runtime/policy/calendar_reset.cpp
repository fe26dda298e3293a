// SPDX-License-Identifier: Apache-2.0
#include "policy/calendar_reset.h"

#include <algorithm>
#include <chrono>

namespace pbc::policy {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

std::int64_t day_number(sys_days date) { return date.time_since_epoch().count(); }

year_month_day date_of(std::int64_t day) { return year_month_day(sys_days(days(day))); }

/// Months since 0000-01 of a date, and back to the day on which a period of that month begins.
std::int64_t month_number(std::int64_t day) {
  const year_month_day date = date_of(day);
  return static_cast<int>(date.year()) * 12LL + static_cast<unsigned>(date.month()) - 1;
}

std::int64_t day_in_month(std::int64_t month, int day) {
  using namespace std::chrono;
  const std::chrono::year year{static_cast<int>(floor_divide(month, 12))};
  const year_month in{year, std::chrono::month{static_cast<unsigned>(month - floor_divide(month, 12) * 12 + 1)}};
  const year_month_day last_day{sys_days(in / last)};
  return day_number(sys_days(in / std::min(std::chrono::day{static_cast<unsigned>(day)}, last_day.day())));
}

}  // namespace

std::optional<CalendarReset> CalendarReset::make(const Reset& reset, std::string* error) {
  if (reset.time_of_day < 0 || reset.time_of_day >= kDay) {
    *error = "the time of day of a reset lies within a day";
  } else if (reset.day_of_month < 1 || reset.day_of_month > 31) {
    *error = "the day of the month of a reset is from 1 to 31";
  } else if (auto zone = Zone::find(reset.zone)) {
    return CalendarReset(reset, *std::move(zone));
  } else {
    *error = "no zone '" + reset.zone + "': a zone is UTC, an offset such as +02:00, or a name such as Europe/Paris";
  }
  return std::nullopt;
}

CalendarReset::Moments CalendarReset::moments(std::int64_t period) const {
  const std::int64_t day = reset_.every == Reset::Every::kDay ? period : day_in_month(period, reset_.day_of_month);
  const Micros local = day * kDay + reset_.time_of_day;
  // The clock's offset before and after any change that is near, and whether each makes the clock show this time.
  const auto offset_at = [&](Micros time) { return zone_.offset_at(floor_divide(time, kSecond)) * kSecond; };
  const Micros one = local - offset_at(local - kDay);
  const Micros other = local - offset_at(local + kDay);
  const bool is_one = one + offset_at(one) == local;
  const bool is_other = other + offset_at(other) == local;
  if (is_one != is_other) return is_one ? Moments{one, one} : Moments{other, other};
  return {std::min(one, other), std::max(one, other)};
}

Micros CalendarReset::after(Micros time) const {
  if (reset_.every == Reset::Every::kMinute || reset_.every == Reset::Every::kHour) {
    const Micros length = reset_.every == Reset::Every::kMinute ? kMinute : kHour;
    const Micros offset = zone_.offset_at(floor_divide(time, kSecond)) * kSecond;
    return (floor_divide(time + offset, length) + 1) * length - offset;
  }
  // Two days back is early enough for every offset; from there to the first that lies after.
  const std::int64_t early = floor_divide(time, kDay) - 2;
  std::int64_t period = reset_.every == Reset::Every::kDay ? early : month_number(early);
  Moments reset = moments(period);
  while (reset.first <= time) reset = moments(++period);
  return reset.last;
}

}  // namespace pbc::policy
