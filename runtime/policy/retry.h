// SPDX-License-Identifier: Apache-2.0
//
// Whether and when a call that failed is made again.
#pragma once

#include <optional>

#include "policy/failure.h"
#include "policy/micros.h"

namespace pbc::policy {

enum class Effect {
  kLookUp,  // asking twice does no harm
  kAction,  // changes something: never done twice
};

/// A look-up may be asked again after each transient failure; an action only when the service certainly never saw it.
bool may_retry(Failure failure, Effect effect);

struct RetryPolicy {
  int attempts = 4;                           // in all, the first included
  Micros first_delay = 250 * kMillisecond;    // the most that the first retry waits; doubled for each after it
  Micros longest_delay = 30 * kSecond;        // and no more than this, unless the service asks for more
  Micros least_attempt = 100 * kMillisecond;  // no attempt begins with less time than this left
};

struct RetryBudgetPolicy {
  double part = 0.1;        // retries for each request
  double per_second = 0.5;  // and so many more, for services that are asked seldom
  double most = 20;         // saved up; also there at the beginning
};

/// Bounds the retries to a service, so that they cannot keep down one that is overloaded: in any time, no more than
/// part of the requests + per_second * time + most. Not synchronized.
class RetryBudget {
 public:
  explicit RetryBudget(const RetryBudgetPolicy& policy = {});

  /// A request is sent that is no retry.
  void request();
  bool has_any(Micros now);
  /// False when there is none left.
  bool take(Micros now);

 private:
  void advance(Micros now);

  RetryBudgetPolicy policy_;
  double left_;
  std::optional<Micros> latest_;  // a clock that goes back earns nothing
};

struct FailedAttempt {
  int number = 1;  // from 1
  Failure failure = Failure::kConnect;
  Effect effect = Effect::kLookUp;
  std::optional<Micros> retry_after = std::nullopt;  // a point in time (parse_retry_after): not before
  Micros deadline = kNever;
};

/// When to try again, before the deadline: after a delay that is drawn evenly from 0 to the bound of this attempt, so
/// that those who failed together do not come back together; and after what the service asked for. Empty: the failure
/// stands. Takes one of the budget only where it is not empty. `random01` is from 0 to 1.
std::optional<Micros> next_attempt(const RetryPolicy& policy, RetryBudget& budget, const FailedAttempt& failed,
                                   Micros now, double random01);

}  // namespace pbc::policy
