// SPDX-License-Identifier: Apache-2.0
//
// Generators. A body that yields in its loops and conditions alone is a coroutine; one that yields in a `try`, a `with`
// or in the middle of an expression is an ordinary function that runs on a stack of its own.
#pragma once

#include <coroutine>
#include <exception>

#include "pbc/value.h"

namespace pbc {

struct Generator;

/// What a call of a generator function leaves to be done, on a stack of its own.
struct GeneratorBody {
  virtual ~GeneratorBody() = default;
  virtual Value run() = 0;
};
Value make_generator(const char* function, int line, GeneratorBody* body);

/// `yield value` in the body of the generator that runs: gives what `send` gave, raises what `throw` raises.
Value yield(Value value);
/// `yield from iterable`: gives what the generator that it delegates to returns.
Value yield_from(const Value& iterable);

/// The iterable of `co_yield from(iterable)`.
struct From {
  Value iterable;
};
inline From from(Value iterable) { return {std::move(iterable)}; }

/// A body that is a coroutine: `co_yield value;` hands `value` out and waits for the next step, `co_yield
/// from(iterable);` hands out all that `iterable` gives, `co_return` ends it. Both give what `yield` and `yield_from`
/// give. Each belongs to the generator that began it.
class Steps {
 public:
  struct promise_type;
  using Handle = std::coroutine_handle<promise_type>;
  enum class Order : std::uint8_t { kSend, kThrow, kPassOn };  // kPassOn: an exception that has been raised already

  class Suspension {
   public:
    Suspension(promise_type& promise, bool goes_on) : promise_(promise), goes_on_(goes_on) {}
    bool await_ready() const noexcept { return goes_on_; }
    void await_suspend(Handle) const noexcept {}
    inline Value await_resume() const;

   private:
    promise_type& promise_;
    bool goes_on_;
  };

  struct promise_type {
    Steps get_return_object() { return Steps(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    Suspension yield_value(Value value) {
      transfer = std::move(value);
      return {*this, false};
    }
    Suspension yield_value(From source) { return {*this, !delegate(source.iterable)}; }
    void return_value(Value value) { transfer = std::move(value); }
    void unhandled_exception() noexcept { failure = std::current_exception(); }
    static void* operator new(std::size_t bytes);
    static void operator delete(void* block, std::size_t bytes) noexcept;

    Generator* generator = nullptr;
    Value transfer;              // what the body hands out or returns, then what it is given
    std::exception_ptr failure;  // what left the body
    Order order = Order::kSend;  // what `transfer` is when the body goes on

   private:
    /// True: the iterable has given its first item to `transfer`. Else `transfer` is what it returned.
    bool delegate(const Value& iterable);
  };

  Handle handle() const { return handle_; }

 private:
  explicit Steps(Handle handle) : handle_(handle) {}
  [[noreturn]] static void raise_given(promise_type& promise);
  Handle handle_;
};

inline Value Steps::Suspension::await_resume() const {
  if (promise_.order != Order::kSend) raise_given(promise_);
  return std::move(promise_.transfer);
}

/// A coroutine that may wait inside of a `try` or `with`: when it is closed, GeneratorExit is raised there. Any other
/// is just destroyed.
class GuardedSteps : public Steps {
 public:
  GuardedSteps(Steps steps) : Steps(steps) {}
};

/// What a call of a generator function leaves to be done, step by step.
struct StepsBody {
  virtual ~StepsBody() = default;
  virtual Steps begin() = 0;
};
Value make_generator(const char* function, int line, StepsBody* body, bool is_guarded);

/// A generator object. `function` is the __qualname__ of its function, `line` where that begins. `body` runs from one
/// `yield` to the next as values are asked for; what it returns is the value of the StopIteration at its end.
template <typename F>
Value generator(const char* function, int line, F body) {
  using Result = std::invoke_result_t<F&>;
  if constexpr (std::is_base_of_v<Steps, Result>) {
    struct Body final : StepsBody {
      F body;
      explicit Body(F body) : body(std::move(body)) {}
      Steps begin() override { return body(); }
    };
    return make_generator(function, line, new Body(std::move(body)), std::is_same_v<Result, GuardedSteps>);
  } else {
    struct Body final : GeneratorBody {
      F body;
      explicit Body(F body) : body(std::move(body)) {}
      Value run() override { return body(); }
    };
    return make_generator(function, line, new Body(std::move(body)));
  }
}

/// `iter(iterable)`, for a loop of this module's own: what `iterate` walks without an iterator comes back as it is.
Value iter(const Value& iterable);

}  // namespace pbc
