// SPDX-License-Identifier: Apache-2.0
//
// Answers that processes share in a Redis (docs/live.md, Redis). It belongs to the thread of its io_context.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "live/live.h"
#include "live/redis.h"

namespace pbc::live {

/// An answer, and until when it may be used.
struct Kept {
  std::shared_ptr<const Answer> answer;
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
  /// No answer in it where there is none, or Redis is away.
  using Deliver = std::function<void(Kept)>;

  explicit SharedCache(Redis& redis) : redis_(redis) {}

  /// Else asking is in vain.
  bool is_worth_asking() const { return redis_.is_prompt(); }
  /// Asks with the next flush().
  void find(std::string key, Deliver deliver);
  /// What was asked for since the last one goes in one command.
  void flush();
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
  void take(std::vector<Asked> asked, const Redis::Reply& reply);

  Redis& redis_;
  std::vector<Asked> asked_;
  std::atomic<std::uint64_t> hits_ = 0, misses_ = 0, damaged_ = 0, failures_ = 0, commands_ = 0;
};

}  // namespace pbc::live
