// SPDX-License-Identifier: Apache-2.0
#include "policy/calendar_reset.h"

#include <gtest/gtest.h>

#include <chrono>

namespace pbc::policy {
namespace {

using Every = Reset::Every;

Micros utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  const std::chrono::sys_days date = std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
  return date.time_since_epoch().count() * kDay + hour * kHour + minute * kMinute;
}

Micros after(const Reset& reset, Micros time) {
  std::string error;
  const auto made = CalendarReset::make(reset, &error);
  EXPECT_TRUE(made) << error;
  return made ? made->after(time) : 0;
}

TEST(CalendarReset, FindsTheEndOfADay) {
  EXPECT_EQ(after({}, utc(2024, 2, 28, 23, 59)), utc(2024, 2, 29));
  EXPECT_EQ(after({}, utc(2024, 2, 29)), utc(2024, 3, 1));
  const Reset at_six{.time_of_day = 6 * kHour};
  EXPECT_EQ(after(at_six, utc(2024, 1, 1, 5)), utc(2024, 1, 1, 6));
  EXPECT_EQ(after(at_six, utc(2024, 1, 1, 6)), utc(2024, 1, 2, 6));
  EXPECT_EQ(after({.zone = "+05:30"}, utc(2024, 1, 1)), utc(2024, 1, 1, 18, 30));
}

TEST(CalendarReset, FollowsDaylightSavingTime) {
  const Reset midnight{.zone = "America/Los_Angeles"};
  EXPECT_EQ(after(midnight, utc(2024, 3, 9, 20)), utc(2024, 3, 10, 8));
  EXPECT_EQ(after(midnight, utc(2024, 3, 10, 8)), utc(2024, 3, 11, 7));  // a day of 23 hours
  EXPECT_EQ(after(midnight, utc(2024, 11, 3, 7)), utc(2024, 11, 4, 8));  // of 25
}

TEST(CalendarReset, TakesTheLaterMomentOfATimeThatTheClockShowsTwiceOrLeapsOver) {
  // 2024-11-03 01:30 is at 08:30 and at 09:30 UTC; 2024-03-10 02:30 is not.
  const Reset twice{.time_of_day = 90 * kMinute, .zone = "America/Los_Angeles"};
  EXPECT_EQ(after(twice, utc(2024, 11, 3, 8)), utc(2024, 11, 3, 9, 30));
  EXPECT_EQ(after(twice, utc(2024, 11, 3, 8, 45)), utc(2024, 11, 4, 9, 30));  // it may be the next period already
  const Reset never{.time_of_day = 150 * kMinute, .zone = "America/Los_Angeles"};
  EXPECT_EQ(after(never, utc(2024, 3, 10, 9)), utc(2024, 3, 10, 10, 30));
  EXPECT_EQ(after(never, utc(2024, 3, 10, 10)), utc(2024, 3, 11, 9, 30));
}

TEST(CalendarReset, FindsTheEndOfAMonth) {
  const Reset first{.every = Every::kMonth};
  EXPECT_EQ(after(first, utc(2023, 12, 31, 23)), utc(2024, 1, 1));
  EXPECT_EQ(after(first, utc(2024, 1, 1)), utc(2024, 2, 1));
  const Reset last{.every = Every::kMonth, .day_of_month = 31};
  EXPECT_EQ(after(last, utc(2024, 2, 1)), utc(2024, 2, 29));
  EXPECT_EQ(after(last, utc(2024, 2, 29)), utc(2024, 3, 31));
  EXPECT_EQ(after(last, utc(1969, 12, 30)), utc(1969, 12, 31));
}

TEST(CalendarReset, FindsTheFullMinuteAndHour) {
  EXPECT_EQ(after({.every = Every::kMinute}, utc(2024, 1, 1, 5, 7) + kSecond), utc(2024, 1, 1, 5, 8));
  EXPECT_EQ(after({.every = Every::kHour}, utc(2024, 1, 1, 5)), utc(2024, 1, 1, 6));
  EXPECT_EQ(after({.every = Every::kHour, .zone = "+05:30"}, utc(2024, 1, 1, 5)), utc(2024, 1, 1, 5, 30));
}

TEST(CalendarReset, RefusesWhatIsNoReset) {
  std::string error;
  EXPECT_FALSE(CalendarReset::make({.zone = "Mars/Base"}, &error));
  EXPECT_EQ(error, "no zone 'Mars/Base': a zone is UTC, an offset such as +02:00, or a name such as Europe/Paris");
  EXPECT_FALSE(CalendarReset::make({.time_of_day = kDay}, &error));
  EXPECT_FALSE(CalendarReset::make({.day_of_month = 0}, &error));
}

}  // namespace
}  // namespace pbc::policy
