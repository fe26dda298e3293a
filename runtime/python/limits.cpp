// SPDX-License-Identifier: Apache-2.0
//
// The limits of a run, and the operators new and delete of its program: large blocks outside of the Heap (a text that
// is being put together, the digits of an int) count as the Heap's do.
#include "python/limits.h"

#include <malloc.h>

#include <cstdlib>
#include <limits>
#include <new>
#include <utility>

#include "python/execution.h"
#include "python/objects.h"

namespace pbc {

namespace {

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();
/// For the MemoryError itself, and for the frames that it passes.
constexpr std::size_t kMemoryReserve = std::size_t{1} << 20;

thread_local std::int64_t most_steps = 0;

constinit const Type kStepLimitReached{.name = "StepLimitReached", .module = "pbc", .base = &kBaseException};

}  // namespace

constinit thread_local std::int64_t steps_left = kNoLimit;
constinit thread_local MemoryUse memory_use;

void set_limits(std::int64_t steps, std::size_t bytes) {
  most_steps = steps;
  steps_left = steps == 0 ? kNoLimit : steps;
  memory_use.limit = bytes == 0 ? SIZE_MAX : bytes;
}

void lift_limits() { set_limits(0, 0); }

std::int64_t exchange_most_steps(std::int64_t steps) { return std::exchange(most_steps, steps); }

void out_of_steps() {
  steps_left = 0;  // the next step ends here, too
  Value exception = make_exception(
      kStepLimitReached, "more than " + std::to_string(most_steps) + " calls and rounds of loops; see --max-steps");
  execution.in_flight = &as_exception(exception);
  throw LimitReached{std::move(exception)};
}

void out_of_memory() {
  struct Reserve {
    std::size_t limit = memory_use.limit;
    Reserve() { memory_use.limit = limit > SIZE_MAX - kMemoryReserve ? SIZE_MAX : limit + kMemoryReserve; }
    ~Reserve() { memory_use.limit = limit; }
  } reserve;
  raise_error(kMemoryError, "");
}

}  // namespace pbc

#if !defined(__SANITIZE_ADDRESS__)

namespace {

/// Blocks below it cost more to count than they hold.
constexpr std::size_t kLarge = std::size_t{64} << 10;

bool may_be_large(std::size_t bytes) { return bytes >= kLarge - 64; }

void end(void* block) noexcept {
  const std::size_t size = malloc_usable_size(block);
  if (size >= kLarge) pbc::refund(size);
  std::free(block);
}

}  // namespace

void* operator new(std::size_t bytes) {
  if (may_be_large(bytes)) {
    pbc::charge(bytes);
    pbc::refund(bytes);
  }
  void* block = std::malloc(bytes == 0 ? 1 : bytes);
  if (block == nullptr) pbc::out_of_memory();
  if (may_be_large(bytes)) {
    const std::size_t size = malloc_usable_size(block);
    if (size >= kLarge) pbc::memory_use.used += size;
  }
  return block;
}

void operator delete(void* block) noexcept { end(block); }

void operator delete(void* block, std::size_t bytes) noexcept {
  if (may_be_large(bytes))
    end(block);
  else
    std::free(block);
}

#endif
