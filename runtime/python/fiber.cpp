// SPDX-License-Identifier: Apache-2.0
#include "python/fiber.h"

#include <sys/mman.h>

#include <cstring>

#include "python/errors.h"

#if defined(__SANITIZE_ADDRESS__)
#define PBC_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PBC_ADDRESS_SANITIZER 1
#endif
#endif
#ifdef PBC_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

namespace pbc {

namespace {

constexpr std::size_t kGuard = std::size_t{64} << 10;
/// What library functions below the deepest call may use.
constexpr std::size_t kReserve = std::size_t{256} << 10;
/// Linux allows a process 65530 mappings, and a stack with its guard takes two.
constexpr std::size_t kMostTaken = 20'000;
/// Idle ones above this are given back, with the pages that a deep recursion has touched.
constexpr std::size_t kMostIdle = 32;

void start_switch([[maybe_unused]] void** fake, [[maybe_unused]] const void* bottom,
                  [[maybe_unused]] std::size_t size) {
#ifdef PBC_ADDRESS_SANITIZER
  __sanitizer_start_switch_fiber(fake, bottom, size);
#endif
}

void finish_switch([[maybe_unused]] void* fake, [[maybe_unused]] const void** bottom,
                   [[maybe_unused]] std::size_t* size) {
#ifdef PBC_ADDRESS_SANITIZER
  __sanitizer_finish_switch_fiber(fake, bottom, size);
#endif
}

}  // namespace

struct Fiber::Stack {
  explicit Stack(std::size_t bytes) : size(bytes) {
    void* memory =
        mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED) raise_error(kMemoryError, "no room for the stack of a generator");
    bottom = static_cast<char*>(memory);
    mprotect(bottom, kGuard, PROT_NONE);
    madvise(bottom, size, MADV_NOHUGEPAGE);  // a huge page would take 2 MB for the few KB that most generators use
  }
  ~Stack() {
#ifdef PBC_ADDRESS_SANITIZER
    __asan_unpoison_memory_region(bottom, size);
#endif
    munmap(bottom, size);
  }
  char* bottom = nullptr;
  const std::size_t size;
};

namespace {

/// The stack stays with its Fiber, whatever Boost says.
struct KeepStack {
  void deallocate(boost::context::stack_context&) noexcept {}
};

}  // namespace

Fiber::Fiber(std::size_t bytes) : stack_(std::make_unique<Stack>(bytes)) {
  boost::context::stack_context context;
  context.size = bytes - kGuard;
  context.sp = stack_->bottom + bytes;
  inside_ = boost::context::fiber(std::allocator_arg, boost::context::preallocated(context.sp, context.size, context),
                                  KeepStack(), [this](boost::context::fiber&& caller) {
                                    run(std::move(caller));
                                    return std::move(outside_);
                                  });
}

Fiber::~Fiber() {
  job_ = nullptr;
  enter();
}

const char* Fiber::end() const { return stack_->bottom + kGuard + kReserve; }

void Fiber::exchange(CaughtExceptions& kept) {
  void* globals = abi::__cxa_get_globals();
  CaughtExceptions now;
  std::memcpy(&now, globals, sizeof now);
  std::memcpy(globals, &kept, sizeof kept);
  kept = now;
}

void Fiber::start(void (*job)(void*), void* context) {
  job_ = job;
  context_ = context;
  enter();
}

void Fiber::resume() { enter(); }

void Fiber::enter() {
  exchange(caught_);
  start_switch(&fake_outside_, stack_->bottom + kGuard, stack_->size - kGuard);
  inside_ = std::move(inside_).resume();
  finish_switch(fake_outside_, nullptr, nullptr);
  exchange(caught_);
}

void Fiber::suspend() {
  start_switch(&fake_inside_, outside_bottom_, outside_size_);
  outside_ = std::move(outside_).resume();
  finish_switch(fake_inside_, &outside_bottom_, &outside_size_);
}

void Fiber::run(boost::context::fiber&& caller) {
  finish_switch(nullptr, &outside_bottom_, &outside_size_);
  outside_ = std::move(caller);
  while (job_ != nullptr) {
    job_(context_);
    suspend();
  }
  start_switch(nullptr, outside_bottom_, outside_size_);
}

std::unique_ptr<Fiber> FiberPool::take() {
  if (taken_ == kMostTaken) raise_error(kMemoryError, "too many generators are suspended");
  std::unique_ptr<Fiber> fiber;
  if (idle_.empty()) {
    fiber = std::make_unique<Fiber>();
  } else {
    fiber = std::move(idle_.back());
    idle_.pop_back();
  }
  ++taken_;
  return fiber;
}

void FiberPool::give(std::unique_ptr<Fiber> fiber) {
  --taken_;
  if (idle_.size() < kMostIdle) idle_.push_back(std::move(fiber));
}

}  // namespace pbc
