// SPDX-License-Identifier: Apache-2.0
//
// Generators whose body is an iterator of the library: it has no handlers, so what is thrown in ends it.
#include "python/generator.h"
#include "python/objects.h"

namespace pbc {

namespace {

class LibraryGenerator final : public Generator {
 public:
  LibraryGenerator(const char* function, Value iterator) : Generator(function, 0), iterator_(std::move(iterator)) {}
  ~LibraryGenerator() override { drop(); }

  void unwind() noexcept override {
    if (state != State::kSuspended) return;
    state = State::kFinished;
    home_->remove(*this);
    finish();
  }

 protected:
  void begin() override {}

  void switch_in(Order order, Value& transfer) override {
    state = State::kRunning;
    try {
      if (order != Order::kSend) {
        as_exception(transfer).last_frame = nullptr;
        rethrow(std::move(transfer));
      }
      const bool has_item = as_iterator(iterator_).next(transfer);
      state = has_item ? State::kSuspended : State::kFinished;
    } catch (const Raised& raised) {
      state = State::kFinished;
      error_ = raised.exception;
    } catch (...) {
      state = State::kFinished;
      failure_ = std::current_exception();
      failed_with_ = execution.in_flight;
    }
  }

  void finish() override { iterator_ = Value(); }
  bool sees_close() const override { return false; }

 private:
  Value iterator_;
};

}  // namespace

Value make_generator(const char* function, Value iterator) {
  return make_iterator(new LibraryGenerator(function, std::move(iterator)));
}

}  // namespace pbc
