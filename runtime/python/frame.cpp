// SPDX-License-Identifier: Apache-2.0
//
// Frames, raising and handling. An exception collects its traceback while it passes through frames: a frame adds its
// place once, either when the exception leaves it or when one of its `except` clauses looks at it.
#include "pbc/frame.h"

#include <cstdio>
#include <exception>

#include "python/class.h"

namespace pbc {

namespace {

constexpr int kRecursionLimit = 1000;

/// What this thread is doing. The exceptions are kept alive by whoever throws or handles them.
struct Execution {
  Frame* frame = nullptr;
  int depth = 0;
  Exception* in_flight = nullptr;
  Exception* handled = nullptr;
};
constinit thread_local Execution execution;

void enter(const char* doing) {
  if (execution.depth >= kRecursionLimit)
    raise_error(kRecursionError, joined({"maximum recursion depth exceeded", doing}));
  ++execution.depth;
}

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
  try {
    call_special(self, "__del__");
  } catch (const Raised& raised) {
    std::string text = "Exception ignored in: " + to_repr(self.attr("__del__").attr("__func__")) + "\n";
    text += format_traceback(raised.exception, playbook_source());
    std::fputs(text.c_str(), stderr);
  } catch (...) {
  }
  execution = before;
}

namespace {

void add_place(Exception& exception, const Frame& frame) {
  if (exception.last_frame == &frame) return;
  exception.last_frame = &frame;
  exception.traceback.push_back({frame.function(), frame.line()});
}

/// Sets `exception`'s context to what is being handled, and cuts a cycle that this would close (as _PyErr_SetObject).
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

/// The instance that `raise value` raises.
Value instance_of(const Value& value) {
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

[[noreturn]] void throw_it(Value exception) {
  Exception& object = as_exception(exception);
  set_context(object);
  object.last_frame = nullptr;
  execution.in_flight = &object;
  throw Raised{std::move(exception)};
}

}  // namespace

Frame::Frame(const char* function)
    : function_(function), caller_(execution.frame), exceptions_(std::uncaught_exceptions()) {
  enter("");
  execution.frame = this;
}

Frame::~Frame() {
  execution.frame = caller_;
  --execution.depth;
  if (std::uncaught_exceptions() > exceptions_ && execution.in_flight != nullptr)
    add_place(*execution.in_flight, *this);
}

const Frame* current_frame() { return execution.frame; }

Recursion::Recursion(const char* doing) { enter(doing); }
Recursion::~Recursion() { --execution.depth; }

void raise(const Value& value) { throw_it(instance_of(value)); }

void raise(const Value& value, const Value& cause) {
  Value exception = instance_of(value);
  Value given = cause;
  if (as_type(cause) != nullptr && is_subtype(*as_type(cause), kBaseException)) given = cause();
  if (!given.is(Tag::kException) && !given.is_none())
    raise_type_error("exception causes must derive from BaseException");
  as_exception(exception).cause = std::move(given);
  as_exception(exception).suppress_context = true;
  throw_it(std::move(exception));
}

void reraise() {
  if (execution.handled == nullptr) raise_error(kRuntimeError, "No active exception to reraise");
  Value exception = share(execution.handled);
  execution.in_flight = execution.handled;
  execution.in_flight->last_frame = execution.frame;
  throw Raised{std::move(exception)};
}

void raise_error(const Type& type, std::string_view message) { throw_it(make_exception(type, message)); }
void raise_exception(const Type& type, std::initializer_list<Value> args) { throw_it(make_exception(type, args)); }

void raise_assertion(Value message) {
  throw_it(message.is_unset() ? make_exception(kAssertionError, std::initializer_list<Value>{})
                              : make_exception(kAssertionError, {std::move(message)}));
}

void caught() { execution.in_flight = execution.handled; }

Handling::Handling(const Raised& raised) : exception_(raised.exception), previous_(share(execution.handled)) {
  Exception& exception = as_exception(exception_);
  if (execution.frame != nullptr) add_place(exception, *execution.frame);
  execution.handled = &exception;
  execution.in_flight = &exception;
}

Handling::~Handling() {
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
