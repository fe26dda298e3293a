// SPDX-License-Identifier: Apache-2.0
//
// A cache that is bounded by bytes and forgets by SIEVE: entries stand in a queue in the order in which they came; a
// hand goes from the oldest to the newest and evicts the first that was not looked up since it last passed. Being
// looked up costs no more than a bit, and entries that are never asked for again go soon.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "policy/micros.h"

namespace pbc::policy {

struct CacheLimits {
  std::size_t bytes = std::size_t{64} << 20;
  std::size_t entries = std::numeric_limits<std::size_t>::max();
};

struct CacheStatistics {
  std::size_t entries = 0;
  std::size_t bytes = 0;
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;       // expired entries included
  std::uint64_t evictions = 0;    // for lack of room
  std::uint64_t expirations = 0;  // found too old, by a look-up or by the hand

  CacheStatistics& operator+=(const CacheStatistics& other) {
    entries += other.entries;
    bytes += other.bytes;
    hits += other.hits;
    misses += other.misses;
    evictions += other.evictions;
    expirations += other.expirations;
    return *this;
  }
};

/// Not synchronized. A value that was found stays valid when its entry is gone.
template <class T>
class SieveCache {
 public:
  /// What an entry takes besides its key and its value, about.
  static constexpr std::size_t kOverhead = 128;

  explicit SieveCache(CacheLimits limits) : limits_(limits) {}
  SieveCache(const SieveCache&) = delete;  // entries point to one another
  SieveCache& operator=(const SieveCache&) = delete;

  /// Null where there is none, or none that is younger than its time. Allocates nothing.
  std::shared_ptr<const T> find(std::string_view key, Micros now) {
    const auto found = entries_.find(key);
    if (found == entries_.end()) {
      ++statistics_.misses;
      return nullptr;
    }
    if (found->second.expires <= now) {
      ++statistics_.misses;
      ++statistics_.expirations;
      remove(found);
      return nullptr;
    }
    ++statistics_.hits;
    found->second.was_visited = true;
    return found->second.value;
  }

  /// In the place of what the key had. `bytes` is the size of the value; false, and nothing is stored, where it has no
  /// room even alone, or has expired at `now`.
  bool insert(std::string_view key, std::shared_ptr<const T> value, std::size_t bytes, Micros expires, Micros now) {
    erase(key);
    if (bytes > limits_.bytes || key.size() + kOverhead > limits_.bytes - bytes || limits_.entries == 0 ||
        expires <= now)
      return false;
    bytes += key.size() + kOverhead;
    while (statistics_.bytes > limits_.bytes - bytes || entries_.size() >= limits_.entries) evict(now);
    const auto added = entries_.emplace(key, Entry{std::move(value), bytes, expires}).first;
    append(&*added);
    statistics_.bytes += bytes;
    return true;
  }

  bool erase(std::string_view key) {
    const auto found = entries_.find(key);
    if (found == entries_.end()) return false;
    remove(found);
    return true;
  }

  void clear() {
    entries_.clear();
    oldest_ = newest_ = hand_ = nullptr;
    statistics_.bytes = 0;
  }

  CacheStatistics statistics() const {
    CacheStatistics result = statistics_;
    result.entries = entries_.size();
    return result;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  struct Entry;
  using Entries = std::unordered_map<std::string, Entry, Hash, std::equal_to<>>;
  using Node = std::pair<const std::string, Entry>;  // stays where it is
  struct Entry {
    std::shared_ptr<const T> value;
    std::size_t bytes = 0;
    Micros expires = 0;
    bool was_visited = false;
    Node* older = nullptr;
    Node* newer = nullptr;
  };

  void append(Node* node) {
    node->second.older = newest_;
    (newest_ != nullptr ? newest_->second.newer : oldest_) = node;
    newest_ = node;
  }

  void remove(typename Entries::iterator at) {
    const Entry& entry = at->second;
    if (hand_ == &*at) hand_ = entry.newer;
    (entry.older != nullptr ? entry.older->second.newer : oldest_) = entry.newer;
    (entry.newer != nullptr ? entry.newer->second.older : newest_) = entry.older;
    statistics_.bytes -= entry.bytes;
    entries_.erase(at);
  }

  void evict(Micros now) {
    Node* node = hand_ != nullptr ? hand_ : oldest_;
    while (node->second.was_visited && node->second.expires > now) {
      node->second.was_visited = false;
      node = node->second.newer != nullptr ? node->second.newer : oldest_;
    }
    ++(node->second.expires > now ? statistics_.evictions : statistics_.expirations);
    hand_ = node;  // passes on as the entry goes
    remove(entries_.find(node->first));
  }

  CacheLimits limits_;
  Entries entries_;
  Node* oldest_ = nullptr;
  Node* newest_ = nullptr;
  Node* hand_ = nullptr;  // null: at the oldest
  CacheStatistics statistics_;
};

}  // namespace pbc::policy
