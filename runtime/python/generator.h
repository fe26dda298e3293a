// SPDX-License-Identifier: Apache-2.0
//
// Generator objects (Python reference, 6.2.9 Yield expressions).
#pragma once

#include <exception>
#include <memory>

#include "pbc/generator.h"
#include "python/execution.h"
#include "python/fiber.h"
#include "python/iterators.h"

namespace pbc {

class Generators;

struct Generator final : Iterator {
  enum class State : std::uint8_t { kCreated, kSuspended, kRunning, kFinished };

  Generator(const char* function, int line, GeneratorBody* body) : function(function), line(line), body(body) {}
  /// Unwinds what is suspended, as `close` does; an exception is printed as ignored.
  ~Generator() override;

  bool next(Value& item) override;
  const Type& type() const override { return kGeneratorType; }

  /// gen.send(value): false when the body has returned; `result` is then the value that it returned.
  bool send(const Value& value, Value& item);
  /// gen.throw(exception)
  bool throw_in(const Value& exception, Value& item);
  void close();
  /// What the body returned, once; else None.
  Value take_result();
  /// Of the `yield` that it waits at; before the start, where its function begins.
  int current_line() const;
  /// Ends it as its last reference goes or as the run ends: never raises.
  void finalize() noexcept;
  /// Destroys what its stack holds, without running Python code.
  void unwind() noexcept;

  const char* function;  // __qualname__
  int line;              // of its first line
  State state = State::kCreated;
  std::unique_ptr<GeneratorBody> body;
  Value result;    // what the body returned, until it is taken
  Value delegate;  // the iterator of the `yield from` that it is in

 private:
  friend Value yield(Value value);
  friend Value yield_from(const Value& iterable);
  friend class Generators;
  enum class Order : std::uint8_t { kSend, kThrow, kUnwind };

  bool resume(Order order, const Value& given, Value& item);
  bool suspend(Value& value);
  void switch_in();
  void finish();
  static void run(void* self);

  std::unique_ptr<Fiber> fiber_;
  Order order_ = Order::kSend;  // for the body
  Value transfer_;              // what goes to the body, or comes from it
  Value error_;                 // the exception that left the body
  std::exception_ptr failure_;  // one that is not Python's, and what was in flight with it
  Exception* failed_with_ = nullptr;
  // The body's part of Execution while it is suspended.
  Frame* frame_ = nullptr;
  Exception* own_handled_ = nullptr;
  int own_handlers_ = 0;
  Generators* home_ = nullptr;     // once it has a stack
  Generator* previous_ = nullptr;  // among those that have a stack
  Generator* next_ = nullptr;
};

/// raise StopIteration, with what the iterator returned if it is a generator.
[[noreturn]] void raise_stop(const Value& iterator);

/// Null unless `v` is a generator.
Generator* as_generator(const Value& v);

/// What `yield from` does with the iterator that it delegates to when it is closed.
void close_iterator(const Value& iterator);

/// Closes what is still suspended when a run ends, while its variables and its output are still there.
void close_generators();

}  // namespace pbc
