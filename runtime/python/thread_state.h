// SPDX-License-Identifier: Apache-2.0
//
// What a thread holds of the run that it carries on, so that it can put one run aside and take up another.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "pbc/frame.h"
#include "python/limits.h"

namespace pbc {

class Heap;
class Clock;
namespace http {
class Transport;
}

/// The library's part of the state of a run that is not active: its heap, its calls, its limits. A new one is that of a
/// thread which has not begun anything.
class ThreadState {
 public:
  /// Puts the state kept here in place of the thread's, and keeps that.
  void exchange();

 private:
  Heap* heap_ = nullptr;
  Execution execution_;
  Exception* waiting_ = nullptr;
  int recursion_limit_ = 1000;
  int module_ = 0;
  std::size_t most_int_digits_ = 4300;
  std::int64_t steps_left_ = INT64_MAX;
  std::int64_t most_steps_ = 0;
  MemoryUse memory_;
  const void* showing_ = nullptr;  // by repr()
  std::vector<const void*> shown_;
  int hash_depth_ = 0;
  int destruction_depth_ = 0;
  void* destroyed_ = nullptr;  // what waits for its destruction
  std::pair<const Object*, std::uint32_t> bypassed_{};
  Clock* clock_ = nullptr;
  http::Transport* transport_ = nullptr;
};

}  // namespace pbc
