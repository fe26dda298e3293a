// SPDX-License-Identifier: Apache-2.0
#include "policy/quota.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>
#include <vector>

namespace pbc::policy {
namespace {

using Outcome = Take::Outcome;

constexpr Micros kStart = 1'700'000'000 * kSecond;  // 2023-11-14 22:13:20 UTC
constexpr Micros kMidnight = 1'700'006'400 * kSecond;

Quota make(std::vector<Window> windows, Micros max_delay = 10 * kSecond) {
  std::string error;
  auto quota = Quota::make({.windows = std::move(windows), .max_delay = max_delay}, &error);
  EXPECT_TRUE(quota) << error;
  return *std::move(quota);
}

Window rolling(std::int64_t limit, Micros length) { return {limit, length, std::nullopt}; }
Window daily(std::int64_t limit) { return {limit, kDay, Reset{}}; }

Token taken(Quota& quota, Micros now, std::int64_t weight = 1) {
  const Take take = quota.take(now, weight);
  EXPECT_EQ(take.outcome, Outcome::kTaken);
  return take.token;
}

bool waits(Quota& quota, Micros now, std::int64_t weight = 1) {
  return quota.take(now, weight).outcome == Outcome::kWait;
}

TEST(Quota, HoldsAPlaceUntilTheRequestHasLeftTheWindow) {
  Quota quota = make({rolling(2, kMinute)});
  const Token first = taken(quota, kStart);
  taken(quota, kStart + kSecond);
  EXPECT_TRUE(waits(quota, kStart + 2 * kSecond));
  quota.complete(first, kStart + 3 * kSecond);
  EXPECT_TRUE(waits(quota, kStart + kMinute + 3 * kSecond));
  const Take wait = quota.take(kStart + kMinute + 3 * kSecond);
  EXPECT_GT(wait.at, kStart + kMinute + 3 * kSecond);
  EXPECT_LE(wait.at, kStart + kMinute + 3 * kSecond + kMinute / 512);
  taken(quota, wait.at);
}

TEST(Quota, FearsTheLatestArrivalOfARequestWithoutAnswer) {
  Quota quota = make({rolling(1, kMinute)}, 10 * kSecond);
  taken(quota, kStart);
  EXPECT_TRUE(waits(quota, kStart + 70 * kSecond));
  taken(quota, kStart + 70 * kSecond + kMinute / 512);
}

TEST(Quota, TakesInAllWindowsOrNone) {
  Quota quota = make({rolling(3, kMinute), rolling(1, kSecond)}, kSecond);
  for (const Micros now : {kStart, kStart + 2 * kSecond, kStart + 4 * kSecond}) {
    quota.complete(taken(quota, now), now);
    EXPECT_TRUE(waits(quota, now));  // and takes nothing from the minute
  }
  EXPECT_TRUE(waits(quota, kStart + 30 * kSecond));
}

TEST(Quota, FreesTheWholeCountAtAReset) {
  Quota quota = make({daily(3)});
  for (int i = 0; i < 3; ++i) quota.complete(taken(quota, kStart), kStart + kSecond);
  const Take wait = quota.take(kMidnight - kSecond);
  EXPECT_EQ(wait.outcome, Outcome::kWait);
  EXPECT_EQ(wait.at, kMidnight + 2 * kSecond);
  for (int i = 0; i < 3; ++i) taken(quota, wait.at);
  EXPECT_TRUE(waits(quota, wait.at));
}

TEST(Quota, CountsARequestNearAResetOnBothSides) {
  Quota quota = make({daily(2)});
  quota.complete(taken(quota, kMidnight - 10 * kSecond), kMidnight - 3 * kSecond);
  quota.complete(taken(quota, kMidnight - 10 * kSecond), kMidnight - kSecond);  // the service's clock may say 00:00:01
  taken(quota, kMidnight + 2 * kSecond);
  EXPECT_TRUE(waits(quota, kMidnight + kHour));
}

TEST(Quota, TellsThatAWeightNeverFits) {
  Quota quota = make({rolling(4, kMinute), rolling(100, kDay)});
  EXPECT_EQ(quota.max_weight(), 4);
  EXPECT_EQ(quota.take(kStart, 5).outcome, Outcome::kTooHeavy);
  EXPECT_EQ(quota.take(kStart, 0).outcome, Outcome::kTooHeavy);
  EXPECT_EQ(quota.take(kStart, -1).outcome, Outcome::kTooHeavy);
  EXPECT_EQ(quota.take(kStart, 4).outcome, Outcome::kTaken);
  EXPECT_EQ(quota.take(kStart, 1).outcome, Outcome::kWait);
  Quota closed = make({rolling(0, kMinute)});
  EXPECT_EQ(closed.take(kStart).outcome, Outcome::kTooHeavy);
  EXPECT_EQ(closed.earliest(kStart, 1), kNever);
  Quota open = make({});
  for (int i = 0; i < 1000; ++i) taken(open, kStart, 1000);
}

TEST(Quota, ExpectsWaitersOneAfterTheOther) {
  Quota quota = make({rolling(2, kMinute)}, 0);
  taken(quota, kStart);
  EXPECT_EQ(quota.earliest(kStart + kSecond, 1), kStart + kSecond);
  const Micros second = quota.earliest(kStart + kSecond, 2);
  EXPECT_GT(second, kStart + kMinute);
  EXPECT_LT(second, kStart + kMinute + kSecond);
  EXPECT_EQ(quota.earliest(kStart + kSecond, 3), kStart + kSecond + kMinute);  // in the place of the first
  EXPECT_EQ(quota.earliest(kStart + kSecond, 4), second + kMinute);
  Quota days = make({daily(2)}, 0);
  taken(days, kStart, 2);
  EXPECT_EQ(days.earliest(kStart, 1), kMidnight + 2 * kSecond);
  EXPECT_EQ(days.earliest(kStart, 3), kMidnight + kDay + 2 * kSecond);
}

TEST(Quota, ExpectsWhenTakingSucceeds) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    Quota quota = make({rolling(20, kMinute), rolling(3, 5 * kSecond), daily(400)}, kSecond);
    Micros now = kStart;
    for (int i = 0; i < 100; ++i) {
      const auto weight = static_cast<std::int64_t>(1 + random() % 3);
      const Micros at = quota.earliest(now, weight);
      if (at > now) {
        EXPECT_TRUE(waits(quota, at - 1, weight));
      }
      const Token token = taken(quota, at, weight);
      now = at + static_cast<Micros>(random() % kSecond);
      if (random() % 2 == 0) quota.complete(token, now);
      now += static_cast<Micros>(random() % kSecond);
    }
  }
}

TEST(Quota, CompletesOnce) {
  Quota quota = make({rolling(2, kMinute)});
  const Token one = taken(quota, kStart);
  const Token other = taken(quota, kStart);
  quota.complete(one, kStart);
  quota.complete(one, kStart);  // not in the name of the other
  quota.cancel(one, kStart);
  quota.complete({other.id, other.taken + 1, 1}, kStart);
  quota.cancel({other.id, other.taken, 2}, kStart);
  quota.complete({99, kStart, 1}, kStart);
  taken(quota, kStart + 61 * kSecond);
  EXPECT_TRUE(waits(quota, kStart + 62 * kSecond));
}

TEST(Quota, FreesAtOnceWhatWasNotSent) {
  Quota quota = make({rolling(1, kMinute), daily(1)});
  const Token token = taken(quota, kStart);
  EXPECT_TRUE(waits(quota, kStart));
  quota.cancel(token, kStart);
  taken(quota, kStart);
}

TEST(Quota, HeedsWhatTheServiceSays) {
  Quota quota = make({rolling(100, kMinute)});
  const Token asked = taken(quota, kStart);
  taken(quota, kStart);  // still under way
  quota.complete(asked, kStart + kSecond);
  quota.observe(kStart + kSecond, 3, kStart + 30 * kSecond);
  taken(quota, kStart + kSecond);
  const Token token = taken(quota, kStart + kSecond);
  const Take wait = quota.take(kStart + 2 * kSecond);
  EXPECT_EQ(wait.outcome, Outcome::kWait);
  EXPECT_EQ(wait.at, kStart + 32 * kSecond);
  quota.observe(kStart + 2 * kSecond, 50, kStart + 30 * kSecond);  // an older answer
  EXPECT_TRUE(waits(quota, kStart + 2 * kSecond));
  quota.cancel(token, kStart + 2 * kSecond);
  taken(quota, kStart + 2 * kSecond);
  EXPECT_TRUE(waits(quota, kStart + 3 * kSecond));
  taken(quota, wait.at, 90);
  quota.observe(kStart, 0, kStart + kSecond);  // long ago
  taken(quota, wait.at);
}

TEST(Quota, HeedsSeveralScopesOfTheServiceAtOnce) {
  Quota quota = make({rolling(1000, kHour)});
  quota.observe(kStart, 2, kStart + kMinute);
  quota.observe(kStart, 3, kStart + kHour);
  quota.observe(kStart, 900, kStart + kDay);
  taken(quota, kStart, 2);
  EXPECT_EQ(quota.take(kStart).at, kStart + kMinute + 2 * kSecond);
  taken(quota, kStart + kMinute + 2 * kSecond);
  EXPECT_EQ(quota.take(kStart + 10 * kMinute).at, kStart + kHour + 2 * kSecond);
  for (int i = 0; i < 100; ++i) quota.observe(kStart, 1 + i, kStart + kHour + i * kHour);
  EXPECT_LT(quota.to_text().size(), 600u);
  EXPECT_TRUE(waits(quota, kStart + 10 * kMinute, 2));
}

TEST(Quota, WaitsAsLongAsItIsTold) {
  Quota quota = make({rolling(100, kMinute)});
  quota.block_until(kStart + 10 * kSecond);
  quota.block_until(kStart + 5 * kSecond);
  const Take wait = quota.take(kStart);
  EXPECT_EQ(wait.outcome, Outcome::kWait);
  EXPECT_EQ(wait.at, kStart + 10 * kSecond);
  taken(quota, kStart + 10 * kSecond);
}

TEST(Quota, FreesNothingWhenTheClockGoesBack) {
  Quota quota = make({rolling(2, kMinute)}, 0);
  taken(quota, kStart);
  taken(quota, kStart - kHour);  // one minute from the latest time on, not from an hour before
  EXPECT_TRUE(waits(quota, kStart - kHour + 2 * kMinute));
  EXPECT_TRUE(waits(quota, kStart + kMinute));
  EXPECT_EQ(quota.latest(), kStart + kMinute);
  taken(quota, kStart + kMinute + kSecond, 2);
}

TEST(Quota, SurvivesAsText) {
  Quota quota = make({rolling(3, kMinute), {5, 0, Reset{.zone = "America/Los_Angeles"}}});
  const Token token = taken(quota, kStart);
  taken(quota, kStart + kSecond);
  quota.observe(kStart + kSecond, 100, kStart + kHour);
  quota.block_until(kStart + 2 * kSecond);
  auto copy = quota.from_text(quota.to_text());
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->to_text(), quota.to_text());
  EXPECT_EQ(Token::from_text(token.to_text()), token);
  EXPECT_TRUE(waits(*copy, kStart + kSecond));
  copy->complete(token, kStart + 2 * kSecond);
  quota.complete(token, kStart + 2 * kSecond);
  EXPECT_EQ(copy->to_text(), quota.to_text());
  taken(*copy, kStart + 2 * kSecond);
  EXPECT_TRUE(waits(*copy, kStart + 2 * kSecond));
}

TEST(Quota, TakesTheStateOfOtherLimitsAndNotOfOtherWindows) {
  Quota quota = make({rolling(3, kMinute)});
  taken(quota, kStart, 3);
  auto lower = make({rolling(1, kMinute)}).from_text(quota.to_text());
  ASSERT_TRUE(lower);
  EXPECT_TRUE(waits(*lower, kStart));
  EXPECT_GT(lower->earliest(kStart, 1), kStart + kMinute);
  EXPECT_FALSE(make({rolling(3, kMinute + 1)}).from_text(quota.to_text()));
  EXPECT_FALSE(make({daily(3)}).from_text(quota.to_text()));
  EXPECT_FALSE(make({rolling(3, kMinute), daily(3)}).from_text(quota.to_text()));
  // By another delay, nothing is freed in the name of a request that was taken by this one.
  auto slower = make({rolling(3, kMinute)}, kMinute).from_text(quota.to_text());
  ASSERT_TRUE(slower);
  slower->complete({1, kStart, 3}, kStart);
  EXPECT_TRUE(waits(*slower, kStart + 65 * kSecond));
}

TEST(Quota, SurvivesEveryText) {
  Quota quota = make({rolling(30, kMinute), daily(50)});
  for (int i = 0; i < 10; ++i) {
    const Token token = taken(quota, kStart + i * kSecond);
    if (i % 2 == 0) quota.complete(token, kStart + i * kSecond);
  }
  quota.observe(kStart + 10 * kSecond, 100, kStart + kHour);
  quota.observe(kStart + 10 * kSecond, 200, kStart + 2 * kHour);
  const std::string good = quota.to_text();
  for (std::size_t size = 0; size < good.size(); ++size) EXPECT_FALSE(quota.from_text(good.substr(0, size)));
  EXPECT_FALSE(quota.from_text(good + " "));
  std::mt19937_64 random(3);
  const std::string_view letters = "0123456789:;, -awuno";
  int accepted = 0;
  for (int round = 0; round < 30'000; ++round) {
    std::string text = good;
    for (auto edits = 1 + random() % 3; edits > 0; --edits) {
      const auto at = random() % text.size();
      if (random() % 3 == 0)
        text.erase(at, 1 + random() % 5);
      else if (random() % 2 == 0)
        text.insert(at, 1, letters[random() % letters.size()]);
      else
        text[at] = letters[random() % letters.size()];
    }
    if (auto other = quota.from_text(text)) {
      ++accepted;
      const Token token = other->take(kStart + kMinute).token;
      other->complete(token, kStart + kMinute);
      other->complete({2, kStart + kSecond, 1}, kStart + kMinute);
      other->observe(kStart + kMinute, 5, kStart + kHour);
      other->earliest(kNever, 1'000'000);
      ASSERT_TRUE(quota.from_text(other->to_text()));
    }
    Token::from_text(text);
  }
  EXPECT_GT(accepted, 0);
}

TEST(Quota, SurvivesEveryNumber) {
  constexpr Micros kLeast = std::numeric_limits<Micros>::min(), kMost = std::numeric_limits<Micros>::max();
  for (const Micros time : {kLeast, Micros{-1}, Micros{0}, kNever, kMost}) {
    Quota quota =
        make({rolling(3, kMinute), daily(5), {9, 0, Reset{.every = Reset::Every::kMonth, .zone = "Europe/Paris"}}});
    const Token token = quota.take(time).token;
    quota.observe(time, time, time);
    quota.block_until(time);
    quota.complete(token, time);
    quota.cancel(token, time);
    quota.earliest(time, time);
    EXPECT_TRUE(quota.from_text(quota.to_text()));
  }
}

TEST(Quota, NeedsAFewBucketsForAnyNumberOfRequests) {
  Quota quota = make({rolling(1'000'000, kDay)}, 0);
  for (int i = 0; i < 200'000; ++i) taken(quota, kStart + i * (kDay / 200'000));
  EXPECT_LT(quota.to_text().size(), 20'000u);
}

TEST(Quota, RefusesMalformedRules) {
  std::string error;
  EXPECT_FALSE(Quota::make({.windows = {rolling(-1, kMinute)}}, &error));
  EXPECT_FALSE(Quota::make({.windows = {rolling(1, 0)}}, &error));
  EXPECT_EQ(error, "the length of a window is positive");
  EXPECT_FALSE(Quota::make({.windows = {{1, 0, Reset{.zone = "Nowhere"}}}}, &error));
  EXPECT_FALSE(Quota::make({.windows = {}, .max_delay = -1}, &error));
}

}  // namespace
}  // namespace pbc::policy
