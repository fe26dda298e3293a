// SPDX-License-Identifier: Apache-2.0
//
// Stacks beside the thread's own, for generators. See docs/decisions/0009-generators-on-stacks-of-their-own.md.
#pragma once

#include <cxxabi.h>

#include <boost/context/fiber.hpp>
#include <cstddef>
#include <memory>
#include <vector>

namespace pbc {

/// A stack that runs one job after the other. It belongs to the thread that made it.
class Fiber {
 public:
  /// Address space that is enough for Python's deepest recursion in a generator.
  static constexpr std::size_t kUsualStack = std::size_t{16} << 20;

  /// A stack takes `bytes` of address space; its pages are used when touched. Raises MemoryError when the system has no
  /// room for another one.
  explicit Fiber(std::size_t bytes = kUsualStack);
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  /// Begins `job(context)`, which must not let exceptions out, and comes back when it suspends or returns.
  void start(void (*job)(void*), void* context);
  /// Goes on where the job was suspended.
  void resume();
  /// In the job: back to whoever started or resumed it.
  void suspend();
  /// Calls on this stack must not go below.
  const char* end() const;

 private:
  /// Exceptions that are caught at this moment belong to a stack (Itanium C++ ABI, 2.2.2).
  struct CaughtExceptions {
    void* caught = nullptr;
    unsigned int uncaught = 0;
  };
  struct Stack;

  void enter();
  void run(boost::context::fiber&& caller);
  static void exchange(CaughtExceptions& kept);

  std::unique_ptr<Stack> stack_;
  boost::context::fiber inside_;   // while suspended: the fiber
  boost::context::fiber outside_;  // while running: who resumed it
  CaughtExceptions caught_;        // while suspended: the fiber's; while running: the resumer's
  void (*job_)(void*) = nullptr;   // null: the fiber is to end
  void* context_ = nullptr;
  // For the address sanitizer: where the other side's stack is.
  void* fake_inside_ = nullptr;
  void* fake_outside_ = nullptr;
  const void* outside_bottom_ = nullptr;
  std::size_t outside_size_ = 0;
};

/// Fibers without a job, the last used first, so that a stack that is warm is taken again.
class FiberPool {
 public:
  std::unique_ptr<Fiber> take();
  void give(std::unique_ptr<Fiber> fiber);

 private:
  std::vector<std::unique_ptr<Fiber>> idle_;
  std::size_t taken_ = 0;
};

}  // namespace pbc
