// SPDX-License-Identifier: Apache-2.0
//
// Many ask the same at the same time; one asks the service for all of them.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pbc::policy {

/// Knows who waits, and keeps no result: a failure is given to those who wait and is gone; whether a success may be
/// used again is the cache's matter. Not synchronized. `Waiter` names who asks, and has ==.
template <class Waiter>
class SingleFlight {
 public:
  enum class Role {
    kLeader,    // nobody asks this yet: ask the service, then call finish()
    kFollower,  // will be given what the leader gets
  };

  Role join(std::string_view key, Waiter waiter) {
    const auto found = flights_.find(key);
    if (found != flights_.end()) {
      found->second.push_back(std::move(waiter));
      return Role::kFollower;
    }
    flights_.emplace(std::string(key), std::vector<Waiter>{}).first->second.push_back(std::move(waiter));
    return Role::kLeader;
  }

  /// The leader has a result, good or bad: to all who are returned, the leader first, the others as they came. Who
  /// joins from now on asks anew.
  std::vector<Waiter> finish(std::string_view key) {
    const auto found = flights_.find(key);
    if (found == flights_.end()) return {};
    std::vector<Waiter> waiters = std::move(found->second);
    flights_.erase(found);
    return waiters;
  }

  /// A waiter was cancelled. If it was the leader, whoever came next is returned and leads from now on; with nobody
  /// left, the flight is over, and its request may be cancelled as well.
  std::optional<Waiter> leave(std::string_view key, const Waiter& waiter) {
    const auto found = flights_.find(key);
    if (found == flights_.end()) return std::nullopt;
    std::vector<Waiter>& waiters = found->second;
    for (std::size_t i = 0; i < waiters.size(); ++i) {
      if (!(waiters[i] == waiter)) continue;
      waiters.erase(waiters.begin() + static_cast<std::ptrdiff_t>(i));
      if (waiters.empty()) {
        flights_.erase(found);
      } else if (i == 0) {
        return waiters.front();
      }
      break;
    }
    return std::nullopt;
  }

  bool has(std::string_view key) const { return flights_.find(key) != flights_.end(); }
  /// Different keys that are asked for.
  std::size_t size() const { return flights_.size(); }

 private:
  std::map<std::string, std::vector<Waiter>, std::less<>> flights_;  // the leader first
};

}  // namespace pbc::policy
