// SPDX-License-Identifier: Apache-2.0
//
// Where the program is, and what went wrong there: frames, exceptions, tracebacks.
#pragma once

#include "pbc/function.h"

namespace pbc {

class Frame;
struct Exception;
struct Generator;

/// sys.setrecursionlimit: calls beyond it raise RecursionError, as do those that the stack has no room for.
extern constinit thread_local int recursion_limit;

/// What this thread is doing: the calls and exceptions that are active (python/execution.h).
struct Execution {
  Frame* frame = nullptr;
  int depth = 0;     // calls and native recursion, against Python's limit
  int uncaught = 0;  // C++ exceptions that pass through below whatever runs now: in a finalizer
  // The exceptions are kept alive by whoever throws or handles them.
  Exception* in_flight = nullptr;
  Exception* handled = nullptr;
  Exception* inherited = nullptr;   // what is handled where no Handling of this stack is active
  int handlers = 0;                 // active Handlings of this stack
  Generator* generator = nullptr;   // whose stack this is; null: the thread's own
  const char* stack_end = nullptr;  // calls that come below raise RecursionError; null: not known

  bool is_deep() const {
    return depth >= recursion_limit || static_cast<const char*>(__builtin_frame_address(0)) < stack_end;
  }
};
extern constinit thread_local Execution execution;

/// RecursionError "maximum recursion depth exceeded" and `doing`, such as " in comparison".
[[noreturn]] void raise_recursion(const char* doing);

/// One active call of a playbook function. Emitted code names it `at` and says `at(31);` when it comes to line 31 of
/// the playbook. When an exception passes through, the frame adds itself to the traceback.
class Frame {
 public:
  /// `function` as a traceback names it: `<module>`, `on_start`. Raises RecursionError when calls nest too deep.
  explicit Frame(const char* function) : function_(function), caller_(execution.frame) {
    step();
    if (execution.is_deep()) raise_recursion("");
    exceptions_ = execution.in_flight == nullptr ? execution.uncaught : count_uncaught();
    ++execution.depth;
    execution.frame = this;
  }
  ~Frame() {
    execution.frame = caller_;
    --execution.depth;
    if (execution.in_flight != nullptr) leave();
  }
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  void operator()(int line) noexcept { line_ = line; }
  /// `at(31, x)[0]`: comes to line 31 after `x` was evaluated and before the operation on it.
  template <typename T>
  T&& operator()(int line, T&& value) noexcept {
    line_ = line;
    return std::forward<T>(value);
  }
  const char* function() const noexcept { return function_; }
  int line() const noexcept { return line_; }
  const Frame* caller() const noexcept { return caller_; }

 private:
  friend void relink(Frame& frame, Frame* caller);
  static int count_uncaught();
  void leave();  // adds itself to the traceback of an exception that passes through
  const char* function_;
  Frame* caller_;
  int line_ = 0;
  int exceptions_;  // in flight when the frame was entered
};

/// A Python exception on its way up; what C++ throws and catches.
struct Raised {
  Value exception;  // kException or a kInstance of an exception class
};

/// `raise value`: an instance, or a class that is called without arguments. The exception being handled becomes its
/// __context__.
[[noreturn]] void raise(const Value& exception);
/// `raise value from cause`
[[noreturn]] void raise(const Value& exception, const Value& cause);
/// `raise` on its own: the exception being handled, or RuntimeError.
[[noreturn]] void reraise();
/// raise TypeName(message), for the runtime itself; `type` is the name of a built-in exception.
[[noreturn]] void raise_error(Name type, std::string_view message);
/// `assert condition, message`
[[noreturn]] void raise_assertion(Value message = Value());

/// Scope of an `except` clause: while it lives, its exception is the one being handled (sys.exc_info).
class Handling {
 public:
  explicit Handling(const Raised& raised);
  ~Handling();
  Handling(const Handling&) = delete;
  Handling& operator=(const Handling&) = delete;
  /// `except classes`: a class or a tuple of classes. Raises TypeError for anything else.
  bool matches(const Value& classes) const;
  const Value& exception() const { return exception_; }

 private:
  Value exception_;
  Value previous_;
};

/// `with manager`: calls __enter__ and gives its value. Raises TypeError for what is no context manager.
Value enter(const Value& manager);
/// The end of a `with` without an exception: __exit__(None, None, None).
void leave(const Value& manager);
/// The end of a `with` by an exception; true when the manager swallows it.
bool leave(const Value& manager, const Raised& raised);

}  // namespace pbc
