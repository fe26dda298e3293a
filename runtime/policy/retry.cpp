// SPDX-License-Identifier: Apache-2.0
#include "policy/retry.h"

#include <algorithm>

namespace pbc::policy {

bool may_retry(Failure failure, Effect effect) {
  return is_transient(failure) && (effect == Effect::kLookUp || is_unsent(failure));
}

RetryBudget::RetryBudget(const RetryBudgetPolicy& policy) : policy_(policy), left_(policy.most) {}

void RetryBudget::request() { left_ = std::min(policy_.most, left_ + policy_.part); }

void RetryBudget::advance(Micros now) {
  if (latest_ && now <= *latest_) return;
  if (latest_) {
    const double seconds = (static_cast<double>(now) - static_cast<double>(*latest_)) / kSecond;
    left_ = std::min(policy_.most, left_ + seconds * policy_.per_second);
  }
  latest_ = now;
}

bool RetryBudget::has_any(Micros now) {
  advance(now);
  // Ten times a tenth is a little less than one.
  return left_ >= 1 - 1e-9;
}

bool RetryBudget::take(Micros now) {
  if (!has_any(now)) return false;
  left_ = std::max(0.0, left_ - 1);
  return true;
}

std::optional<Micros> next_attempt(const RetryPolicy& policy, RetryBudget& budget, const FailedAttempt& failed,
                                   Micros now, double random01) {
  if (failed.number >= policy.attempts || !may_retry(failed.failure, failed.effect)) return std::nullopt;
  const Micros earliest = std::max(now, failed.retry_after.value_or(now));
  const Micros latest = std::min(failed.deadline, kNever) - policy.least_attempt;
  if (earliest > latest) return std::nullopt;
  if (!budget.take(now)) return std::nullopt;
  Micros bound = policy.first_delay;
  for (int i = 1; i < failed.number && bound < policy.longest_delay; ++i) bound *= 2;
  bound = std::clamp<Micros>(std::min(bound, policy.longest_delay), 0, latest - earliest);
  const double part = random01 > 0 ? std::min(random01, 1.0) : 0;
  return earliest + static_cast<Micros>(part * static_cast<double>(bound));
}

}  // namespace pbc::policy
