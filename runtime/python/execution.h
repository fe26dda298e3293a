// SPDX-License-Identifier: Apache-2.0
//
// What this thread is doing: the calls and exceptions that are active. A generator takes its part along when it is
// suspended and puts it back on top when it is resumed.
#pragma once

#include <cstddef>

#include "pbc/frame.h"

namespace pbc {

struct Exception;
struct Generator;

/// The exceptions are kept alive by whoever throws or handles them.
struct Execution {
  Frame* frame = nullptr;
  int depth = 0;  // calls and native recursion, against Python's limit
  Exception* in_flight = nullptr;
  Exception* handled = nullptr;
  Exception* inherited = nullptr;   // what is handled where no Handling of this stack is active
  int handlers = 0;                 // active Handlings of this stack
  Generator* generator = nullptr;   // whose stack this is; null: the thread's own
  const char* stack_end = nullptr;  // calls that come below raise RecursionError; null: not known
};
extern constinit thread_local Execution execution;
/// sys.setrecursionlimit: calls beyond it raise RecursionError, as do those that the stack has no room for.
extern constinit thread_local int recursion_limit;

/// A new caller for a frame that has been suspended.
void relink(Frame& frame, Frame* caller);
/// RecursionError where one more call is too many.
void check_recursion(const char* doing);
/// Sends an exception on its way that has been raised already, as it is.
[[noreturn]] void rethrow(Value exception);
/// The exception that is being handled becomes the context of `exception`.
void set_context(Exception& exception);
/// Calls of this thread may use `bytes` of stack from here downwards.
void limit_stack(std::size_t bytes);

}  // namespace pbc
