// SPDX-License-Identifier: Apache-2.0
//
// The locks of the module threading, for a run of one thread: what is taken can be taken again by nobody else.
#include "python/arguments.h"
#include "python/library_more.h"
#include "python/threads.h"

namespace pbc {

extern const Type kConditionType, kEventType, kSemaphoreType, kBoundedSemaphoreType;

namespace {

extern const Type kLockType, kRecursiveLockType;

/// What has `blocking` and `timeout` and could not be had: false, or RuntimeError where it would wait for ever.
Value not_acquired(const Value& blocking, const Value& timeout, std::string_view what) {
  if (!flag(blocking, true)) return false;
  wait_in_vain(given(timeout) && !(timeout == Value(-1)) ? timeout : None, what);
  return false;
}

void check_timeout(const Value& blocking, const Value& timeout) {
  if (!given(timeout) || timeout == Value(-1)) return;
  if (!flag(blocking, true)) raise_value_error("can't specify a timeout for a non-blocking call");
  if (timeout < Value(0)) raise_value_error("timeout value must be a non-negative number");
}

// --- Lock, RLock
// -------------------------------------------------------------------------------------------------------

struct Lock final : Native {
  explicit Lock(const Type& type) : Native(type) {}
  std::int64_t count = 0;
  bool is_recursive() const { return &type() == &kRecursiveLockType; }
};

Value acquire_lock(const Value& self, Value* a) {
  auto& lock = as_native<Lock>(self);
  check_timeout(a[0], a[1]);
  if (lock.count > 0 && !lock.is_recursive()) return not_acquired(a[0], a[1], "acquire() of a locked lock");
  ++lock.count;
  return true;
}

Value release_lock(const Value& self, Value*) {
  auto& lock = as_native<Lock>(self);
  if (lock.count == 0)
    raise_error(kRuntimeError, lock.is_recursive() ? "cannot release un-acquired lock" : "release unlocked lock");
  --lock.count;
  return None;
}

Value enter_lock(const Value& self, Value*) {
  Value none[2];
  return acquire_lock(self, none);
}

constexpr Method kLockMethods[] = {
    {"__enter__", enter_lock, ""},
    {"__exit__", release_lock, "*args"},
    {"acquire", acquire_lock, "blocking=, timeout="},
    {"locked", [](const Value& self, Value*) -> Value { return as_native<Lock>(self).count > 0; }, ""},
    {"release", release_lock, ""},
};
constexpr Method kRecursiveLockMethods[] = {
    {"__enter__", enter_lock, ""},
    {"__exit__", release_lock, "*args"},
    {"acquire", acquire_lock, "blocking=, timeout="},
    {"release", release_lock, ""},
};
constinit const Type kLockType{
    .name = "lock",
    .module = "_thread",
    .error_name = "_thread.lock",
    .methods = [] { return std::span<const Method>(kLockMethods); },
};
constinit const Type kRecursiveLockType{
    .name = "RLock",
    .module = "_thread",
    .error_name = "_thread.RLock",
    .methods = [] { return std::span<const Method>(kRecursiveLockMethods); },
};

// --- Event
// -------------------------------------------------------------------------------------------------------------

struct Event final : Native {
  Event() : Native(kEventType) {}
  bool is_set = false;
};
Event& event_of(const Value& self) { return as_native<Event>(self); }

Value wait_for_event(const Value& self, Value* a) {
  if (!event_of(self).is_set) wait_in_vain(a[0], "wait() for an event");
  return event_of(self).is_set;
}
Value set_event(const Value& self, Value*) {
  event_of(self).is_set = true;
  return None;
}
Value clear_event(const Value& self, Value*) {
  event_of(self).is_set = false;
  return None;
}
Value is_event_set(const Value& self, Value*) { return event_of(self).is_set; }

constexpr Method kNewEvent{"Event", [](const Value&, Value*) { return make_native(new Event()); }, "def"};
constexpr Method kEventMethods[] = {
    {"clear", clear_event, "def"}, {"isSet", is_event_set, "def"},           {"is_set", is_event_set, "def"},
    {"set", set_event, "def"},     {"wait", wait_for_event, "def timeout="},
};

// --- Condition
// ---------------------------------------------------------------------------------------------------------

struct Condition final : Native {
  explicit Condition(Value lock) : Native(kConditionType), lock(std::move(lock)) {}
  Value lock;
};
const Value& lock_of(const Value& self) { return as_native<Condition>(self).lock; }

void require_owned(const Value& self, std::string_view what) {
  const Value& lock = lock_of(self);
  const bool is_ours = lock.is(Tag::kNative) &&
                       (&as_native(lock).type() == &kLockType || &as_native(lock).type() == &kRecursiveLockType);
  if (is_ours && as_native<Lock>(lock).count == 0)
    raise_error(kRuntimeError, joined({"cannot ", what, " un-acquired lock"}));
}

Value wait_for_condition(const Value& self, Value* a) {
  require_owned(self, "wait on");
  wait_in_vain(a[0], "wait() for a condition");
  return false;
}

Value wait_for(const Value& self, Value* a) {
  Value result = a[0]();
  if (result) return result;
  Value timeout[] = {a[1]};
  wait_for_condition(self, timeout);
  return a[0]();
}

Value notify(const Value& self, Value*) {
  require_owned(self, "notify on");
  return None;
}

constexpr Method kNewCondition{
    "Condition",
    [](const Value&, Value* a) {
      return make_native(new Condition(given(a[0]) ? a[0] : make_native(new Lock(kRecursiveLockType))));
    },
    "def lock="};
constexpr Method kConditionMethods[] = {
    {"__enter__", [](const Value& self, Value*) { return lock_of(self).call("__enter__"); }, "def"},
    {"__exit__", [](const Value& self, Value*) { return lock_of(self).call("release"); }, "def *args"},
    {"acquire",
     [](const Value& self, Value* a) { return call_with(lock_of(self).attr("acquire"), as_tuple(a[0]), a[1]); },
     "*args, **kwargs"},
    {"notify", notify, "def n="},
    {"notifyAll", notify, "def"},
    {"notify_all", notify, "def"},
    {"release", [](const Value& self, Value*) { return lock_of(self).call("release"); }, "def"},
    {"wait", wait_for_condition, "def timeout="},
    {"wait_for", wait_for, "def predicate, timeout="},
};

// --- Semaphore, BoundedSemaphore
// ---------------------------------------------------------------------------------------

struct Semaphore final : Native {
  Semaphore(const Type& type, std::int64_t value) : Native(type), value(value), most(value) {}
  std::int64_t value, most;
};

template <const Type& T>
Value make_semaphore(const Value&, Value* a) {
  const std::int64_t value = index_or(a[0], 1);
  if (value < 0) raise_value_error("semaphore initial value must be >= 0");
  return make_native(new Semaphore(T, value));
}

Value acquire_semaphore(const Value& self, Value* a) {
  auto& semaphore = as_native<Semaphore>(self);
  if (!flag(a[0], true) && given(a[1])) raise_value_error("can't specify timeout for non-blocking acquire");
  if (semaphore.value == 0) return not_acquired(a[0], a[1], "acquire() of a semaphore at zero");
  --semaphore.value;
  return true;
}

Value release_semaphore(const Value& self, Value* a) {
  auto& semaphore = as_native<Semaphore>(self);
  const std::int64_t count = index_or(a[0], 1);
  if (count < 1) raise_value_error("n must be one or more");
  if (&semaphore.type() == &kBoundedSemaphoreType && semaphore.value + count > semaphore.most)
    raise_value_error("Semaphore released too many times");
  semaphore.value += count;
  return None;
}

Value enter_semaphore(const Value& self, Value*) {
  Value none[2];
  return acquire_semaphore(self, none);
}
Value leave_semaphore(const Value& self, Value*) {
  Value none[1];
  return release_semaphore(self, none);
}

constexpr Method kNewSemaphore{"Semaphore", make_semaphore<kSemaphoreType>, "def value="};
constexpr Method kNewBoundedSemaphore{"BoundedSemaphore", make_semaphore<kBoundedSemaphoreType>, "def value="};
constexpr Method kSemaphoreMethods[] = {
    {"__enter__", enter_semaphore, "def"},
    {"__exit__", leave_semaphore, "def t, v, tb"},
    {"acquire", acquire_semaphore, "def blocking=, timeout="},
    {"release", release_semaphore, "def n="},
};

}  // namespace

constinit const Type kEventType{
    .name = "Event",
    .module = "threading",
    .constructor = &kNewEvent,
    .methods = [] { return std::span<const Method>(kEventMethods); },
};
constinit const Type kConditionType{
    .name = "Condition",
    .module = "threading",
    .constructor = &kNewCondition,
    .methods = [] { return std::span<const Method>(kConditionMethods); },
};
constinit const Type kSemaphoreType{
    .name = "Semaphore",
    .module = "threading",
    .constructor = &kNewSemaphore,
    .methods = [] { return std::span<const Method>(kSemaphoreMethods); },
};
constinit const Type kBoundedSemaphoreType{
    .name = "BoundedSemaphore",
    .module = "threading",
    .base = &kSemaphoreType,
    .constructor = &kNewBoundedSemaphore,
};

Value make_lock(const Value&, Value*) { return make_native(new Lock(kLockType)); }
Value make_recursive_lock(const Value&, Value*) { return make_native(new Lock(kRecursiveLockType)); }

}  // namespace pbc
