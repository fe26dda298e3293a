// SPDX-License-Identifier: Apache-2.0
#include "python/clock.h"

#include <chrono>
#include <thread>
#include <utility>

namespace pbc {
namespace {

class SystemClock final : public Clock {
 public:
  std::int64_t now() override {
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
  }
  void sleep(std::int64_t microseconds) override {
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
  }
};

thread_local Clock* current = nullptr;

}  // namespace

Clock& clock() {
  static SystemClock system;
  return current != nullptr ? *current : system;
}

void set_clock(Clock* clock) { current = clock; }

Clock* exchange_clock(Clock* clock) { return std::exchange(current, clock); }

}  // namespace pbc
