// SPDX-License-Identifier: Apache-2.0
//
// The module threading (Python library reference, threading): Thread, Timer, local and the functions. The locks are in
// threading_locks.cpp.
#include "python/arguments.h"
#include "python/attributes.h"
#include "python/generator.h"
#include "python/library_more.h"
#include "python/standard_streams.h"
#include "python/threads.h"

namespace pbc {

extern const Type kTimerType, kConditionType, kEventType, kSemaphoreType, kBoundedSemaphoreType;
Value make_lock(const Value&, Value*);
Value make_recursive_lock(const Value&, Value*);

namespace {

extern const Type kMainThreadType, kLocalType, kHookArgumentsType;

struct Thread : Native {
  explicit Thread(const Type& type) : Native(type) {}
  Value target = None, args, kwargs, name;
  bool is_daemon = false, is_set_up = false, is_started = false, is_alive = false;
  std::int64_t ident = 0;
  std::int64_t number = 0;  // of the name that it was given; 0: none
  // Of a Timer:
  Value interval;
  bool is_cancelled = false;

  std::string repr() const override {
    if (!is_set_up) return Native::repr();
    std::string text = "<" + std::string(type().name.view()) + "(" + to_str(name) + ", " +
                       (!is_started ? "initial"
                        : is_alive  ? "started"
                                    : "stopped") +
                       (is_daemon ? " daemon" : "");
    return text + (ident != 0 ? " " + std::to_string(ident) : "") + ")>";
  }
  bool set_attribute(Name wanted, const Value& value) override {
    if (value.is_unset()) return false;
    if (wanted == Name("name")) {
      name = str_value(value);
    } else if (wanted == Name("daemon")) {
      if (is_started) raise_error(kRuntimeError, "cannot set daemon status of active thread");
      is_daemon = bool(value);
    } else {
      return false;
    }
    return true;
  }
};

struct Threads {
  Threads() {
    auto* thread = new Thread(kMainThreadType);
    thread->name = "MainThread";
    thread->is_set_up = thread->is_started = thread->is_alive = true;
    thread->ident = next_ident++;
    active.push_back(make_native(thread));
  }
  std::int64_t next_ident = 140000000000000;
  std::int64_t next_number = 1;
  Values active;  // the main thread, then those that run inside of each other
  Values timers;  // started, not run
};
Threads& threads() { return run_local<Threads>(); }
Thread& current() { return as_native<Thread>(threads().active.back()); }
Thread& thread_of(const Value& self) { return as_native<Thread>(self); }

void require_set_up(const Thread& thread) {
  if (!thread.is_set_up) raise_error(kRuntimeError, "Thread.__init__() not called");
}

/// self, group, target, name, args, kwargs, daemon
Value set_up_thread(const Value& self, Value* a) {
  Thread& thread = thread_of(self);
  if (given(a[0])) raise_error(kAssertionError, "group argument must be None for now");
  thread.target = value_or(a[1], None);
  thread.args = value_or(a[3], make_tuple());
  thread.kwargs = given(a[4]) ? a[4] : make_dict();
  if (thread.number != 0 && thread.number == threads().next_number - 1) --threads().next_number;  // set up again
  if (given(a[2])) {
    thread.name = str_value(a[2]);
  } else {
    thread.number = threads().next_number++;
    std::string name = "Thread-" + std::to_string(thread.number);
    const Value of = thread.target.is_none() ? Value() : find_attribute(thread.target, "__name__");
    thread.name = make_str(of.is_unset() ? name : name + " (" + to_str(of) + ")");
  }
  thread.is_daemon = given(a[5]) ? bool(a[5]) : current().is_daemon;
  thread.is_set_up = true;
  return None;
}

Value set_up_timer(const Value& self, Value* a) {
  Value arguments[] = {None, a[1], None, given(a[2]) ? a[2] : make_tuple(), given(a[3]) ? a[3] : make_dict(), None};
  set_up_thread(self, arguments);
  Thread& thread = thread_of(self);
  thread.name = make_str("Thread-" + std::to_string(thread.number));
  thread.interval = a[0];
  return None;
}

struct HookArguments final : Native {
  HookArguments(Value exception, Value thread)
      : Native(kHookArgumentsType), exception(std::move(exception)), thread(std::move(thread)) {}
  Value exception, thread;
  Value attribute(Name name) override {
    if (name == Name("exc_type")) return type_value(type_of(exception));
    if (name == Name("exc_value")) return exception;
    if (name == Name("exc_traceback")) return exception.attr("__traceback__");
    if (name == Name("thread")) return thread;
    return Value();
  }
};
constinit const Type kHookArgumentsType{.name = "_ExceptHookArgs", .module = "threading"};

Value excepthook(const Value&, Value* a) {
  const Value exception = a[0].attr("exc_value"), thread = a[0].attr("thread");
  if (is_exception(exception, kSystemExit)) return None;
  const std::string name = thread.is_none() ? std::string("None") : to_str(thread.attr("name"));
  const Value out = standard_error();
  if (!out.is_none()) {
    out.call("write",
             {make_str("Exception in thread " + name + ":\n" + format_traceback(exception, playbook_source()))});
  }
  return None;
}

void report(const Value& exception, const Value& thread) {
  const Value arguments = make_native(new HookArguments(exception, thread));
  const Value module = imported_module("threading");
  const Value* own = module.is_unset() ? nullptr : as_module(module).attributes.find("excepthook");
  if (own != nullptr) {
    (*own)({arguments});
  } else {
    Value plain[] = {arguments};
    excepthook(None, plain);
  }
}

/// Runs what the thread is for, to its end.
void run_to_end(const Value& self) {
  Thread& thread = thread_of(self);
  {
    ThreadScope scope(self);
    try {
      self.call("run");
    } catch (const Raised& raised) {
      const Value exception = raised.exception;
      caught();
      report(exception, self);
    }
  }
  thread.is_alive = false;
}

Value start_thread(const Value& self, Value*) {
  Thread& thread = thread_of(self);
  require_set_up(thread);
  if (thread.is_started) raise_error(kRuntimeError, "threads can only be started once");
  thread.is_started = thread.is_alive = true;
  thread.ident = threads().next_ident++;
  if (thread.interval.is_unset()) {
    run_to_end(self);
  } else {
    threads().timers.push_back(self);
  }
  return None;
}

Value run_thread(const Value& self, Value*) {
  Thread& thread = thread_of(self);
  if (!thread.target.is_none()) call_with(thread.target, to_values(thread.args), thread.kwargs);
  thread.target = None;
  return None;
}

/// A timer's time has come, unless it was cancelled.
void finish_timer(const Value& self) {
  Values& timers = threads().timers;
  for (std::size_t i = 0; i < timers.size(); ++i) {
    if (!is(timers[i], self)) continue;
    const Value kept = timers[i];
    timers.erase(timers.begin() + static_cast<std::ptrdiff_t>(i));
    run_to_end(kept);
    return;
  }
}

Value run_timer(const Value& self, Value* none) {
  Thread& thread = thread_of(self);
  if (thread.is_cancelled) return None;
  import("time").call("sleep", {thread.interval});
  thread.is_cancelled = true;
  return run_thread(self, none);
}

Value cancel_timer(const Value& self, Value*) {
  Thread& thread = thread_of(self);
  thread.is_cancelled = true;
  if (thread.is_started && thread.is_alive) finish_timer(self);
  return None;
}

Value join_thread(const Value& self, Value* a) {
  Thread& thread = thread_of(self);
  require_set_up(thread);
  if (!thread.is_started) raise_error(kRuntimeError, "cannot join thread before it is started");
  if (&thread == &current()) raise_error(kRuntimeError, "cannot join current thread");
  if (thread.interval.is_unset()) return None;
  if (given(a[0]) && a[0] < thread.interval) {
    wait_in_vain(a[0], "join");
  } else {
    finish_timer(self);
  }
  return None;
}

Value is_alive(const Value& self, Value*) {
  require_set_up(thread_of(self));
  return thread_of(self).is_alive;
}

Value set_name(const Value& self, Value* a) {
  thread_of(self).set_attribute("name", a[0]);
  return None;
}
Value set_daemon(const Value& self, Value* a) {
  thread_of(self).set_attribute("daemon", a[0]);
  return None;
}
Value name_of(const Value& self) {
  require_set_up(thread_of(self));
  return thread_of(self).name;
}
Value daemon_of(const Value& self) { return thread_of(self).is_daemon; }
Value ident_of(const Value& self) { return thread_of(self).ident != 0 ? Value(thread_of(self).ident) : Value(None); }

constexpr Method kThreadMethods[] = {
    {"__init__", set_up_thread, "def group=, target=, name=, args=, kwargs=, *, daemon="},
    {"getName", [](const Value& self, Value*) { return name_of(self); }, "def"},
    {"isDaemon", [](const Value& self, Value*) { return daemon_of(self); }, "def"},
    {"is_alive", is_alive, "def"},
    {"join", join_thread, "def timeout="},
    {"run", run_thread, "def"},
    {"setDaemon", set_daemon, "def daemonic"},
    {"setName", set_name, "def name"},
    {"start", start_thread, "def"},
};
constexpr Attribute kThreadAttributes[] = {
    {"daemon", daemon_of},
    {"ident", ident_of},
    {"name", name_of},
    {"native_id", ident_of},
};
constexpr Method kTimerMethods[] = {
    {"__init__", set_up_timer, "def interval, function, args=, kwargs="},
    {"cancel", cancel_timer, "def"},
    {"run", run_timer, "def"},
};

/// Thread(...): a class derived from it calls __init__ itself (fills_in_init in class_call.cpp).
template <const auto& T>
Value make_thread(const Value&, Value* a) {
  const Value made = make_native(new Thread(T));
  if (&T == &kThreadType || !as_tuple(a[0]).empty() || !as_dict(a[1]).empty())
    call_with(made.attr("__init__"), as_tuple(a[0]), a[1]);
  return made;
}
constexpr Method kNewThread{"Thread", make_thread<kThreadType>, "*args, **kwargs"};
constexpr Method kNewTimer{"Timer", make_thread<kTimerType>, "*args, **kwargs"};

constinit const Type kMainThreadType{.name = "_MainThread", .module = "threading", .base = &kThreadType};

// --- local, functions
// --------------------------------------------------------------------------------------------------

struct Local final : Native {
  Local() : Native(kLocalType) {}
  Table values;
  Value attribute(Name name) override {
    const Value* found = values.find(name.view());
    return found != nullptr ? *found : Value();
  }
  bool set_attribute(Name name, const Value& value) override {
    if (value.is_unset()) return values.erase(make_str(name.view()));
    values.set(make_str(name.view()), value);
    return true;
  }
};
constexpr Method kNewLocal{"local", [](const Value&, Value*) { return make_native(new Local()); }, ""};
constinit const Type kLocalType{
    .name = "_local", .module = "_thread", .error_name = "_thread._local", .constructor = &kNewLocal};

Value current_thread(const Value&, Value*) { return threads().active.back(); }
Value main_thread(const Value&, Value*) { return threads().active.front(); }
Values alive() {
  Values all = threads().active;
  all.insert(all.end(), threads().timers.begin(), threads().timers.end());
  return all;
}

constexpr Method kFunctions[] = {
    {"Lock", make_lock, ""},
    {"RLock", make_recursive_lock, "def"},
    {"active_count", [](const Value&, Value*) -> Value { return alive().size(); }, "def"},
    {"activeCount", [](const Value&, Value*) -> Value { return alive().size(); }, "def"},
    {"currentThread", current_thread, "def"},
    {"current_thread", current_thread, "def"},
    {"enumerate", [](const Value&, Value*) { return make_list(alive()); }, "def"},
    {"excepthook", excepthook, "def args"},
    {"get_ident", [](const Value&, Value*) -> Value { return current().ident; }, ""},
    {"get_native_id", [](const Value&, Value*) -> Value { return current().ident; }, ""},
    {"main_thread", main_thread, "def"},
    {"stack_size", [](const Value&, Value*) -> Value { return 0; }, "size=, /"},
};
constexpr Constant kConstants[] = {
    {"TIMEOUT_MAX", []() -> Value { return 9223372036.0; }},
    {"ThreadError", []() -> Value { return type_value(kRuntimeError); }},
    {"local", []() -> Value { return type_value(kLocalType); }},
};
constexpr const Type* kTypes[] = {&kThreadType, &kTimerType,     &kConditionType,
                                  &kEventType,  &kSemaphoreType, &kBoundedSemaphoreType};

}  // namespace

constinit const Type kThreadType{
    .name = "Thread",
    .module = "threading",
    .constructor = &kNewThread,
    .methods = [] { return std::span<const Method>(kThreadMethods); },
    .attributes = [] { return std::span<const Attribute>(kThreadAttributes); },
};
constinit const Type kTimerType{
    .name = "Timer",
    .module = "threading",
    .base = &kThreadType,
    .constructor = &kNewTimer,
    .methods = [] { return std::span<const Method>(kTimerMethods); },
};

ThreadScope::ThreadScope(Value thread) { threads().active.push_back(std::move(thread)); }
ThreadScope::~ThreadScope() { threads().active.pop_back(); }

Value make_worker_thread(std::string name) {
  auto* thread = new Thread(kThreadType);
  thread->name = make_str(name);
  thread->is_set_up = thread->is_started = thread->is_alive = true;
  thread->ident = threads().next_ident++;
  return make_native(thread);
}

void wait_in_vain(const Value& timeout, std::string_view what) {
  if (!given(timeout)) {
    raise_error(kRuntimeError, joined({what, " would wait for ever: a compiled playbook has one thread"}));
  }
  if (timeout > Value(0)) import("time").call("sleep", {timeout});
}

void run_pending_timers() {
  while (!threads().timers.empty()) {
    const Value timer = threads().timers.front();
    if (thread_of(timer).is_daemon) {
      threads().timers.erase(threads().timers.begin());
    } else {
      finish_timer(timer);
    }
  }
}

constinit const Module kThreadingModule{
    .name = "threading", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
