// SPDX-License-Identifier: Apache-2.0
#include "policy/retry.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace pbc::policy {
namespace {

constexpr Micros kNow = 1'700'000'000 * kSecond;

std::optional<Micros> next(const FailedAttempt& failed, double random01 = 1, const RetryPolicy& policy = {}) {
  RetryBudget budget;
  return next_attempt(policy, budget, failed, kNow, random01);
}

TEST(Retry, AsksAgainAfterWhatPasses) {
  for (const Failure failure : {Failure::kConnect, Failure::kTimeout, Failure::kDisconnected, Failure::kTooManyRequests,
                                Failure::kServer5xx, Failure::kBadAnswer})
    EXPECT_TRUE(may_retry(failure, Effect::kLookUp)) << describe(failure);
  for (const Failure failure :
       {Failure::kTlsVerification, Failure::kAuthentication, Failure::kClient4xx, Failure::kCancelled}) {
    EXPECT_FALSE(may_retry(failure, Effect::kLookUp)) << describe(failure);
    EXPECT_FALSE(next({.failure = failure})) << describe(failure);
  }
}

TEST(Retry, NeverActsTwice) {
  EXPECT_TRUE(may_retry(Failure::kConnect, Effect::kAction));
  for (const Failure failure :
       {Failure::kTlsVerification, Failure::kTimeout, Failure::kDisconnected, Failure::kTooManyRequests,
        Failure::kServer5xx, Failure::kBadAnswer, Failure::kAuthentication, Failure::kClient4xx})
    EXPECT_FALSE(may_retry(failure, Effect::kAction)) << describe(failure);
  EXPECT_FALSE(next({.failure = Failure::kTimeout, .effect = Effect::kAction}));
}

TEST(Retry, WaitsEvenlyUpToABoundThatDoubles) {
  const RetryPolicy policy{.attempts = 20, .first_delay = kSecond, .longest_delay = 5 * kSecond};
  EXPECT_EQ(next({.number = 1}, 1, policy), kNow + kSecond);
  EXPECT_EQ(next({.number = 2}, 1, policy), kNow + 2 * kSecond);
  EXPECT_EQ(next({.number = 3}, 1, policy), kNow + 4 * kSecond);
  EXPECT_EQ(next({.number = 4}, 1, policy), kNow + 5 * kSecond);
  EXPECT_EQ(next({.number = 19}, 1, policy), kNow + 5 * kSecond);
  EXPECT_EQ(next({.number = 3}, 0, policy), kNow);
  EXPECT_EQ(next({.number = 3}, 0.5, policy), kNow + 2 * kSecond);
  EXPECT_EQ(next({.number = 3}, 7, policy), kNow + 4 * kSecond);
  EXPECT_EQ(next({.number = 3}, std::nan(""), policy), kNow);
}

TEST(Retry, GivesUpAfterTheLastAttempt) {
  EXPECT_TRUE(next({.number = 3}));
  EXPECT_FALSE(next({.number = 4}));
  EXPECT_FALSE(next({.number = 1}, 1, {.attempts = 1}));
}

TEST(Retry, WaitsAsLongAsTheServiceAsks) {
  const FailedAttempt failed{.failure = Failure::kTooManyRequests, .retry_after = kNow + 10 * kSecond};
  EXPECT_EQ(next(failed, 0), kNow + 10 * kSecond);
  EXPECT_EQ(next(failed, 1), kNow + 10 * kSecond + 250 * kMillisecond);
  EXPECT_EQ(next({.retry_after = kNow - kSecond}, 0), kNow);
  EXPECT_EQ(next({.retry_after = kNow + kHour}, 0), kNow + kHour);
}

TEST(Retry, EndsBeforeTheDeadline) {
  const RetryPolicy policy{.first_delay = 10 * kSecond, .least_attempt = kSecond};
  EXPECT_EQ(next({.deadline = kNow + 5 * kSecond}, 1, policy), kNow + 4 * kSecond);
  EXPECT_EQ(next({.deadline = kNow + kSecond}, 1, policy), kNow);
  EXPECT_FALSE(next({.deadline = kNow + kSecond - 1}, 0, policy));
  EXPECT_FALSE(next({.retry_after = kNow + 5 * kSecond, .deadline = kNow + 5 * kSecond}, 0, policy));
}

TEST(RetryBudget, HasAPartOfTheRequestsAndSomeMore) {
  RetryBudget budget({.part = 0.1, .per_second = 0.5, .most = 5});
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(budget.take(kNow));
  EXPECT_FALSE(budget.take(kNow));
  for (int i = 0; i < 10; ++i) budget.request();
  EXPECT_TRUE(budget.take(kNow));
  EXPECT_FALSE(budget.take(kNow));
  EXPECT_FALSE(budget.take(kNow - kHour));
  EXPECT_FALSE(budget.take(kNow + kSecond));
  EXPECT_TRUE(budget.take(kNow + 2 * kSecond));
  EXPECT_FALSE(budget.take(kNow + 2 * kSecond));
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(budget.take(kNow + kHour));
  EXPECT_FALSE(budget.take(kNow + kHour));
}

TEST(RetryBudget, IsTakenByAttemptsThatAreMade) {
  RetryBudget budget({.part = 0, .per_second = 0, .most = 1});
  EXPECT_FALSE(next_attempt({}, budget, {.failure = Failure::kClient4xx}, kNow, 0));
  EXPECT_FALSE(next_attempt({}, budget, {.deadline = kNow}, kNow, 0));
  EXPECT_TRUE(next_attempt({}, budget, {}, kNow, 0));
  EXPECT_FALSE(next_attempt({}, budget, {}, kNow, 0));
}

TEST(RetryBudget, KeepsAStormSmall) {
  RetryBudget budget;
  int retries = 0;
  constexpr int kRequests = 100'000;
  for (int i = 0; i < kRequests; ++i) {  // 1,000 a second, all of which fail
    budget.request();
    const Micros now = kNow + i * kMillisecond;
    for (int attempt = 1; next_attempt({}, budget, {.number = attempt, .failure = Failure::kServer5xx}, now, 0.5);
         ++attempt)
      ++retries;
  }
  EXPECT_LE(retries, kRequests / 10 + kRequests / 2000 + 20);
  EXPECT_GE(retries, kRequests / 10);
}

}  // namespace
}  // namespace pbc::policy
