// SPDX-License-Identifier: Apache-2.0
#include "policy/breaker.h"

#include <gtest/gtest.h>

namespace pbc::policy {
namespace {

using Outcome = Breaker::Outcome;
using State = Breaker::State;

constexpr Micros kStart = 1'700'000'000 * kSecond;

void call(Breaker& breaker, Micros now, Outcome outcome) {
  const auto permit = breaker.ask(now);
  EXPECT_TRUE(permit.is_allowed);
  breaker.report(permit, outcome, now);
}

void fail(Breaker& breaker, Micros now, int times) {
  for (int i = 0; i < times; ++i) call(breaker, now, Outcome::kFailure);
}

/// Open since kStart, for 5 seconds.
Breaker opened() {
  Breaker breaker;
  fail(breaker, kStart, 10);
  EXPECT_EQ(breaker.state(), State::kOpen);
  return breaker;
}

TEST(Breaker, OpensWhenEnoughCallsFail) {
  Breaker breaker;
  fail(breaker, kStart, 9);
  EXPECT_EQ(breaker.state(), State::kClosed);  // too few to tell
  fail(breaker, kStart, 1);
  EXPECT_EQ(breaker.state(), State::kOpen);
  EXPECT_EQ(breaker.openings(), 1u);
  const auto permit = breaker.ask(kStart + kSecond);
  EXPECT_FALSE(permit.is_allowed);
  EXPECT_EQ(permit.ask_again, kStart + 5 * kSecond);
}

TEST(Breaker, StaysClosedBelowTheRatio) {
  Breaker breaker;
  for (int i = 0; i < 100; ++i) {
    call(breaker, kStart, Outcome::kSuccess);
    call(breaker, kStart, Outcome::kSuccess);
    call(breaker, kStart, Outcome::kFailure);
  }
  EXPECT_EQ(breaker.state(), State::kClosed);
  fail(breaker, kStart, 99);
  EXPECT_EQ(breaker.state(), State::kClosed);
  fail(breaker, kStart, 1);
  EXPECT_EQ(breaker.state(), State::kOpen);
}

TEST(Breaker, ForgetsWhatIsLongAgo) {
  Breaker breaker;
  for (int i = 0; i < 50; ++i) fail(breaker, kStart + i * (4 * kSecond), 1);  // at most eight in 30 seconds
  EXPECT_EQ(breaker.state(), State::kClosed);
  fail(breaker, kStart + kHour, 9);
  EXPECT_EQ(breaker.state(), State::kClosed);
}

TEST(Breaker, TakesRefusalsForAnswers) {
  EXPECT_EQ(Breaker::outcome_of({}), Outcome::kSuccess);
  for (const Failure failure : {Failure::kClient4xx, Failure::kAuthentication, Failure::kTooManyRequests})
    EXPECT_EQ(Breaker::outcome_of(failure), Outcome::kSuccess);
  for (const Failure failure : {Failure::kConnect, Failure::kTimeout, Failure::kDisconnected, Failure::kServer5xx,
                                Failure::kBadAnswer, Failure::kTlsVerification})
    EXPECT_EQ(Breaker::outcome_of(failure), Outcome::kFailure);
  EXPECT_EQ(Breaker::outcome_of(Failure::kCancelled), Outcome::kNothing);
  Breaker breaker;
  for (int i = 0; i < 100; ++i) call(breaker, kStart, Outcome::kNothing);
  fail(breaker, kStart, 9);
  EXPECT_EQ(breaker.state(), State::kClosed);
}

TEST(Breaker, LetsOneProbeThrough) {
  Breaker breaker = opened();
  EXPECT_FALSE(breaker.ask(kStart + 5 * kSecond - 1).is_allowed);
  const auto probe = breaker.ask(kStart + 5 * kSecond);
  EXPECT_TRUE(probe.is_allowed);
  EXPECT_TRUE(probe.is_probe);
  EXPECT_EQ(breaker.state(), State::kHalfOpen);
  EXPECT_FALSE(breaker.ask(kStart + 5 * kSecond).is_allowed);
  breaker.report(probe, Outcome::kSuccess, kStart + 6 * kSecond);
  EXPECT_EQ(breaker.state(), State::kClosed);
  fail(breaker, kStart + 6 * kSecond, 9);  // the failures from before are forgotten
  EXPECT_EQ(breaker.state(), State::kClosed);
}

TEST(Breaker, StaysOpenLongerEachTimeAProbeFails) {
  Breaker breaker = opened();
  Micros now = kStart;
  for (const Micros open_time : {5, 10, 20, 40, 80, 160, 300, 300}) {
    const auto refused = breaker.ask(now);
    EXPECT_EQ(refused.ask_again, now + open_time * kSecond);
    now = refused.ask_again;
    call(breaker, now, Outcome::kFailure);
    EXPECT_EQ(breaker.state(), State::kOpen);
  }
  now = breaker.ask(now).ask_again;
  call(breaker, now, Outcome::kSuccess);
  fail(breaker, now, 10);
  EXPECT_EQ(breaker.ask(now).ask_again, now + 5 * kSecond);
}

TEST(Breaker, SendsAnotherProbeForOneThatTellsNothing) {
  Breaker breaker = opened();
  const Micros half_open = kStart + 5 * kSecond;
  const auto cancelled = breaker.ask(half_open);
  breaker.report(cancelled, Outcome::kNothing, half_open);
  const auto lost = breaker.ask(half_open);
  EXPECT_TRUE(lost.is_probe);
  const auto refused = breaker.ask(half_open + kSecond);
  EXPECT_FALSE(refused.is_allowed);
  EXPECT_EQ(refused.ask_again, half_open + 30 * kSecond);
  const auto other = breaker.ask(refused.ask_again);
  EXPECT_TRUE(other.is_probe);
  breaker.report(lost, Outcome::kFailure, refused.ask_again);  // too late to say anything
  EXPECT_EQ(breaker.state(), State::kHalfOpen);
  breaker.report(other, Outcome::kSuccess, refused.ask_again);
  EXPECT_EQ(breaker.state(), State::kClosed);
}

TEST(Breaker, HeedsNoCallFromBeforeItOpened) {
  Breaker breaker;
  const auto early = breaker.ask(kStart);
  fail(breaker, kStart, 10);
  breaker.report(early, Outcome::kSuccess, kStart + kSecond);
  EXPECT_EQ(breaker.state(), State::kOpen);
  const auto probe = breaker.ask(kStart + 5 * kSecond);
  breaker.report(early, Outcome::kFailure, kStart + 5 * kSecond);
  EXPECT_EQ(breaker.state(), State::kHalfOpen);
  breaker.report(probe, Outcome::kSuccess, kStart + 5 * kSecond);
  breaker.report(probe, Outcome::kFailure, kStart + 5 * kSecond);
  breaker.report({}, Outcome::kFailure, kStart);
  EXPECT_EQ(breaker.state(), State::kClosed);
}

TEST(Breaker, StandsStillWhenTheClockGoesBack) {
  Breaker breaker = opened();
  EXPECT_FALSE(breaker.ask(kStart - kHour).is_allowed);
  EXPECT_FALSE(breaker.ask(kStart - kHour + 10 * kSecond).is_allowed);
  EXPECT_TRUE(breaker.ask(kStart + 5 * kSecond).is_allowed);
}

}  // namespace
}  // namespace pbc::policy
