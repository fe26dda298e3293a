// SPDX-License-Identifier: Apache-2.0
//
// The life of a generator, whatever its body is: begun at the first `next`, suspended at each `yield`, unwound when it
// is closed or dropped.
#include "python/generator.h"

#include <cstdio>

#include "python/active_module.h"
#include "python/attributes.h"
#include "python/class.h"
#include "python/objects.h"
#include "python/special_methods.h"

namespace pbc {

Generator* as_generator(const Value& v) {
  if (!v.is(Tag::kIterator) || &as_iterator(v).type() != &kGeneratorType) return nullptr;
  return dynamic_cast<Generator*>(&as_iterator(v));
}

Value iter(const Value& iterable) {
  const bool is_walked = iterable.is(Tag::kList) || iterable.is(Tag::kTuple) || iterable.is(Tag::kRange);
  return is_walked && !has_class(iterable) ? iterable : to_iterator(iterable);
}

void raise_thrown(Value given) {
  Exception& exception = as_exception(given);
  if (execution.handlers > 0) set_context(exception);
  exception.last_frame = nullptr;
  rethrow(std::move(given));
}

namespace {

/// What the StopIteration that is being handled carries.
Value value_of(const Raised& stop) {
  caught();
  return stop.exception.attr("value");
}

}  // namespace

void Generator::delegate_to(Value iterator) {
  inner_ = as_generator(iterator);
  delegate = std::move(iterator);
}

bool Generator::pass_on(bool is_sent, const Value& given, Value& item, Value& returned) {
  const Value source = delegate;
  Generator* const inner = inner_;
  if (is_sent && given.is_none() && inner != nullptr) {
    if (inner->next(item)) return true;
    returned = inner->take_result();
    return false;
  }
  if (is_sent && given.is_none()) return iterator_next(source, item, returned);
  if (!is_sent && given.is(Tag::kException) && is_exception(given, kGeneratorExit)) {
    close_iterator(source);
    raise_thrown(given);
  }
  if (inner != nullptr) {
    if (is_sent ? inner->send(given, item) : inner->throw_in(given, item)) return true;
    returned = inner->take_result();
    return false;
  }
  if (!is_sent && find_attribute(source, "throw").is_unset()) raise_thrown(given);
  try {
    // What throw() was given and nobody has read yet: the delegate reads it.
    const bool is_unread = !is_sent && given.is(Tag::kTuple);
    item = is_sent     ? source.call("send", {given})
           : is_unread ? call_with(source.attr("throw"), as_tuple(given))
                       : source.call("throw", {given});
    return true;
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kStopIteration)) throw;
    returned = value_of(raised);
    return false;
  }
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

bool Generator::resume(Order order, const Value& given, Value& item) {
  if (state == State::kRunning) raise_value_error("generator already executing");
  if (state == State::kFinished) {
    if (order == Order::kThrow) rethrow(given);
    return false;
  }
  if (state == State::kCreated) {
    if (order == Order::kThrow) {
      state = State::kFinished;
      finish();
      Exception& exception = as_exception(given);
      std::string_view name = function;
      exception.traceback.push_back({function + (name.rfind('.') + 1), line, active_module()});
      exception.last_frame = nullptr;
      rethrow(given);
    }
    if (!given.is_none()) raise_type_error("can't send non-None value to a just-started generator");
    check_recursion("");
    begin();
    home_ = &run_local<Generators>();
    home_->add(*this);
  } else {
    check_recursion("");
  }
  ++references;
  const Value keep(Tag::kIterator, this);
  Value transfer = given;
  switch_in(order, transfer);
  if (state == State::kSuspended) {
    item = std::move(transfer);
    return true;
  }
  return end();
}

bool Generator::end() {
  home_->remove(*this);
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

void Generator::close() {
  if (state == State::kCreated) {
    state = State::kFinished;
    return finish();
  }
  if (state == State::kFinished) return;
  if (state == State::kSuspended && !sees_close()) return unwind();
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
  if (state == State::kSuspended) return frame_ != nullptr ? frame_->line() : line;
  return state == State::kRunning ? execution.frame->line() : line;
}

void Generator::finalize() noexcept {
  if (state != State::kSuspended) return;
  if (!sees_close()) return unwind();
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

void Generator::drop() noexcept {
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
