// SPDX-License-Identifier: Apache-2.0
#include "policy/duration.h"

#include <gtest/gtest.h>

namespace pbc::policy {
namespace {

TEST(Duration, IsANumberAndItsUnit) {
  EXPECT_EQ(read_duration("250ms"), 250 * kMillisecond);
  EXPECT_EQ(read_duration("30s"), 30 * kSecond);
  EXPECT_EQ(read_duration("15min"), 15 * kMinute);
  EXPECT_EQ(read_duration("2h"), 2 * kHour);
  EXPECT_EQ(read_duration("1d"), kDay);
  EXPECT_EQ(read_duration("0s"), 0);
  EXPECT_EQ(read_duration("999999999h"), std::nullopt);
  EXPECT_EQ(read_duration("1000000d"), 1'000'000 * kDay);
}

TEST(Duration, IsNothingElse) {
  for (const char* text : {"", "s", "5", "-5s", "-0s", "+5s", "5 s", " 5s", "5m", "5S", "5us", "1.5s", "1h30min",
                           "9999999999s", "0000000005s", "99999999999999999999s", "\xff\xff"})
    EXPECT_FALSE(read_duration(text)) << text;
}

}  // namespace
}  // namespace pbc::policy
