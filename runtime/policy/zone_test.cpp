// SPDX-License-Identifier: Apache-2.0
#include "policy/zone.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <string>

namespace pbc::policy {
namespace {

constexpr std::int64_t kHours = 3600;

std::int64_t offset(std::string_view zone, std::int64_t seconds) {
  const auto found = Zone::find(zone);
  EXPECT_TRUE(found) << zone;
  return found ? found->offset_at(seconds) : -1;
}

TEST(Zone, KnowsUtcAndFixedOffsets) {
  EXPECT_EQ(offset("UTC", 0), 0);
  EXPECT_EQ(offset("Z", 1'700'000'000), 0);
  EXPECT_EQ(offset("+05:30", 0), 19800);
  EXPECT_EQ(offset("-08:00", 1'700'000'000), -8 * kHours);
}

TEST(Zone, RefusesWhatNamesNoZone) {
  for (const char* name :
       {"", "Nowhere/City", "+5:30", "+24:00", "+05:60", "/etc/passwd", "../passwd", "America", "zone.tab"})
    EXPECT_FALSE(Zone::find(name)) << name;
}

TEST(Zone, FollowsDaylightSavingTime) {
  // 2024-03-10 10:00 UTC and 2024-11-03 09:00 UTC
  EXPECT_EQ(offset("America/Los_Angeles", 1710064799), -8 * kHours);
  EXPECT_EQ(offset("America/Los_Angeles", 1710064800), -7 * kHours);
  EXPECT_EQ(offset("America/Los_Angeles", 1730624399), -7 * kHours);
  EXPECT_EQ(offset("America/Los_Angeles", 1730624400), -8 * kHours);
}

TEST(Zone, FollowsTheRuleAfterTheLastTransition) {
  // 2060-03-14 10:00 UTC and 2060-11-07 09:00 UTC
  EXPECT_EQ(offset("America/Los_Angeles", 2846484000 - 1), -8 * kHours);
  EXPECT_EQ(offset("America/Los_Angeles", 2846484000), -7 * kHours);
  EXPECT_EQ(offset("America/Los_Angeles", 2867043600 - 1), -7 * kHours);
  EXPECT_EQ(offset("America/Los_Angeles", 2867043600), -8 * kHours);
  // South of the equator the year begins in summer: 2060-01-15, 2060-07-15.
  EXPECT_EQ(offset("Australia/Sydney", 2841307200), 11 * kHours);
  EXPECT_EQ(offset("Australia/Sydney", 2857032000), 10 * kHours);
  EXPECT_EQ(offset("Asia/Tokyo", 2857032000), 9 * kHours);
}

TEST(Zone, SurvivesDamagedFiles) {
  std::ifstream file("/usr/share/zoneinfo/America/Los_Angeles", std::ios::binary);
  const std::string good{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  ASSERT_TRUE(Zone::from_tzif(good));
  for (std::size_t size = 0; size < good.size(); size += 7)
    if (const auto zone = Zone::from_tzif(std::string_view(good).substr(0, size))) zone->offset_at(4'000'000'000);
  std::mt19937 random(1);
  for (int round = 0; round < 5000; ++round) {
    std::string bytes = good;
    for (int i = 0; i < 4; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    if (const auto zone = Zone::from_tzif(bytes))
      for (const std::int64_t at : {-4'000'000'000, 0L, 1'700'000'000L, 90'000'000'000L}) zone->offset_at(at);
  }
}

}  // namespace
}  // namespace pbc::policy
