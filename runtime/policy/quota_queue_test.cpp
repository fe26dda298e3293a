// SPDX-License-Identifier: Apache-2.0
#include "policy/quota_queue.h"

#include <gtest/gtest.h>

namespace pbc::policy {
namespace {

using Outcome = Take::Outcome;

constexpr Micros kStart = 1'700'000'000 * kSecond;

Quota make(std::int64_t limit) {
  std::string error;
  return *Quota::make({.windows = {{limit, kMinute, std::nullopt}}, .max_delay = 0}, &error);
}

TEST(QuotaQueue, ServesByPriorityThenByArrival) {
  Quota quota = make(4);
  QuotaQueue queue;
  const auto warming = queue.add(Priority::kWarming);
  const auto look_up = queue.add(Priority::kInteractive);
  const auto later = queue.add(Priority::kInteractive);
  const auto block = queue.add(Priority::kContainment);
  EXPECT_EQ(queue.size(), 4u);
  EXPECT_EQ(queue.size(Priority::kInteractive), 2u);
  for (const auto& expected : {block, look_up, later, warming}) {
    const auto admission = queue.next(quota, kStart);
    ASSERT_TRUE(admission);
    EXPECT_EQ(admission->ticket, expected);
    EXPECT_EQ(admission->take.outcome, Outcome::kTaken);
  }
  EXPECT_FALSE(queue.next(quota, kStart));
  EXPECT_FALSE(queue.wake_at(quota, kStart));
}

TEST(QuotaQueue, AdmitsAsTokensAreThere) {
  Quota quota = make(1);
  QuotaQueue queue;
  queue.add(Priority::kInteractive);
  queue.add(Priority::kInteractive);
  EXPECT_TRUE(queue.next(quota, kStart));
  EXPECT_FALSE(queue.next(quota, kStart));
  const Micros at = queue.wake_at(quota, kStart).value();
  EXPECT_GT(at, kStart + kMinute);
  EXPECT_FALSE(queue.next(quota, at - 1));
  EXPECT_TRUE(queue.next(quota, at));
}

TEST(QuotaQueue, ForgetsWhoCancels) {
  Quota quota = make(10);
  QuotaQueue queue;
  const auto first = queue.add(Priority::kInteractive);
  const auto second = queue.add(Priority::kInteractive);
  EXPECT_TRUE(queue.cancel(first));
  EXPECT_FALSE(queue.cancel(first));
  EXPECT_EQ(queue.next(quota, kStart)->ticket, second);
  EXPECT_FALSE(queue.cancel(second));
  EXPECT_FALSE(queue.expected(second, quota, kStart));
}

TEST(QuotaQueue, TellsEachWhenItsTurnMayCome) {
  Quota quota = make(2);
  QuotaQueue queue;
  const auto warming = queue.add(Priority::kWarming);
  const auto first = queue.add(Priority::kInteractive);
  const auto second = queue.add(Priority::kInteractive);
  EXPECT_EQ(queue.expected(first, quota, kStart), kStart);
  EXPECT_EQ(queue.expected(second, quota, kStart), kStart);
  EXPECT_EQ(queue.expected(warming, quota, kStart), kStart + kMinute);
  const auto all = queue.expected(quota, kStart);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].ticket, first);
  EXPECT_EQ(all[2].ticket, warming);
  EXPECT_EQ(all[2].at, kStart + kMinute);
  queue.cancel(first);
  EXPECT_EQ(queue.expected(warming, quota, kStart), kStart);
}

TEST(QuotaQueue, LetsNobodyOvertakeAHeavyWaiter) {
  Quota quota = make(3);
  QuotaQueue queue;
  queue.add(Priority::kInteractive, 2);
  const auto heavy = queue.add(Priority::kInteractive, 3);
  queue.add(Priority::kInteractive, 1);
  EXPECT_TRUE(queue.next(quota, kStart));
  EXPECT_FALSE(queue.next(quota, kStart));  // though there is one place
  EXPECT_EQ(queue.next(quota, *queue.wake_at(quota, kStart))->ticket, heavy);
}

TEST(QuotaQueue, TurnsAwayWhatNeverFits) {
  Quota quota = make(3);
  QuotaQueue queue;
  const auto heavy = queue.add(Priority::kInteractive, 4);
  const auto other = queue.add(Priority::kInteractive, 3);
  EXPECT_EQ(queue.wake_at(quota, kStart), kStart);
  EXPECT_EQ(queue.expected(other, quota, kStart), kStart);
  const auto admission = queue.next(quota, kStart);
  ASSERT_TRUE(admission);
  EXPECT_EQ(admission->ticket, heavy);
  EXPECT_EQ(admission->take.outcome, Outcome::kTooHeavy);
  EXPECT_EQ(queue.next(quota, kStart)->ticket, other);
}

}  // namespace
}  // namespace pbc::policy
