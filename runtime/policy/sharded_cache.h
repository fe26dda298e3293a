// SPDX-License-Identifier: Apache-2.0
//
// A SieveCache for many threads: keys are spread over shards, each with a lock and an equal part of the room.
#pragma once

#include <bit>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/sieve_cache.h"

namespace pbc::policy {

/// All members may be called by any thread at any time.
template <class T>
class ShardedCache {
 public:
  /// The number of shards is rounded up to a power of two; each has at least one entry of `limits`, if that has any. A
  /// value larger than a shard's part of the bytes is not stored.
  explicit ShardedCache(CacheLimits limits, std::size_t shards = 16) {
    const std::size_t count = std::bit_ceil(shards == 0 ? 1 : shards);
    limits.bytes /= count;
    if (limits.entries > 0) limits.entries = (limits.entries - 1) / count + 1;
    shards_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) shards_.push_back(std::make_unique<Shard>(limits));
  }

  /// As SieveCache does.
  std::shared_ptr<const T> find(std::string_view key, Micros now) {
    Shard& shard = shard_of(key);
    const std::lock_guard lock(shard.mutex);
    return shard.cache.find(key, now);
  }
  bool insert(std::string_view key, std::shared_ptr<const T> value, std::size_t bytes, Micros expires, Micros now) {
    Shard& shard = shard_of(key);
    const std::lock_guard lock(shard.mutex);
    return shard.cache.insert(key, std::move(value), bytes, expires, now);
  }
  bool erase(std::string_view key) {
    Shard& shard = shard_of(key);
    const std::lock_guard lock(shard.mutex);
    return shard.cache.erase(key);
  }
  void clear() {
    for (const auto& shard : shards_) {
      const std::lock_guard lock(shard->mutex);
      shard->cache.clear();
    }
  }

  /// The sum over the shards, one after the other.
  CacheStatistics statistics() const {
    CacheStatistics result;
    for (const auto& shard : shards_) {
      const std::lock_guard lock(shard->mutex);
      result += shard->cache.statistics();
    }
    return result;
  }
  std::size_t shards() const { return shards_.size(); }

 private:
  struct alignas(64) Shard {  // a cache line of its own
    explicit Shard(CacheLimits limits) : cache(limits) {}
    std::mutex mutex;
    SieveCache<T> cache;
  };

  /// By bits that the table of the shard, which takes the remainder by a prime number, does not repeat.
  Shard& shard_of(std::string_view key) {
    return *shards_[(std::hash<std::string_view>()(key) >> 32) & (shards_.size() - 1)];
  }

  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace pbc::policy
