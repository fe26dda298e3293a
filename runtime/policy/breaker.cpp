// SPDX-License-Identifier: Apache-2.0
#include "policy/breaker.h"

#include <algorithm>

namespace pbc::policy {

Breaker::Outcome Breaker::outcome_of(std::optional<Failure> failure) {
  if (!failure) return Outcome::kSuccess;
  if (*failure == Failure::kCancelled) return Outcome::kNothing;
  return is_fault_of_service(*failure) ? Outcome::kFailure : Outcome::kSuccess;
}

void Breaker::change(State state) {
  state_ = state;
  ++round_;
  has_probe_ = false;
}

void Breaker::open() {
  const Micros longest = std::max(policy_.open_time, policy_.longest_open_time);
  open_time_ = state_ == State::kHalfOpen ? std::min(open_time_ * 2, longest) : policy_.open_time;
  until_ = latest_ + open_time_;
  ++openings_;
  change(State::kOpen);
}

Breaker::Permit Breaker::ask(Micros now) {
  latest_ = std::clamp(now, latest_, kNever);
  if (state_ == State::kOpen && until_ <= latest_) change(State::kHalfOpen);
  if (state_ == State::kClosed) return {true, false, round_, latest_};
  if (state_ == State::kOpen || (has_probe_ && until_ > latest_)) return {false, false, round_, until_};
  ++round_;  // what a probe that was given up tells later, counts no more
  has_probe_ = true;
  until_ = latest_ + policy_.probe_time;
  return {true, true, round_, latest_};
}

void Breaker::report(const Permit& permit, Outcome outcome, Micros now) {
  latest_ = std::clamp(now, latest_, kNever);
  if (!permit.is_allowed || permit.round != round_ || permit.is_probe != has_probe_) return;
  if (outcome == Outcome::kNothing) {
    has_probe_ = false;
  } else if (state_ == State::kClosed) {
    count(outcome == Outcome::kFailure);
  } else if (outcome == Outcome::kFailure) {
    open();
  } else {
    slots_ = {};
    change(State::kClosed);
  }
}

void Breaker::count(bool is_failure) {
  const std::int64_t number = latest_ / std::max<Micros>(1, policy_.window / kSlots);
  Slot& slot = slots_[static_cast<std::size_t>(number % kSlots)];
  if (slot.number != number) slot = {number, 0, 0};
  ++slot.calls;
  slot.failures += is_failure ? 1 : 0;
  std::int64_t calls = 0, failures = 0;
  for (const Slot& other : slots_) {
    if (other.number <= number - kSlots) continue;
    calls += other.calls;
    failures += other.failures;
  }
  if (is_failure && calls >= policy_.minimum_calls &&
      static_cast<double>(failures) >= policy_.failure_ratio * static_cast<double>(calls))
    open();
}

}  // namespace pbc::policy
