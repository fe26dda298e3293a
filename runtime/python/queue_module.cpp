// SPDX-License-Identifier: Apache-2.0
//
// The module queue (Python library reference, queue), for a run of one thread: see threads.h.
#include <deque>

#include "python/arguments.h"
#include "python/library_more.h"
#include "python/threads.h"

namespace pbc {
namespace {

extern const Type kQueueType, kLifoQueueType, kPriorityQueueType, kSimpleQueueType;

constinit const Type kEmpty{.name = "Empty", .module = "_queue", .base = &kException};
constinit const Type kFull{.name = "Full", .module = "queue", .base = &kException};

struct Queue final : Native {
  explicit Queue(const Type& type) : Native(type) {}
  std::int64_t most = 0;  // 0 or less: no limit
  std::int64_t unfinished = 0;
  std::deque<Value> items;
  Value heap = make_list();  // of a PriorityQueue, as heapq keeps it
  bool is(const Type& of) const { return is_subtype(type(), of); }
  std::int64_t size() const {
    return static_cast<std::int64_t>(is(kPriorityQueueType) ? as_list(heap).size() : items.size());
  }
};
Queue& queue_of(const Value& self) { return as_native<Queue>(self); }

Value set_up(const Value& self, Value* a) {
  queue_of(self).most = index_or(a[0], 0);
  return None;
}

/// Sleeps for the timeout of a call that will not succeed, then raises `error`.
[[noreturn]] void give_up(const Value& block, const Value& timeout, const Type& error, std::string_view what) {
  if (flag(block, true)) {
    if (given(timeout) && timeout < Value(0)) raise_value_error("'timeout' must be a non-negative number");
    wait_in_vain(timeout, what);
  }
  raise_exception(error, {});
}

Value put(const Value& self, Value* a) {
  Queue& queue = queue_of(self);
  if (queue.most > 0 && queue.size() >= queue.most) give_up(a[1], a[2], kFull, "put() into a full queue");
  if (queue.is(kPriorityQueueType)) {
    import("heapq").call("heappush", {queue.heap, a[0]});
  } else {
    queue.items.push_back(a[0]);
  }
  ++queue.unfinished;
  return None;
}

Value get(const Value& self, Value* a) {
  Queue& queue = queue_of(self);
  if (queue.size() == 0) give_up(a[0], a[1], kEmpty, "get() from an empty queue");
  if (queue.is(kPriorityQueueType)) return import("heapq").call("heappop", {queue.heap});
  const bool is_last = queue.is(kLifoQueueType);
  const Value item = is_last ? queue.items.back() : queue.items.front();
  if (is_last) {
    queue.items.pop_back();
  } else {
    queue.items.pop_front();
  }
  return item;
}

Value put_nowait(const Value& self, Value* a) { return self.call("put", {a[0], false}); }
Value get_nowait(const Value& self, Value*) { return self.call("get", {false}); }

Value task_done(const Value& self, Value*) {
  if (queue_of(self).unfinished <= 0) raise_value_error("task_done() called too many times");
  --queue_of(self).unfinished;
  return None;
}
Value join(const Value& self, Value*) {
  if (queue_of(self).unfinished > 0) wait_in_vain(None, "join() of a queue with unfinished tasks");
  return None;
}

Value qsize(const Value& self, Value*) { return queue_of(self).size(); }
Value is_empty(const Value& self, Value*) { return queue_of(self).size() == 0; }
Value is_full(const Value& self, Value*) {
  const Queue& queue = queue_of(self);
  return queue.most > 0 && queue.size() >= queue.most;
}
Value items_of(const Value& self) {
  Queue& queue = queue_of(self);
  if (queue.is(kPriorityQueueType)) return queue.heap;
  const Value items = make_list(Values(queue.items.begin(), queue.items.end()));
  return queue.is(kLifoQueueType) ? items : import_from("collections", "deque")({items});
}

constexpr Method kQueueMethods[] = {
    {"__init__", set_up, "def maxsize="},
    {"empty", is_empty, "def"},
    {"full", is_full, "def"},
    {"get", get, "def block=, timeout="},
    {"get_nowait", get_nowait, "def"},
    {"join", join, "def"},
    {"put", put, "def item, block=, timeout="},
    {"put_nowait", put_nowait, "def item"},
    {"qsize", qsize, "def"},
    {"task_done", task_done, "def"},
};
constexpr Attribute kQueueAttributes[] = {
    {"maxsize", [](const Value& self) -> Value { return queue_of(self).most; }},
    {"queue", items_of},
    {"unfinished_tasks", [](const Value& self) -> Value { return queue_of(self).unfinished; }},
};
constexpr Method kSimpleQueueMethods[] = {
    {"empty", is_empty, ""},
    {"get", get, "block=, timeout="},
    {"get_nowait", get_nowait, ""},
    {"put", put, "item, block=, timeout="},
    {"put_nowait", put_nowait, "item"},
    {"qsize", qsize, ""},
};

template <const auto& T>
Value make_queue(const Value&, Value* a) {
  const Value made = make_native(new Queue(T));
  set_up(made, a);
  return made;
}
constexpr Method kNewQueue{"Queue.__init__", make_queue<kQueueType>, "def maxsize="};
constexpr Method kNewLifoQueue{"Queue.__init__", make_queue<kLifoQueueType>, "def maxsize="};
constexpr Method kNewPriorityQueue{"Queue.__init__", make_queue<kPriorityQueueType>, "def maxsize="};
constexpr Method kNewSimpleQueue{"SimpleQueue",
                                 [](const Value&, Value*) { return make_native(new Queue(kSimpleQueueType)); }, ""};

constinit const Type kQueueType{
    .name = "Queue",
    .module = "queue",
    .constructor = &kNewQueue,
    .methods = [] { return std::span<const Method>(kQueueMethods); },
    .attributes = [] { return std::span<const Attribute>(kQueueAttributes); },
};
constinit const Type kLifoQueueType{
    .name = "LifoQueue", .module = "queue", .base = &kQueueType, .constructor = &kNewLifoQueue};
constinit const Type kPriorityQueueType{
    .name = "PriorityQueue", .module = "queue", .base = &kQueueType, .constructor = &kNewPriorityQueue};
constinit const Type kSimpleQueueType{
    .name = "SimpleQueue",
    .module = "_queue",
    .error_name = "_queue.SimpleQueue",
    .constructor = &kNewSimpleQueue,
    .methods = [] { return std::span<const Method>(kSimpleQueueMethods); },
};

constexpr const Type* kTypes[] = {&kEmpty,     &kFull,           &kLifoQueueType, &kPriorityQueueType,
                                  &kQueueType, &kSimpleQueueType};

}  // namespace

constinit const Module kQueueModule{.name = "queue", .types = kTypes};

}  // namespace pbc
