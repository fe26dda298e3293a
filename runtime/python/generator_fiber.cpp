// SPDX-License-Identifier: Apache-2.0
//
// Generators whose body runs on a stack of its own: docs/decisions/0009-generators-on-stacks-of-their-own.md.
#include "python/generator.h"
#include "python/objects.h"

namespace pbc {

namespace {

/// Thrown at the `yield` of a generator that is given up: no `except` and no `finally` sees it, destructors run.
struct Unwinding {};

class FiberGenerator final : public Generator {
 public:
  FiberGenerator(const char* function, int line, GeneratorBody* body) : Generator(function, line), body_(body) {}
  ~FiberGenerator() override { drop(); }

  void unwind() noexcept override {
    if (state != State::kSuspended) return;
    is_unwinding_ = true;
    Value nothing;
    switch_in(Order::kSend, nothing);
    error_ = Value();
    failure_ = nullptr;
    home_->remove(*this);
    finish();
  }

  /// In the body: hands `value` out and waits. Afterwards `value` is what was sent or, when that is false, thrown.
  bool suspend(Value& value) {
    transfer_ = std::move(value);
    state = State::kSuspended;
    fiber_->suspend();
    value = std::move(transfer_);
    if (is_unwinding_) throw Unwinding();
    return order_ == Order::kSend;
  }

  /// The whole of a `yield from`.
  Value run_delegate(const Value& iterable) {
    const Value source = to_iterator(iterable);
    struct Delegation {
      Generator& generator;
      ~Delegation() { generator.delegate = Value(); }
    } delegation{*this};
    delegate_to(source);
    Value item, returned;
    bool has_item = iterator_next(source, item, returned);
    while (has_item) {
      const bool is_sent = suspend(item);
      const Value given = std::move(item);
      has_item = pass_on(is_sent, given, item, returned);
    }
    return returned;
  }

 protected:
  void begin() override { fiber_ = run_local<Generators>().fibers().take(); }

  /// Puts the body's part of Execution on top of what is active here.
  void switch_in(Order order, Value& transfer) override {
    order_ = order;
    transfer_ = std::move(transfer);
    const Execution outer = execution;
    const bool is_new = state == State::kCreated;
    execution.generator = this;
    execution.stack_end = fiber_->end();
    execution.inherited = outer.handled;
    execution.handlers = own_handlers_;
    if (own_handlers_ > 0) execution.handled = own_handled_;
    execution.in_flight = nullptr;
    execution.uncaught = 0;
    // A body of the library has no frame of its own.
    if (!is_new && frame_ != nullptr) {
      relink(*frame_, outer.frame);
      execution.frame = frame_;
      ++execution.depth;
    }
    execution.in_flight = execution.handled;
    state = State::kRunning;
    if (is_new)
      fiber_->start(run, this);
    else
      fiber_->resume();
    own_handlers_ = execution.handlers;
    own_handled_ = own_handlers_ > 0 ? execution.handled : nullptr;
    frame_ = execution.frame != outer.frame ? execution.frame : nullptr;
    execution = outer;
    transfer = std::move(transfer_);
  }

  void finish() override {
    if (fiber_) home_->fibers().give(std::move(fiber_));
    delegate = Value();
    body_.reset();
  }

  bool sees_close() const override { return true; }

 private:
  static void run(void* self) {
    auto& generator = *static_cast<FiberGenerator*>(self);
    try {
      generator.result = generator.body_->run();
    } catch (const Raised& raised) {
      generator.error_ = raised.exception;
    } catch (const Unwinding&) {
    } catch (...) {
      generator.failure_ = std::current_exception();
      generator.failed_with_ = execution.in_flight;
    }
    generator.state = State::kFinished;
  }

  std::unique_ptr<GeneratorBody> body_;
  std::unique_ptr<Fiber> fiber_;
  Order order_ = Order::kSend;  // for the body
  bool is_unwinding_ = false;
  Value transfer_;  // what goes to the body, or comes from it
  // The body's part of Execution while it is suspended.
  Exception* own_handled_ = nullptr;
  int own_handlers_ = 0;
};

FiberGenerator& running() { return static_cast<FiberGenerator&>(*execution.generator); }

}  // namespace

Value make_generator(const char* function, int line, GeneratorBody* body) {
  return make_iterator(new FiberGenerator(function, line, body));
}

Value yield(Value value) {
  if (running().suspend(value)) return value;
  raise_thrown(std::move(value));
}

Value yield_from(const Value& iterable) { return running().run_delegate(iterable); }

}  // namespace pbc
