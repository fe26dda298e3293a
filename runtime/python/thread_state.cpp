// SPDX-License-Identifier: Apache-2.0
#include "python/thread_state.h"

#include <utility>

#include "python/active_module.h"
#include "python/clock.h"
#include "python/execution.h"
#include "python/heap.h"
#include "python/http.h"
#include "python/parse_number.h"

namespace pbc {

thread_local std::vector<const void*> shown_objects;

void ThreadState::exchange() {
  heap_ = Heap::exchange(heap_);
  std::swap(execution, execution_);
  waiting_ = exchange_failure(waiting_);
  std::swap(recursion_limit, recursion_limit_);
  const int module = active_module();
  set_active_module(std::exchange(module_, module));
  std::swap(most_int_digits, most_int_digits_);
  std::swap(steps_left, steps_left_);
  most_steps_ = exchange_most_steps(most_steps_);
  std::swap(memory_use, memory_);
  showing_ = exchange_showing(showing_);
  std::swap(shown_objects, shown_);
  hash_depth_ = exchange_hash_depth(hash_depth_);
  exchange_destruction(destruction_depth_, destroyed_);
  exchange_bypassed(bypassed_);
  clock_ = exchange_clock(clock_);
  http::Transport* const transport = http::transport();
  http::set_transport(std::exchange(transport_, transport));
}

}  // namespace pbc
