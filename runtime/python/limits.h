// SPDX-License-Identifier: Apache-2.0
//
// What a run may use before it is ended: steps and memory (docs/contracts.md, Limits).
#pragma once

#include <cstddef>
#include <cstdint>

#include "pbc/limits.h"
#include "pbc/value.h"

namespace pbc {

/// What out_of_steps throws. The exception carries the traceback and is not Python's to catch.
struct LimitReached {
  Value exception;
};

/// The limits of this thread's run from here on; 0: none.
void set_limits(std::int64_t steps, std::size_t bytes);
/// Whoever reports how a run ended needs some of both.
void lift_limits();
/// What set_limits was given, which is of use for a message; another run's is put in its place.
std::int64_t exchange_most_steps(std::int64_t steps);

/// Work that grows with the size of its operands counts as many steps at once.
inline void take_steps(std::int64_t count) {
  if ((steps_left -= count) < 0) out_of_steps();
}

/// Bytes of heap chunks and large blocks that this thread holds, and how many it may.
struct MemoryUse {
  std::size_t used = 0;
  std::size_t limit = SIZE_MAX;
};
extern constinit thread_local MemoryUse memory_use;
/// raise MemoryError
[[noreturn]] void out_of_memory();

inline void charge(std::size_t bytes) {
  if (bytes > memory_use.limit || memory_use.used > memory_use.limit - bytes) out_of_memory();
  memory_use.used += bytes;
}
/// A block may end on another thread than the one it began on.
inline void refund(std::size_t bytes) noexcept { memory_use.used -= bytes < memory_use.used ? bytes : memory_use.used; }

}  // namespace pbc
