// SPDX-License-Identifier: Apache-2.0
//
// Generators whose body is a coroutine. It runs on the stack of whoever asks for the next item, so a step costs little
// more than a call. Where it waits, nothing is being handled.
#include "python/generator.h"
#include "python/objects.h"

namespace pbc {

namespace {

class StepGenerator final : public Generator {
 public:
  StepGenerator(const char* function, int line, StepsBody* body, bool is_guarded)
      : Generator(function, line), is_guarded_(is_guarded), body_(body) {}
  ~StepGenerator() override { drop(); }

  /// The frequent case of `resume`.
  bool next(Value& item) override {
    if (state != State::kSuspended || execution.is_deep()) return Generator::next(item);
    ++references;
    const Value keep(Tag::kIterator, this);
    Steps::promise_type& promise = handle_.promise();
    Frame* const outer = execution.frame;
    come_back();
    promise.order = Order::kSend;
    promise.transfer = None;
    if (!delegate.is_unset()) {
      if (is_passed_on(&promise.order, &promise.transfer)) {
        wait(outer);
        item = std::move(promise.transfer);
        return true;
      }
      if (state == State::kFinished) return end();
    }
    handle_.resume();
    if (handle_.done()) {
      take_end(promise);
      return end();
    }
    wait(outer);
    item = std::move(promise.transfer);
    return true;
  }

  void unwind() noexcept override {
    if (state != State::kSuspended) return;
    come_back();
    state = State::kFinished;
    home_->remove(*this);
    finish();
  }

  /// Takes the first item of a `yield from`; false when there is none and `transfer` is what it returned.
  bool begin_delegate(Value iterator, Value& transfer) {
    delegate_to(std::move(iterator));
    try {
      Value item, returned;
      const bool more = pass_on(true, None, item, returned);
      transfer = more ? std::move(item) : std::move(returned);
      if (more) return true;
    } catch (...) {
      delegate = Value();
      throw;
    }
    delegate = Value();
    return false;
  }

 protected:
  void begin() override {
    handle_ = body_->begin().handle();
    handle_.promise().generator = this;
  }

  void switch_in(Order order, Value& transfer) override {
    Frame* const outer = execution.frame;
    if (state == State::kCreated)
      state = State::kRunning;
    else
      come_back();
    if (!delegate.is_unset() && gives_more(&order, &transfer)) return wait(outer);
    if (state == State::kFinished) return;
    Steps::promise_type& promise = handle_.promise();
    promise.order = order;
    promise.transfer = std::move(transfer);
    handle_.resume();
    if (handle_.done()) return take_end(promise);
    wait(outer);
    transfer = std::move(promise.transfer);
  }

  void finish() override {
    if (handle_) std::exchange(handle_, nullptr).destroy();
    delegate = Value();
    body_.reset();
  }

  bool sees_close() const override { return is_guarded_ || !delegate.is_unset(); }

 private:
  /// Its frame is the one of the active call again.
  void come_back() {
    relink(*frame_, execution.frame);
    execution.frame = frame_;
    ++execution.depth;
    state = State::kRunning;
  }
  void wait(Frame* outer) {
    frame_ = execution.frame;
    execution.frame = outer;
    --execution.depth;
    state = State::kSuspended;
  }

  void take_end(Steps::promise_type& promise) {
    state = State::kFinished;
    if (!promise.failure) {
      result = std::move(promise.transfer);
      return;
    }
    try {
      std::rethrow_exception(std::exchange(promise.failure, nullptr));
    } catch (const Raised& raised) {
      error_ = raised.exception;
    } catch (...) {
      failure_ = std::current_exception();
      failed_with_ = execution.in_flight;
    }
  }

  /// In a `yield from`: whether its iterator has an item for `transfer`. If not, `order` and `transfer` are what the
  /// body is given.
  bool gives_more(Order* order, Value* transfer) {
    const int handlers = std::exchange(execution.handlers, 0);
    Exception* const inherited = std::exchange(execution.inherited, execution.handled);
    const bool more = is_passed_on(order, transfer);
    execution.handlers = handlers;
    execution.inherited = inherited;
    return more;
  }
  bool is_passed_on(Order* order, Value* transfer) {
    try {
      if (inner_ != nullptr && *order == Order::kSend && transfer->is_none()) {  // the frequent case
        if (inner_->next(*transfer)) return true;
        *transfer = inner_->take_result();
        delegate = Value();
        return false;
      }
      Value item, returned;
      const bool more = pass_on(*order == Order::kSend, *transfer, item, returned);
      *transfer = more ? std::move(item) : std::move(returned);
      if (more) return true;
      *order = Order::kSend;
    } catch (const Raised& raised) {
      *order = Order::kPassOn;
      *transfer = raised.exception;
    } catch (...) {
      failure_ = std::current_exception();
      failed_with_ = execution.in_flight;
      state = State::kFinished;
      std::exchange(handle_, nullptr).destroy();
    }
    delegate = Value();
    return false;
  }

  bool is_guarded_;
  std::unique_ptr<StepsBody> body_;
  Steps::Handle handle_;
};

}  // namespace

Value make_generator(const char* function, int line, StepsBody* body, bool is_guarded) {
  return make_iterator(new StepGenerator(function, line, body, is_guarded));
}

void* Steps::promise_type::operator new(std::size_t bytes) { return Heap::current().allocate(bytes); }
void Steps::promise_type::operator delete(void* block, std::size_t bytes) noexcept {
  Heap::current().deallocate(block, bytes);
}

bool Steps::promise_type::delegate(const Value& iterable) {
  order = Steps::Order::kSend;
  return static_cast<StepGenerator*>(generator)->begin_delegate(to_iterator(iterable), transfer);
}

void Steps::raise_given(promise_type& promise) {
  Value given = std::move(promise.transfer);
  if (promise.order == Order::kThrow) as_exception(given).last_frame = nullptr;
  rethrow(std::move(given));
}

}  // namespace pbc
