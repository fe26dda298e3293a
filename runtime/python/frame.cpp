// SPDX-License-Identifier: Apache-2.0
//
// Frames, raising and handling. An exception collects its traceback while it passes through frames: a frame adds its
// place once, either when the exception leaves it or when one of its `except` clauses looks at it.
#include "pbc/frame.h"

#include <cstdio>
#include <exception>

#include "python/active_module.h"
#include "python/class.h"
#include "python/execution.h"

namespace pbc {

namespace {

Value share(Exception* exception) {
  if (exception == nullptr) return None;
  ++exception->references;
  return {Tag::kException, exception};
}

}  // namespace

/// Runs in the middle of anything, an exception on its way included, and leaves what is being done as it was.
void run_finalizer(const Value& self) noexcept {
  const Execution before = execution;
  execution.in_flight = nullptr;
  execution.uncaught = std::uncaught_exceptions();
  Value failure = suspend_failure();
  try {
    call_special(self, "__del__");
  } catch (const Raised& raised) {
    std::string text = "Exception ignored in: " + to_repr(self.attr("__del__").attr("__func__")) + "\n";
    text += format_traceback(raised.exception, playbook_source());
    std::fputs(text.c_str(), stderr);
  } catch (...) {
  }
  execution = before;
  resume_failure(std::move(failure));
}

void add_place(Exception& exception, const Frame& frame) {
  if (exception.last_frame == &frame) return;
  exception.last_frame = &frame;
  exception.traceback.push_back({frame.function(), frame.line(), active_module()});
}

Value raised_instance(const Value& value) {
  if (value.is(Tag::kException)) return value;
  const Type* type = as_type(value);
  if (type == nullptr || !is_subtype(*type, kBaseException))
    raise_type_error("exceptions must derive from BaseException");
  Value made = value();
  if (!made.is(Tag::kException))
    raise_type_error("calling ", to_repr(value), " should have returned an instance of BaseException, not ",
                     to_repr(type_value(type_of(made))));
  return made;
}

namespace {

/// Takes over a reference out of `exception`.
Exception* take(Value exception) {
  ++exception.object()->references;
  return &as_exception(exception);
}

/// Throws `exception` and takes over the reference. Whoever calls it holds nothing that needs a destructor.
[[noreturn]] [[gnu::always_inline]] inline void throw_it(Exception* exception) {
  set_context(*exception);
  exception->last_frame = nullptr;
  execution.in_flight = exception;
  throw Raised{Value(Tag::kException, exception)};
}

constinit thread_local int module_index = 0;

}  // namespace

constinit thread_local Execution execution;
constinit thread_local int recursion_limit = 1000;

void raise_recursion(const char* doing) {
  raise_error(kRecursionError, joined({"maximum recursion depth exceeded", doing}));
}

void check_recursion(const char* doing) {
  if (execution.is_deep()) raise_recursion(doing);
}

void limit_stack(std::size_t bytes) {
  execution.stack_end = static_cast<const char*>(__builtin_frame_address(0)) - bytes;
}

/// Cuts a cycle that this would close (as _PyErr_SetObject).
void set_context(Exception& exception) {
  Exception* handled = execution.handled;
  if (handled == nullptr || handled == &exception) return;
  Exception* at = handled;
  for (int steps = 0; at->context.is(Tag::kException) && steps < 100000; ++steps) {
    Exception& next = as_exception(at->context);
    if (&next == &exception) {
      at->context = None;
      break;
    }
    at = &next;
  }
  exception.context = share(handled);
}

void rethrow(Value exception) {
  execution.in_flight = &as_exception(exception);
  throw Raised{std::move(exception)};
}

void relink(Frame& frame, Frame* caller) {
  frame.caller_ = caller;
  frame.exceptions_ = execution.in_flight == nullptr ? execution.uncaught : Frame::count_uncaught();
}

int active_module() { return module_index; }
void set_active_module(int module) { module_index = module; }

int Frame::count_uncaught() { return std::uncaught_exceptions(); }

void Frame::leave() {
  if (std::uncaught_exceptions() > exceptions_) add_place(*execution.in_flight, *this);
}

const Frame* current_frame() { return execution.frame; }

Recursion::Recursion(const char* doing) {
  check_recursion(doing);
  ++execution.depth;
}
Recursion::~Recursion() { --execution.depth; }

void raise(const Value& value) { throw_it(take(raised_instance(value))); }

namespace {

Value caused_by(const Value& cause, const Value& value) {
  Value exception = raised_instance(value);
  Value given = cause;
  if (as_type(cause) != nullptr && is_subtype(*as_type(cause), kBaseException)) given = cause();
  if (!given.is(Tag::kException) && !given.is_none())
    raise_type_error("exception causes must derive from BaseException");
  as_exception(exception).cause = std::move(given);
  as_exception(exception).suppress_context = true;
  return exception;
}

}  // namespace

void raise(const Value& value, const Value& cause) { throw_it(take(caused_by(cause, value))); }

void reraise() {
  if (execution.handled == nullptr) raise_error(kRuntimeError, "No active exception to reraise");
  execution.in_flight = execution.handled;
  execution.in_flight->last_frame = execution.frame;
  throw Raised{share(execution.handled)};
}

void raise_error(const Type& type, std::string_view message) { throw_it(take(make_exception(type, message))); }
void raise_joined(const Type& type, std::initializer_list<std::string_view> parts) {
  throw_it(take(make_exception(type, joined(parts))));
}
void raise_exception(const Type& type, std::initializer_list<Value> args) {
  throw_it(take(make_exception(type, args)));
}
void raise_key_error(const Value& key) { throw_it(take(make_exception(kKeyError, {key}))); }

void raise_assertion(Value message) {
  throw_it(take(message.is_unset() ? make_exception(kAssertionError, std::initializer_list<Value>{})
                                   : make_exception(kAssertionError, {std::move(message)})));
}

Value handled_exception() { return share(execution.handled); }

void caught() { execution.in_flight = execution.handled; }

Handling::Handling(const Raised& raised) : exception_(raised.exception), previous_(share(execution.handled)) {
  Exception& exception = as_exception(exception_);
  if (execution.frame != nullptr) add_place(exception, *execution.frame);
  execution.handled = &exception;
  execution.in_flight = &exception;
  ++execution.handlers;
}

Handling::~Handling() {
  // The resumer of a generator may be handling another exception than the one before.
  if (--execution.handlers == 0)
    execution.handled = execution.inherited;
  else
    execution.handled = previous_.is(Tag::kException) ? &as_exception(previous_) : nullptr;
  // On the way out with an exception it stays the one in flight, whether it is this or one raised by the handler.
  if (std::uncaught_exceptions() == 0) execution.in_flight = execution.handled;
}

bool Handling::matches(const Value& classes) const {
  auto check = [](const Value& value) -> const Type& {
    const Type* type = as_type(value);
    if (type == nullptr || !is_subtype(*type, kBaseException))
      raise_type_error("catching classes that do not inherit from BaseException is not allowed");
    return *type;
  };
  if (!classes.is(Tag::kTuple)) return is_exception(exception_, check(classes));
  for (const Value& value : as_tuple(classes)) check(value);
  for (const Value& value : as_tuple(classes))
    if (is_exception(exception_, check(value))) return true;
  return false;
}

}  // namespace pbc
