// SPDX-License-Identifier: Apache-2.0
//
// Spares a service that is not well, and those who would wait for it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "policy/failure.h"
#include "policy/micros.h"

namespace pbc::policy {

struct BreakerPolicy {
  Micros window = 30 * kSecond;     // what the ratio is about
  std::int64_t minimum_calls = 10;  // in the window: fewer say nothing
  double failure_ratio = 0.5;       // opens when so many of the calls failed, or more
  Micros open_time = 5 * kSecond;   // doubled each time a probe fails
  Micros longest_open_time = 5 * kMinute;
  Micros probe_time = 30 * kSecond;  // a probe that has told nothing for so long is given up, and another sent
};

/// One for each service. Closed, every call may pass; open, none; half-open, one, the probe, which decides. Not
/// synchronized. Where the clock goes back, time stands still.
class Breaker {
 public:
  enum class State { kClosed, kOpen, kHalfOpen };
  enum class Outcome {
    kSuccess,  // an answer, though it may refuse the request
    kFailure,
    kNothing,  // the call was not made, or cancelled
  };
  struct Permit {
    bool is_allowed = false;
    bool is_probe = false;
    std::uint64_t round = 0;
    Micros ask_again = 0;  // where it is not allowed: not before
  };

  explicit Breaker(const BreakerPolicy& policy = {}) : policy_(policy) {}

  Permit ask(Micros now);
  /// Of a call that was allowed, once. Calls from before a change of state say nothing about the service after it.
  void report(const Permit& permit, Outcome outcome, Micros now);

  /// Half-open begins when somebody asks.
  State state() const { return state_; }
  /// How many times it has opened.
  std::uint64_t openings() const { return openings_; }

  /// Of a call that failed, or did not (empty).
  static Outcome outcome_of(std::optional<Failure> failure);

 private:
  static constexpr std::int64_t kSlots = 10;
  /// The calls of a tenth of the window.
  struct Slot {
    std::int64_t number = -1;
    std::int64_t calls = 0, failures = 0;
  };

  void change(State state);
  void open();
  void count(bool is_failure);

  BreakerPolicy policy_;
  State state_ = State::kClosed;
  Micros latest_ = 0;
  std::array<Slot, kSlots> slots_;
  std::uint64_t round_ = 0;  // of permits: changes with the state
  std::uint64_t openings_ = 0;
  Micros open_time_ = 0;  // of the last opening
  Micros until_ = 0;      // of being open, or of waiting for the probe
  bool has_probe_ = false;
};

}  // namespace pbc::policy
