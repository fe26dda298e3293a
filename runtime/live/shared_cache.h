// SPDX-License-Identifier: Apache-2.0
//
// Answers that processes share in a Redis (docs/live.md, Redis). Any thread asks.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "live/live.h"
#include "live/redis.h"

namespace pbc::live {

/// An answer, and until when it may be used.
struct Kept {
  std::shared_ptr<Answer> answer;
  Micros expires = 0;
};

/// Whose name a key has in Redis: indicators cannot be read from it.
std::string name_in_redis(std::string_view key);
/// The bytes that are kept there. They hold for this key alone.
std::string pack(std::string_view key, const Answer& answer, Micros expires);
/// Nothing for bytes that pack() did not make of this key, or that are damaged.
std::optional<Kept> unpack(std::string_view key, std::string_view bytes);

class SharedCache {
 public:
  /// No answer in it where there is none, or Redis is away. Called on the thread of the Redis.
  using Deliver = std::function<void(Kept)>;

  explicit SharedCache(Redis& redis) : redis_(redis) {}

  /// Else asking is in vain.
  bool is_worth_asking() const { return redis_.is_prompt(); }
  /// Asks at once, unless a command is under way: what is asked meanwhile goes together in the next one.
  void find(std::string key, Deliver deliver);
  void put(std::string_view key, const Answer& answer, Micros expires, Micros now);

  struct Statistics {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
    std::uint64_t damaged = 0;   // of the misses
    std::uint64_t failures = 0;  // no answer
    std::uint64_t commands = 0;
  };
  /// Any thread.
  Statistics statistics() const;

 private:
  struct Asked {
    std::string key;
    Deliver deliver;
  };
  void ask(std::vector<Asked> asked);
  void ask_next();
  void take(std::vector<Asked> asked, const Redis::Reply& reply);

  Redis& redis_;
  std::mutex mutex_;
  std::deque<Asked> waiting_;  // for the command that is under way
  bool is_under_way_ = false;
  std::atomic<std::uint64_t> hits_ = 0, misses_ = 0, damaged_ = 0, failures_ = 0, commands_ = 0;
};

}  // namespace pbc::live
