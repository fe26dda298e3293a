// SPDX-License-Identifier: Apache-2.0
#include "policy/ttl.h"

#include <gtest/gtest.h>

#include <limits>

namespace pbc::policy {
namespace {

Micros parsed(std::string_view text) {
  std::string error;
  const auto duration = parse_duration(text, &error);
  EXPECT_TRUE(duration) << error;
  return duration.value_or(-1);
}

std::string refused(std::string_view text) {
  std::string error;
  EXPECT_FALSE(parse_duration(text, &error)) << text;
  return error;
}

TEST(Ttl, IsLongerForTheWorse) {
  const Ttls ttls;
  EXPECT_EQ(ttls.of(Verdict::kMalicious), 2 * kHour);
  EXPECT_EQ(ttls.of(Verdict::kSuspicious), kHour);
  EXPECT_EQ(ttls.of(Verdict::kClean), 30 * kMinute);
  EXPECT_EQ(ttls.of(Verdict::kUnknown), 15 * kMinute);
  EXPECT_EQ(Ttls{.clean = kDay}.of(Verdict::kClean), kDay);
}

TEST(Ttl, ReadsDurations) {
  EXPECT_EQ(parsed("2h"), 2 * kHour);
  EXPECT_EQ(parsed("30min"), 30 * kMinute);
  EXPECT_EQ(parsed("30m"), 30 * kMinute);
  EXPECT_EQ(parsed("250ms"), 250 * kMillisecond);
  EXPECT_EQ(parsed("7us"), 7);
  EXPECT_EQ(parsed("1d"), kDay);
  EXPECT_EQ(parsed("1h30min"), 90 * kMinute);
  EXPECT_EQ(parsed(" 1 d 12 h "), 36 * kHour);
  EXPECT_EQ(parsed("0"), 0);
  EXPECT_EQ(parsed("0s"), 0);
  EXPECT_EQ(parsed("1000000d"), 1'000'000 * kDay);
}

TEST(Ttl, TellsWhatIsWrongWithADuration) {
  EXPECT_EQ(refused("1.5h"), "'1.5h': a duration is whole numbers with units, such as 250ms, 90s, 1h30min or 1d");
  EXPECT_EQ(refused("soon"), "'soon': a duration is whole numbers with units, such as 250ms, 90s, 1h30min or 1d");
  EXPECT_EQ(refused(""), "'': a duration is whole numbers with units, such as 250ms, 90s, 1h30min or 1d");
  EXPECT_EQ(refused("5 weeks"), "'5 weeks': units are us, ms, s, min, h and d");
  EXPECT_EQ(refused("90"), "'90': a number has no unit: us, ms, s, min, h or d");
  EXPECT_EQ(refused("-1s"), "'-1s': a duration is not negative");
  EXPECT_EQ(refused("30min1h"), "'30min1h': each unit stands once, the larger first");
  EXPECT_EQ(refused("99999999999999999999s"), "'99999999999999999999s': that is too long for a duration");
  EXPECT_EQ(refused("9999999999d"), "'9999999999d': that is too long for a duration");
  EXPECT_LT(refused(std::string(1000, 'x')).size(), 200u);
  for (const char* text : {"0x", "1h 0", "s", "+1s", "1h,30min", "1M", "\xff\xff"}) refused(text);
}

TEST(Ttl, WritesDurationsAsTheyAreRead) {
  EXPECT_EQ(format_duration(0), "0s");
  EXPECT_EQ(format_duration(90 * kMinute), "1h30min");
  EXPECT_EQ(format_duration(250 * kMillisecond), "250ms");
  EXPECT_EQ(format_duration(-kSecond), "-1s");
  EXPECT_FALSE(format_duration(std::numeric_limits<Micros>::min()).empty());
  for (const Micros duration : {Micros{1}, kSecond + 1, 3 * kDay + 7 * kMinute, kNever})
    EXPECT_EQ(parsed(format_duration(duration)), duration);
}

}  // namespace
}  // namespace pbc::policy
