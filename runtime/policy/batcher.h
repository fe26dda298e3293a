// SPDX-License-Identifier: Apache-2.0
//
// Collects what can be asked in one request. The same item is asked for once, and answered to all who asked.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "policy/micros.h"

namespace pbc::policy {

struct BatchPolicy {
  std::size_t size = 1;              // different items in a request, at least 1; what the service and its quota allow
  Micros window = 5 * kMillisecond;  // how long the first item waits for others
};

/// Items of the same key go together: a key names the service, the operation and all parameters but the item. Not
/// synchronized. `Item` is copyable and has == and a hash.
template <class Item, class Hash = std::hash<Item>>
class Batcher {
 public:
  /// Where the answer to an item will be.
  struct Ticket {
    std::uint64_t batch = 0;
    std::size_t position = 0;  // in Batch::order
    bool operator==(const Ticket&) const = default;
  };

  struct Batch {
    std::uint64_t id = 0;
    std::string key;
    std::vector<Item> items;         // different ones, in the order in which they first came
    std::vector<std::size_t> order;  // of each add(), the item's place in `items`
    Micros since = 0;

    /// From one result for each of `items` to one for each add(), in that order.
    template <class Result>
    std::vector<Result> spread(const std::vector<Result>& results) const {
      std::vector<Result> spread;
      spread.reserve(order.size());
      for (const std::size_t place : order) spread.push_back(results.at(place));
      return spread;
    }
  };

  explicit Batcher(const BatchPolicy& policy) : policy_(policy) {}

  Ticket add(std::string_view key, const Item& item, Micros now) {
    latest_ = std::max(latest_, now);
    auto found = by_key_.find(key);
    if (found == by_key_.end()) {
      open_.push_back(Open{Batch{next_id_++, std::string(key), {}, {}, latest_}, {}});
      found = by_key_.emplace(key, std::prev(open_.end())).first;
    }
    Open& open = *found->second;
    const auto [place, is_new] = open.places.emplace(item, open.batch.items.size());
    if (is_new) open.batch.items.push_back(item);
    open.batch.order.push_back(place->second);
    const Ticket ticket{open.batch.id, open.batch.order.size() - 1};
    if (open.batch.items.size() >= policy_.size) close(found->second);
    return ticket;
  }

  /// When take_ready() will have a batch: `now` or before if it has one, empty if nothing waits.
  std::optional<Micros> due(Micros now) const {
    if (!ready_.empty()) return now;
    if (open_.empty()) return std::nullopt;
    return open_.front().batch.since + policy_.window;
  }

  /// A batch that is full, or whose first item has waited long enough; the oldest first. To be called until it is
  /// empty.
  std::optional<Batch> take_ready(Micros now) {
    latest_ = std::max(latest_, now);
    while (!open_.empty() && open_.front().batch.since + policy_.window <= latest_) close(open_.begin());
    return take();
  }

  /// The same without waiting, such as at the end of a run.
  std::optional<Batch> take_any() {
    if (ready_.empty() && !open_.empty()) close(open_.begin());
    return take();
  }

  /// Batches that wait, full ones included.
  std::size_t size() const { return open_.size() + ready_.size(); }

 private:
  struct Open {
    Batch batch;
    std::unordered_map<Item, std::size_t, Hash> places;
  };
  using Opens = std::list<Open>;

  void close(typename Opens::iterator at) {
    by_key_.erase(at->batch.key);
    ready_.push_back(std::move(at->batch));
    open_.erase(at);
  }

  std::optional<Batch> take() {
    if (ready_.empty()) return std::nullopt;
    std::optional<Batch> result(std::move(ready_.front()));
    ready_.pop_front();
    return result;
  }

  BatchPolicy policy_;
  Opens open_;  // by age
  std::map<std::string, typename Opens::iterator, std::less<>> by_key_;
  std::deque<Batch> ready_;
  std::uint64_t next_id_ = 1;
  Micros latest_ = 0;
};

}  // namespace pbc::policy
