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

struct Generator : Iterator {
  enum class State : std::uint8_t { kCreated, kSuspended, kRunning, kFinished };
  using Order = Steps::Order;

  Generator(const char* function, int line) : function(function), line(line) {}

  bool next(Value& item) override { return resume(Order::kSend, None, item); }
  const Type& type() const override { return kGeneratorType; }

  /// gen.send(value): false when the body has returned; `result` is then the value that it returned.
  bool send(const Value& value, Value& item) { return resume(Order::kSend, value, item); }
  /// gen.throw(exception)
  bool throw_in(const Value& exception, Value& item) { return resume(Order::kThrow, exception, item); }
  void close();
  /// What the body returned, once; else None.
  Value take_result();
  /// Of the `yield` that it waits at; before the start, where its function begins.
  int current_line() const;
  /// Ends it as its last reference goes or as the run ends: never raises.
  void finalize() noexcept;
  /// Destroys what its stack holds, without running Python code.
  virtual void unwind() noexcept = 0;

  const char* function;  // __qualname__
  int line;              // of its first line
  State state = State::kCreated;
  Value result;    // what the body returned, until it is taken
  Value delegate;  // the iterator of the `yield from` that it is in

 protected:
  friend class Generators;

  bool resume(Order order, const Value& given, Value& item);
  /// Behind the last step: raises what left the body, or gives false.
  bool end();
  /// Unwinds what is suspended, as `close` does; an exception is printed as ignored. Every destructor calls it.
  void drop() noexcept;
  /// At the first step: takes what running needs.
  virtual void begin() = 0;
  /// Runs the body until it suspends or ends. `transfer` goes in, and is then what was yielded.
  virtual void switch_in(Order order, Value& transfer) = 0;
  /// Gives back what running needed, if it has begun, and what the body holds.
  virtual void finish() = 0;
  /// Begins a `yield from`.
  void delegate_to(Value iterator);
  /// In a `yield from`: gives what this generator was sent or thrown to `delegate`. False when that has ended, having
  /// returned `returned`.
  bool pass_on(bool is_sent, const Value& given, Value& item, Value& returned);
  /// Whether code of the playbook can learn that the suspended body is closed.
  virtual bool sees_close() const = 0;

  Generator* inner_ = nullptr;  // `delegate`, if that is a generator
  Value error_;                 // the exception that left the body
  std::exception_ptr failure_;  // one that is not Python's, and what was in flight with it
  Exception* failed_with_ = nullptr;
  Frame* frame_ = nullptr;      // while it is suspended
  Generators* home_ = nullptr;  // once it has begun

 private:
  Generator* previous_ = nullptr;  // among those that have begun
  Generator* next_ = nullptr;
};

/// raise StopIteration, with what the iterator returned if it is a generator.
[[noreturn]] void raise_stop(const Value& iterator);

/// For functions of the library that are generators in Python: hands on what `iterator` gives.
Value make_generator(const char* function, Value iterator);

/// Null unless `v` is a generator.
Generator* as_generator(const Value& v);

/// What `yield from` does with the iterator that it delegates to when it is closed.
void close_iterator(const Value& iterator);

/// Closes what is still suspended when a run ends, while its variables and its output are still there.
void close_generators();

// --- For the two kinds of bodies -------------------------------------------------------------------------------------

/// The generators of a run that have begun, and the stacks that wait for one.
class Generators {
 public:
  ~Generators() {
    is_ending_ = true;
    while (first_ != nullptr) first_->unwind();
  }
  bool is_ending() const { return is_ending_; }
  FiberPool& fibers() { return fibers_; }
  Generator* first() const { return first_; }
  void add(Generator& generator) {
    generator.previous_ = nullptr;
    generator.next_ = first_;
    if (first_ != nullptr) first_->previous_ = &generator;
    first_ = &generator;
  }
  void remove(Generator& generator) {
    (generator.previous_ != nullptr ? generator.previous_->next_ : first_) = generator.next_;
    if (generator.next_ != nullptr) generator.next_->previous_ = generator.previous_;
  }

 private:
  FiberPool fibers_;
  Generator* first_ = nullptr;
  bool is_ending_ = false;
};

/// Raises what was thrown into a generator where it waits.
[[noreturn]] void raise_thrown(Value given);

}  // namespace pbc
