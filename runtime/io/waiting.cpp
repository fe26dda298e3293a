// SPDX-License-Identifier: Apache-2.0
#include "io/waiting.h"

#include <chrono>

namespace pbc::io {

engine::Micros system_now() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

void ThreadWaiting::until(engine::Micros time) {
  std::unique_lock lock(mutex_);
  const auto woken = [&] { return is_woken_; };
  if (time == kForever) {
    condition_.wait(lock, woken);
  } else {
    condition_.wait_for(lock, std::chrono::microseconds(time - system_now()), woken);
  }
  is_woken_ = false;
}

void ThreadWaiting::wake() {
  // The lock is held while it notifies: the waiting may be over, and all of this gone, right afterwards.
  const std::lock_guard lock(mutex_);
  is_woken_ = true;
  condition_.notify_one();
}

}  // namespace pbc::io
