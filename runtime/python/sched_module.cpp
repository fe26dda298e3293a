// SPDX-License-Identifier: Apache-2.0
//
// The module sched (Python library reference, sched).
#include <algorithm>

#include "python/arguments.h"
#include "python/library_more.h"

namespace pbc {
namespace {

extern const Type kSchedulerType;

struct Scheduler final : Native {
  Scheduler(Value time, Value delay) : Native(kSchedulerType), time(std::move(time)), delay(std::move(delay)) {}
  Value time, delay;
  Values events;  // in order
  std::int64_t sequence = 0;
};
Scheduler& scheduler(const Value& self) { return as_native<Scheduler>(self); }

/// The class Event, one for each run.
struct Made {
  Value event;
};
Value event_class() {
  Value& event = run_local<Made>().event;
  if (event.is_unset())
    event = import_from("collections", "namedtuple")(
        {Value("Event"), Value("time, priority, sequence, action, argument, kwargs")}, {{"module", Value("sched")}});
  return event;
}

Value enter_at(const Value& self, const Value& time, Value* a) {
  Scheduler& own = scheduler(self);
  const Value event =
      event_class()({time, a[0], own.sequence++, a[1], value_or(a[2], make_tuple()), value_or(a[3], make_dict())});
  const auto at = std::ranges::find_if(own.events, [&](const Value& other) {
    return static_cast<bool>(make_tuple({time, a[0]}) < make_tuple({other[0], other[1]}));
  });
  own.events.insert(at, event);
  return event;
}
Value enterabs(const Value& self, Value* a) { return enter_at(self, a[0], a + 1); }
Value enter(const Value& self, Value* a) { return enter_at(self, scheduler(self).time() + a[0], a + 1); }

Value cancel(const Value& self, Value* a) {
  Values& events = scheduler(self).events;
  const auto at = std::ranges::find_if(events, [&](const Value& event) { return is_same(event, a[0]); });
  if (at == events.end()) raise_value_error("list.remove(x): x not in list");
  events.erase(at);
  return None;
}

Value run(const Value& self, Value* a) {
  Scheduler& own = scheduler(self);
  const bool blocks = flag(a[0], true);
  while (!own.events.empty()) {
    const Value event = own.events.front();
    const Value now = own.time();
    if (event[0] > now) {
      if (!blocks) return event[0] - now;
      own.delay({event[0] - now});
      continue;
    }
    own.events.erase(own.events.begin());
    call_with(event[3], to_values(event[4]), event[5]);
    own.delay({0});
  }
  return None;
}

Value make_scheduler(const Value&, Value* a) {
  return make_native(new Scheduler(given(a[0]) ? a[0] : import("time").attr("monotonic"),
                                   given(a[1]) ? a[1] : import("time").attr("sleep")));
}
constexpr Method kNew{"scheduler.__init__", make_scheduler, "def timefunc=, delayfunc="};
constexpr Method kMethods[] = {
    {"cancel", cancel, "def event"},
    {"empty", [](const Value& self, Value*) -> Value { return scheduler(self).events.empty(); }, "def"},
    {"enter", enter, "def delay, priority, action, argument=, kwargs="},
    {"enterabs", enterabs, "def time, priority, action, argument=, kwargs="},
    {"run", run, "def blocking="},
};
constexpr Attribute kAttributes[] = {
    {"queue", [](const Value& self) { return make_list(scheduler(self).events); }},
};
constinit const Type kSchedulerType{
    .name = "scheduler",
    .module = "sched",
    .constructor = &kNew,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
};
constexpr Constant kConstants[] = {{"Event", event_class}};
constexpr const Type* kTypes[] = {&kSchedulerType};

}  // namespace

constinit const Module kSchedModule{.name = "sched", .constants = kConstants, .types = kTypes};

}  // namespace pbc
