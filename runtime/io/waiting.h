// SPDX-License-Identifier: Apache-2.0
//
// How a run waits for the outside: with its thread, or by giving the thread to other runs.
#pragma once

#include <condition_variable>
#include <mutex>

#include "phantom/world.h"

namespace pbc::io {

/// The system's clock.
engine::Micros system_now();

class Waiting {
 public:
  Waiting() = default;
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
  virtual ~Waiting() = default;

  /// Comes back at `time` of the system's clock, or when there was a wake() since it came back last.
  virtual void until(engine::Micros time) = 0;
  /// From any thread.
  virtual void wake() = 0;
  /// Everybody is to stop: waiting comes to an end, and the run with it.
  virtual bool is_over() const { return false; }
};

/// The thread sleeps.
class ThreadWaiting final : public Waiting {
 public:
  void until(engine::Micros time) override;
  void wake() override;

 private:
  std::mutex mutex_;
  std::condition_variable condition_;
  bool is_woken_ = false;
};

/// Later than any event.
inline constexpr engine::Micros kForever = INT64_MAX / 4;

}  // namespace pbc::io
