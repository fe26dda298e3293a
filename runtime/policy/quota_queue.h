// SPDX-License-Identifier: Apache-2.0
//
// Who waits for the tokens of a quota, and whose turn it is.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "policy/micros.h"
#include "policy/quota.h"

namespace pbc::policy {

/// The smaller goes first.
enum class Priority { kContainment, kInteractive, kWarming };

/// First come, first served within a priority. A waiter that needs many places is not overtaken by lighter ones behind
/// it: else it might wait for ever.
class QuotaQueue {
 public:
  /// Names a waiter, in the order in which they are served.
  struct Ticket {
    Priority priority = Priority::kInteractive;
    std::uint64_t number = 0;
    auto operator<=>(const Ticket&) const = default;
  };
  /// Whose turn it is. The outcome is kTaken, or kTooHeavy for a waiter that no waiting helps; both have left the
  /// queue.
  struct Admission {
    Ticket ticket;
    Take take;
  };
  struct Expected {
    Ticket ticket;
    Micros at = 0;
  };

  Ticket add(Priority priority, std::int64_t weight = 1);
  /// False when the waiter has been admitted or cancelled before.
  bool cancel(const Ticket& ticket);

  /// Takes a token for the first waiter; to be called until it is empty. Then nothing happens before `wake_at`, unless
  /// a request completes.
  std::optional<Admission> next(Quota& quota, Micros now);
  /// When the first waiter may be admitted (Quota::earliest). Empty when nobody waits.
  std::optional<Micros> wake_at(const Quota& quota, Micros now) const;

  /// When a waiter may be admitted if nobody of a higher priority comes; empty when it does not wait. Its cost is that
  /// of the waiters before it.
  std::optional<Micros> expected(const Ticket& ticket, const Quota& quota, Micros now) const;
  /// Of all, in order.
  std::vector<Expected> expected(const Quota& quota, Micros now) const;

  /// Whose turn it is.
  std::optional<Ticket> first() const {
    return waiters_.empty() ? std::nullopt : std::optional(waiters_.begin()->first);
  }
  std::size_t size() const { return waiters_.size(); }
  std::size_t size(Priority priority) const;

 private:
  std::map<Ticket, std::int64_t> waiters_;  // and their weights
  std::uint64_t next_number_ = 1;
};

}  // namespace pbc::policy
