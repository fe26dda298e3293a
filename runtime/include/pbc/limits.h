// SPDX-License-Identifier: Apache-2.0
//
// How long a run may go on: every call and every round of a loop is a step.
#pragma once

#include <cstdint>

namespace pbc {

/// Steps that this thread's run may still take.
extern constinit thread_local std::int64_t steps_left;
/// Ends the run: no `except` and no `finally` of the playbook sees it.
[[noreturn]] void out_of_steps();
inline void step() {
  if (--steps_left < 0) out_of_steps();
}

}  // namespace pbc
