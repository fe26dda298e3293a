// SPDX-License-Identifier: Apache-2.0
//
// The life of a generator: started on a stack of its own at the first `next`, suspended at each `yield`, unwound when
// it is closed or dropped.
#include "python/generator.h"

#include <cstdio>

#include "python/active_module.h"
#include "python/attributes.h"
#include "python/class.h"
#include "python/objects.h"
#include "python/special_methods.h"

namespace pbc {

namespace {

/// Thrown at the `yield` of a generator that is given up: no `except` and no `finally` sees it, destructors run.
struct Unwinding {};

}  // namespace

/// The generators of a run that have a stack, and the stacks that wait for one.
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

Generator* as_generator(const Value& v) {
  if (!v.is(Tag::kIterator) || &as_iterator(v).type() != &kGeneratorType) return nullptr;
  return dynamic_cast<Generator*>(&as_iterator(v));
}

Value make_generator(const char* function, int line, GeneratorBody* body) {
  return make_iterator(new Generator(function, line, body));
}

Value iter(const Value& iterable) { return to_iterator(iterable); }

// --- Switching -------------------------------------------------------------------------------------------------------

void Generator::run(void* self) {
  auto& generator = *static_cast<Generator*>(self);
  try {
    generator.result = generator.body->run();
  } catch (const Raised& raised) {
    generator.error_ = raised.exception;
  } catch (const Unwinding&) {
  } catch (...) {
    generator.failure_ = std::current_exception();
    generator.failed_with_ = execution.in_flight;
  }
  generator.state = State::kFinished;
}

/// Runs the body until it suspends or ends, and puts its part of Execution on top of what is active here.
void Generator::switch_in() {
  const Execution outer = execution;
  const bool is_new = state == State::kCreated;
  execution.generator = this;
  execution.stack_end = fiber_->end();
  execution.inherited = outer.handled;
  execution.handlers = own_handlers_;
  if (own_handlers_ > 0) execution.handled = own_handled_;
  execution.in_flight = execution.handled;
  execution.uncaught = 0;
  state = State::kRunning;
  if (is_new) {
    fiber_->start(run, this);
  } else {
    relink(*frame_, outer.frame);
    execution.frame = frame_;
    ++execution.depth;
    fiber_->resume();
  }
  own_handlers_ = execution.handlers;
  own_handled_ = own_handlers_ > 0 ? execution.handled : nullptr;
  frame_ = execution.frame;
  execution = outer;
}

/// In the body: hands `value` out and waits. Afterwards `value` is what was sent or, when that is false, thrown.
bool Generator::suspend(Value& value) {
  transfer_ = std::move(value);
  state = State::kSuspended;
  fiber_->suspend();
  value = std::move(transfer_);
  if (order_ == Order::kUnwind) throw Unwinding();
  return order_ == Order::kSend;
}

namespace {

/// Raises what was thrown into a generator where it waits.
[[noreturn]] void raise_thrown(Value given) {
  Exception& exception = as_exception(given);
  if (execution.handlers > 0) set_context(exception);
  exception.last_frame = nullptr;
  rethrow(std::move(given));
}

/// What the StopIteration that is being handled carries.
Value value_of(const Raised& stop) {
  caught();
  return stop.exception.attr("value");
}

}  // namespace

Value yield(Value value) {
  if (execution.generator->suspend(value)) return value;
  raise_thrown(std::move(value));
}

namespace {

bool is_exit(const Value& thrown) { return thrown.is(Tag::kException) && is_exception(thrown, kGeneratorExit); }

}  // namespace

Value yield_from(const Value& iterable) {
  Generator& generator = *execution.generator;
  const Value source = to_iterator(iterable);
  struct Delegation {
    Generator& generator;
    ~Delegation() { generator.delegate = Value(); }
  } delegation{generator};
  generator.delegate = source;
  Generator* inner = as_generator(source);
  Value item, result;
  bool has_item = iterator_next(source, item, result);
  while (has_item) {
    const bool is_sent = generator.suspend(item);
    const Value given = std::move(item);
    if (is_sent && given.is_none()) {
      has_item = iterator_next(source, item, result);
    } else if (inner != nullptr && (is_sent || !is_exit(given))) {
      has_item = is_sent ? inner->send(given, item) : inner->throw_in(given, item);
      if (!has_item) result = inner->take_result();
    } else if (!is_sent && is_exit(given)) {
      close_iterator(source);
      raise_thrown(given);
    } else if (!is_sent && find_attribute(source, "throw").is_unset()) {
      raise_thrown(given);
    } else {
      try {
        const bool is_unread = given.is(Tag::kTuple) && !is_sent;
        item = is_sent     ? source.call("send", {given})
               : is_unread ? call_with(source.attr("throw"), as_tuple(given))
                           : source.call("throw", {given});
      } catch (const Raised& raised) {
        if (!is_exception(raised.exception, kStopIteration)) throw;
        result = value_of(raised);
        has_item = false;
      }
    }
  }
  return result;
}

bool iterator_next(const Value& iterator, Value& item, Value& result) {
  if (Generator* generator = as_generator(iterator)) {
    if (generator->next(item)) return true;
    result = generator->take_result();
    return false;
  }
  try {
    if (const Value* next = find_special(iterator, "__next__")) {
      item = bind_attribute(Value(*next), iterator, class_of(iterator))();
      return true;
    }
    if (iterator_step(iterator, item)) return true;
    result = None;
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kStopIteration)) throw;
    result = value_of(raised);
  }
  return false;
}

void close_iterator(const Value& iterator) {
  if (Generator* generator = as_generator(iterator)) return generator->close();
  const Value close = find_attribute(iterator, "close");
  if (!close.is_unset()) close();
}

void Generator::finish() {
  home_->remove(*this);
  home_->fibers().give(std::move(fiber_));
  transfer_ = Value();
  delegate = Value();
  body.reset();
}

bool Generator::resume(Order order, const Value& given, Value& item) {
  if (state == State::kRunning) raise_value_error("generator already executing");
  if (state == State::kFinished) {
    if (order == Order::kThrow) rethrow(given);
    return false;
  }
  if (state == State::kCreated) {
    if (order == Order::kThrow) {
      state = State::kFinished;
      body.reset();
      Exception& exception = as_exception(given);
      std::string_view name = function;
      exception.traceback.push_back({function + (name.rfind('.') + 1), line, active_module()});
      exception.last_frame = nullptr;
      rethrow(given);
    }
    if (!given.is_none()) raise_type_error("can't send non-None value to a just-started generator");
    check_recursion("");
    home_ = &run_local<Generators>();
    fiber_ = home_->fibers().take();
    home_->add(*this);
  } else {
    check_recursion("");
  }
  ++references;
  const Value keep(Tag::kIterator, this);
  order_ = order;
  transfer_ = given;
  switch_in();
  if (state == State::kSuspended) {
    item = std::move(transfer_);
    return true;
  }
  finish();
  if (failure_) {
    execution.in_flight = failed_with_;
    std::rethrow_exception(std::exchange(failure_, nullptr));
  }
  if (error_.is_unset()) return false;
  Value error = std::move(error_);
  if (!is_exception(error, kStopIteration)) rethrow(std::move(error));
  Value replacement = make_exception(kRuntimeError, "generator raised StopIteration");
  Exception& object = as_exception(replacement);
  object.cause = error;
  object.context = std::move(error);
  object.suppress_context = true;
  rethrow(std::move(replacement));
}

// --- Using -----------------------------------------------------------------------------------------------------------

Value Generator::take_result() { return result.is_unset() ? Value(None) : std::move(result); }

bool Generator::next(Value& item) { return resume(Order::kSend, None, item); }
bool Generator::send(const Value& value, Value& item) { return resume(Order::kSend, value, item); }
bool Generator::throw_in(const Value& exception, Value& item) { return resume(Order::kThrow, exception, item); }

void Generator::close() {
  if (state == State::kCreated) {
    state = State::kFinished;
    body.reset();
    return;
  }
  if (state == State::kFinished) return;
  bool has_yielded = false;
  const Value exit = make_exception(kGeneratorExit, "");
  set_context(as_exception(exit));
  try {
    Value item;
    has_yielded = resume(Order::kThrow, exit, item);
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kGeneratorExit) && !is_exception(raised.exception, kStopIteration)) throw;
    caught();
  }
  if (has_yielded) raise_error(kRuntimeError, "generator ignored GeneratorExit");
  result = Value();
}

int Generator::current_line() const {
  if (state == State::kSuspended) return frame_->line();
  return state == State::kRunning ? execution.frame->line() : line;
}

void Generator::unwind() noexcept {
  if (state != State::kSuspended) return;
  order_ = Order::kUnwind;
  transfer_ = Value();
  switch_in();
  state = State::kFinished;
  error_ = Value();
  failure_ = nullptr;
  finish();
}

void Generator::finalize() noexcept {
  if (state != State::kSuspended) return;
  const Execution outer = execution;
  try {
    if (execution.depth > 0) --execution.depth;  // the limit must not keep a `finally` from running
    close();
  } catch (const Raised& raised) {
    std::fflush(stdout);
    const std::string text = "Exception ignored in: " + std::string("<generator object ") + function + ">\n" +
                             format_traceback(raised.exception, playbook_source());
    std::fwrite(text.data(), 1, text.size(), stderr);
    caught();
  } catch (...) {
    // The limit of steps: the next step meets it again.
  }
  execution = outer;
  unwind();
}

Generator::~Generator() {
  if (state != State::kSuspended) return;
  references = 1;  // of the one who ends it
  if (home_->is_ending())
    unwind();
  else
    finalize();
}

void close_generators() {
  Generators& all = run_local<Generators>();
  while (Generator* generator = all.first()) {
    ++generator->references;
    const Value keep(Tag::kIterator, generator);
    generator->finalize();
  }
}

}  // namespace pbc
