// SPDX-License-Identifier: Apache-2.0
//
// What this thread is doing: the calls and exceptions that are active. A generator takes its part along when it is
// suspended and puts it back on top when it is resumed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

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
// What recursion on this thread is in the middle of; each puts another run's in its place (thread_state.h).
const void* exchange_showing(const void* innermost);
/// Objects whose text is being made, of library classes that show themselves once.
extern thread_local std::vector<const void*> shown_objects;
/// One of them, while it lives.
class ShownScope {
 public:
  explicit ShownScope(const void* object) { shown_objects.push_back(object); }
  ~ShownScope() { shown_objects.pop_back(); }
  ShownScope(const ShownScope&) = delete;
  ShownScope& operator=(const ShownScope&) = delete;
};
int exchange_hash_depth(int depth);
void exchange_destruction(int& depth, void*& waiting);
void exchange_bypassed(std::pair<const Object*, std::uint32_t>& bypassed);

/// Calls of this thread may use `bytes` of stack from here downwards.
void limit_stack(std::size_t bytes);

}  // namespace pbc
