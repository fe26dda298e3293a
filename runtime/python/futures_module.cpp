// SPDX-License-Identifier: Apache-2.0
//
// The module concurrent.futures (Python library reference, concurrent.futures), for a run of one thread: submit() runs
// the work before it comes back, so that a future from it is done.
#include "python/arguments.h"
#include "python/generator.h"
#include "python/iterators.h"
#include "python/library_more.h"
#include "python/struct_sequence.h"
#include "python/threads.h"

namespace pbc {
namespace {

extern const Type kFutureType, kExecutorType, kThreadPoolType, kDoneType;

constinit const Type kFuturesError{.name = "Error", .module = "concurrent.futures._base", .base = &kException};
constinit const Type kCancelledError{
    .name = "CancelledError", .module = "concurrent.futures._base", .base = &kFuturesError};
constinit const Type kInvalidStateError{
    .name = "InvalidStateError", .module = "concurrent.futures._base", .base = &kFuturesError};
constinit const Type kBrokenExecutor{
    .name = "BrokenExecutor", .module = "concurrent.futures._base", .base = &kRuntimeError};

// --- Future
// ------------------------------------------------------------------------------------------------------------

struct Future final : Native {
  enum class State : std::uint8_t { kPending, kRunning, kCancelled, kFinished };
  Future() : Native(kFutureType) {}
  State state = State::kPending;
  Value result = None, exception = None;
  Values callbacks;

  bool is_done() const { return state == State::kCancelled || state == State::kFinished; }
  void finish(State with) {
    state = with;
    const Values waiting = std::move(callbacks);
    callbacks = {};
    for (const Value& callback : waiting) call_back(callback);
  }
  /// What a callback raises is logged and ends there.
  void call_back(const Value& callback) {
    try {
      callback({self()});
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kException)) throw;
      const Handling handling(raised);
      import("logging")
          .call("getLogger", {"concurrent.futures"})
          .call("exception", {"exception calling callback for %r", self()});
    }
  }
  std::string repr() const override {
    std::string text = Native::repr();
    const std::size_t address = text.find(" at ");
    text = "<Future" + text.substr(address == text.npos ? 0 : address);
    if (text.ends_with('>')) text.pop_back();
    switch (state) {
      case State::kPending:
        return text + " state=pending>";
      case State::kRunning:
        return text + " state=running>";
      case State::kCancelled:
        return text + " state=cancelled>";
      case State::kFinished:
        break;
    }
    return text + " state=finished " + (exception.is_none() ? "returned " : "raised ") +
           std::string(type_of(exception.is_none() ? result : exception).name.view()) + ">";
  }
};
Future& future_of(const Value& self) { return as_native<Future>(self); }

/// Makes sure that it is done: TimeoutError after `timeout`, CancelledError.
void require_done(const Future& future, const Value& timeout) {
  if (!future.is_done()) {
    wait_in_vain(timeout, "waiting for a future that nobody works on");
    raise_exception(kTimeoutError, {});
  }
  if (future.state == Future::State::kCancelled) raise_exception(kCancelledError, {});
}

Value result_of(const Value& self, Value* a) {
  const Future& future = future_of(self);
  require_done(future, a[0]);
  if (!future.exception.is_none()) raise(future.exception);
  return future.result;
}

Value exception_of(const Value& self, Value* a) {
  require_done(future_of(self), a[0]);
  return future_of(self).exception;
}

Value cancel(const Value& self, Value*) {
  Future& future = future_of(self);
  if (future.state == Future::State::kPending) future.finish(Future::State::kCancelled);
  return future.state == Future::State::kCancelled;
}

Value add_done_callback(const Value& self, Value* a) {
  Future& future = future_of(self);
  if (future.is_done()) {
    future.call_back(a[0]);
  } else {
    future.callbacks.push_back(a[0]);
  }
  return None;
}

void require_unfinished(const Value& self) {
  if (!future_of(self).is_done()) return;
  raise_error(kInvalidStateError, joined({future_of(self).state == Future::State::kFinished ? "FINISHED" : "CANCELLED",
                                          ": ", to_repr(self)}));
}
Value set_result(const Value& self, Value* a) {
  require_unfinished(self);
  future_of(self).result = a[0];
  future_of(self).finish(Future::State::kFinished);
  return None;
}
Value set_exception(const Value& self, Value* a) {
  require_unfinished(self);
  future_of(self).exception = a[0];
  future_of(self).finish(Future::State::kFinished);
  return None;
}

constexpr Method kNewFuture{"Future", [](const Value&, Value*) { return make_native(new Future()); }, "def"};
constexpr Method kFutureMethods[] = {
    {"add_done_callback", add_done_callback, "def fn"},
    {"cancel", cancel, "def"},
    {"cancelled", [](const Value& self, Value*) -> Value { return future_of(self).state == Future::State::kCancelled; },
     "def"},
    {"done", [](const Value& self, Value*) -> Value { return future_of(self).is_done(); }, "def"},
    {"exception", exception_of, "def timeout="},
    {"result", result_of, "def timeout="},
    {"running", [](const Value& self, Value*) -> Value { return future_of(self).state == Future::State::kRunning; },
     "def"},
    {"set_exception", set_exception, "def exception"},
    {"set_result", set_result, "def result"},
};
constinit const Type kFutureType{
    .name = "Future",
    .module = "concurrent.futures._base",
    .constructor = &kNewFuture,
    .methods = [] { return std::span<const Method>(kFutureMethods); },
};

// --- ThreadPoolExecutor
// ------------------------------------------------------------------------------------------------

struct PoolNumbers {
  std::int64_t next = 0;
};

struct Pool final : Native {
  Pool() : Native(kThreadPoolType) {}
  std::int64_t workers = 8;
  Value worker;  // the thread object; unset until there is work
  Value initializer = None, initial_arguments;
  std::string prefix;
  bool is_shut_down = false;
};
Pool& pool_of(const Value& self) { return as_native<Pool>(self); }

Value make_pool(const Value&, Value* a) {
  const Value made = make_native(new Pool());
  Pool& pool = pool_of(made);
  if (given(a[0])) {
    if (!(Value(0) < a[0])) raise_value_error("max_workers must be greater than 0");
    pool.workers = to_index(a[0]);
  }
  if (given(a[2]) && !is_callable(a[2])) raise_type_error("initializer must be a callable");
  pool.initializer = value_or(a[2], None);
  pool.initial_arguments = value_or(a[3], make_tuple());
  pool.prefix = given(a[1]) && bool(a[1]) ? to_str(a[1])
                                          : "ThreadPoolExecutor-" + std::to_string(run_local<PoolNumbers>().next++);
  return made;
}

Value run_work(Pool& pool, const Value& function, const Values& arguments, const Value& keywords) {
  if (pool.is_shut_down) raise_error(kRuntimeError, "cannot schedule new futures after shutdown");
  const bool is_first = pool.worker.is_unset();
  if (is_first) pool.worker = make_worker_thread(pool.prefix + "_0");
  const ThreadScope scope(pool.worker);
  if (is_first && !pool.initializer.is_none()) call_with(pool.initializer, to_values(pool.initial_arguments));
  const Value made = make_native(new Future());
  Future& future = future_of(made);
  future.state = Future::State::kRunning;
  try {
    future.result = call_with(function, arguments, keywords);
  } catch (const Raised& raised) {
    future.exception = raised.exception;
    caught();
  }
  future.finish(Future::State::kFinished);
  return made;
}

Value submit(const Value& self, Value* a) { return run_work(pool_of(self), a[0], as_tuple(a[1]), a[2]); }

/// fn, *iterables, timeout, chunksize: all of it is done before the first result is asked for.
Value map(const Value& self, Value* a) {
  Values futures;
  for (Value arguments : iterate(call_with(py("zip"), as_tuple(a[1]))))
    futures.push_back(run_work(pool_of(self), a[0], to_values(arguments), Value()));
  const Value all = make_list(std::move(futures));
  return make_generator("Executor.map.<locals>.result_iterator",
                        make_iterator(kGeneratorType, [all, at = std::size_t{0}](Value& item) mutable {
                          if (at >= as_list(all).size()) return false;
                          const Value future = as_list(all)[at++];
                          Value timeout[] = {None};
                          item = result_of(future, timeout);
                          return true;
                        }));
}

Value shut_down(const Value& self, Value*) {
  pool_of(self).is_shut_down = true;
  return None;
}
Value leave_pool(const Value& self, Value*) {
  self.call("shutdown");
  return false;
}

constexpr Method kNewPool{"ThreadPoolExecutor.__init__", make_pool,
                          "def max_workers=, thread_name_prefix=, initializer=, initargs="};
constexpr Method kPoolMethods[] = {
    {"__enter__", [](const Value& self, Value*) { return self; }, "def"},
    {"__exit__", leave_pool, "def exc_type, exc_val, exc_tb"},
    {"map", map, "def fn, *iterables, timeout=, chunksize="},
    {"shutdown", shut_down, "def wait=, *, cancel_futures="},
    {"submit", submit, "def fn, /, *args, **kwargs"},
};
constexpr Attribute kPoolAttributes[] = {
    {"_max_workers", [](const Value& self) -> Value { return pool_of(self).workers; }},
};
constinit const Type kExecutorType{.name = "Executor", .module = "concurrent.futures._base"};
constinit const Type kThreadPoolType{
    .name = "ThreadPoolExecutor",
    .module = "concurrent.futures.thread",
    .base = &kExecutorType,
    .constructor = &kNewPool,
    .methods = [] { return std::span<const Method>(kPoolMethods); },
    .attributes = [] { return std::span<const Attribute>(kPoolAttributes); },
};

// --- wait, as_completed
// ------------------------------------------------------------------------------------------------

/// The futures of an iterable, each once.
Values distinct(const Value& futures) {
  Table seen;
  Values all;
  for (Value future : iterate(futures)) {
    if (seen.contains(future)) continue;
    add_key(seen, future);
    all.push_back(future);
  }
  return all;
}

bool is_done(const Value& future) { return bool(future.call("done")); }

Value as_completed(const Value&, Value* a) {
  const Value all = make_list(distinct(a[0]));
  const Value timeout = a[1];
  return make_generator("as_completed", make_iterator(kGeneratorType, [all, timeout](Value& item) {
                          Values& left = as_list(all);
                          if (left.empty()) return false;
                          for (std::size_t i = 0; i < left.size(); ++i) {
                            if (!is_done(left[i])) continue;
                            item = left[i];
                            left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
                            return true;
                          }
                          wait_in_vain(timeout, "waiting for a future that nobody works on");
                          raise_error(kTimeoutError, std::to_string(left.size()) + " (of " +
                                                         std::to_string(left.size()) + ") futures unfinished");
                        }));
}

Value wait(const Value&, Value* a) {
  Table done, pending;
  for (const Value& future : distinct(a[0])) add_key(is_done(future) ? done : pending, future);
  const bool wants_all = !given(a[2]) || a[2] == Value("ALL_COMPLETED");
  if (!pending.empty() && (wants_all || done.empty())) wait_in_vain(a[1], "waiting for a future that nobody works on");
  return make_tuple({make_set(std::move(done)), make_set(std::move(pending))}, kDoneType);
}

constexpr Attribute kDoneAttributes[] = {{"done", named_item<0>}, {"not_done", named_item<1>}};
constinit const Type kDoneType{
    .name = "DoneAndNotDoneFutures",
    .module = "concurrent.futures._base",
    .base = &kTupleType,
    .attributes = [] { return std::span<const Attribute>(kDoneAttributes); },
    .repr = [](const Value& self) { return named_repr(self, "DoneAndNotDoneFutures", kDoneAttributes); },
};

constexpr Method kFunctions[] = {
    {"ProcessPoolExecutor",
     [](const Value&, Value*) -> Value {
       raise_error(
           kPermissionError,
           "concurrent.futures.ProcessPoolExecutor: a compiled playbook starts no processes and sends no signals");
     },
     "*args, **kwargs"},
    {"as_completed", as_completed, "def fs, timeout="},
    {"wait", wait, "def fs, timeout=, return_when="},
};
constexpr Constant kConstants[] = {
    {"ALL_COMPLETED", []() -> Value { return "ALL_COMPLETED"; }},
    {"FIRST_COMPLETED", []() -> Value { return "FIRST_COMPLETED"; }},
    {"FIRST_EXCEPTION", []() -> Value { return "FIRST_EXCEPTION"; }},
    {"TimeoutError", []() -> Value { return type_value(kTimeoutError); }},
};
constexpr const Type* kTypes[] = {&kFutureType,     &kExecutorType,      &kThreadPoolType,
                                  &kCancelledError, &kInvalidStateError, &kBrokenExecutor};

}  // namespace

constinit const Module kConcurrentModule{.name = "concurrent"};
constinit const Module kConcurrentFuturesModule{
    .name = "concurrent.futures", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
