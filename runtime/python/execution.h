// SPDX-License-Identifier: Apache-2.0
//
// What this thread is doing: the calls and exceptions that are active. A generator takes its part along when it is
// suspended and puts it back on top when it is resumed.
#pragma once

#include <cstddef>

#include "pbc/frame.h"

namespace pbc {

/// A new caller for a frame that has been suspended. Exceptions that pass through below are no concern of the frame.
void relink(Frame& frame, Frame* caller);
/// RecursionError where one more call is too many.
void check_recursion(const char* doing);
/// Sends an exception on its way that has been raised already, as it is.
[[noreturn]] void rethrow(Value exception);
/// The exception that is being handled becomes the context of `exception`.
void set_context(Exception& exception);
/// The instance that `raise value` raises. TypeError for what is no exception.
Value raised_instance(const Value& value);
/// Adds where `frame` is to the traceback, once while the exception is on its way.
void add_place(Exception& exception, const Frame& frame);
/// Takes the exception that waits (pbc/attempt.h) out of the way of code that runs in between, and puts it back.
Value suspend_failure();
void resume_failure(Value exception);
/// Puts another run's in its place; null: none waits.
Exception* exchange_failure(Exception* failure);
/// Calls of this thread may use `bytes` of stack from here downwards.
void limit_stack(std::size_t bytes);

}  // namespace pbc
