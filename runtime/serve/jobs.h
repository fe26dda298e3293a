// SPDX-License-Identifier: Apache-2.0
//
// Analyses that somebody comes back for.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "serve/serve.h"

namespace pbc::serve {

struct Job {
  enum class State : std::uint8_t { kQueued, kRunning, kDone, kFailed };
  State state = State::kQueued;
  std::string id;
  std::string name;
  Micros created = 0, started = 0, ended = 0;  // 0: not yet
  std::shared_ptr<const Done> done;            // when it has ended

  /// As the API tells it.
  std::string json() const;
};

/// Any thread may call it. Those that have not ended are all kept; of the others, the newest of at most `most`, of some
/// bytes and of some age.
class Jobs {
 public:
  explicit Jobs(std::size_t most) : most_(most) {}

  /// An id that nobody can guess.
  std::string add(std::string name, Micros now);
  void begin(const std::string& id, Micros now);
  void end(const std::string& id, std::shared_ptr<const Done> done, Micros now);
  /// Whether it was there.
  bool remove(const std::string& id);
  std::optional<Job> find(const std::string& id, Micros now);
  std::size_t size() const;

 private:
  struct Ended {
    std::string id;
    Micros ended = 0;
    std::size_t bytes = 0;
  };
  void forget(Micros now);

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Job> jobs_;
  std::list<Ended> ended_;  // the oldest first
  std::size_t bytes_ = 0;
};

}  // namespace pbc::serve
