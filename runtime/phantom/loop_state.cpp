// SPDX-License-Identifier: Apache-2.0
//
// phantom.LoopState: how often a block repeats (docs/playbook-api.md, Loops).
#include "phantom/plain.h"
#include "phantom/reply.h"
#include "python/json.h"

namespace pbc::engine {

namespace {

extern const Type kLoopStateType;

struct LoopState final : Native {
  explicit LoopState(Value state) : Native(kLoopStateType), state(std::move(state)) {}
  Value state;  // a dict

  std::int64_t number(std::string_view name, std::int64_t fallback) const {
    const Value* found = member(state, name);
    return found && is_any_int(*found) ? to_index(*found) : fallback;
  }
};

LoopState& self_of(const Value& self) { return as_native<LoopState>(self); }

double seconds_now(const Run& run) { return static_cast<double>(run.world.now()) / 1e6; }

/// Until the last iteration, the end of the time, or conditions that hold: whichever comes first.
Value should_continue(const Value& self, Value* arguments) {
  const LoopState& loop = self_of(self);
  const Run& run = Run::current();
  if (loop.number("current_iteration", 1) >= loop.number("max_iterations", 1)) return false;
  const Value* start = member(loop.state, "start_time");
  const Value* most = member(loop.state, "max_ttl");
  if (most && !most->is_none() && start && seconds_now(run) - to_float(*start) > to_float(*most)) return false;
  const Value* conditions = member(loop.state, "conditions");
  if (!conditions || !bool(*conditions)) return true;
  phantom::decision_arguments question;
  question.container = arguments[0];
  question.conditions = *conditions;
  question.action_results = arguments[1];
  return !bool(phantom::decision(question));
}

Value increment(const Value& self, Value*) {
  LoopState& loop = self_of(self);
  set_member(loop.state, "current_iteration", loop.number("current_iteration", 1) + 1);
  return None;
}

Value to_json_text(const Value& self, Value*) { return make_str(to_json(self_of(self).state)); }

constexpr Method kMethods[] = {
    {"should_continue", should_continue, "def container=, results="},
    {"increment", increment, "def"},
    {"to_json", to_json_text, "def"},
};
constexpr Attribute kAttributes[] = {{"state", [](const Value& self) { return self_of(self).state; }}};

constinit const Type kLoopStateType{
    .name = "LoopState",
    .module = "phantom.rules",
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
};

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

/// Takes a dict, or the JSON text that to_json() made; notes the start of the loop where that is missing.
Value LoopState(const LoopState_arguments& arguments) {
  const Run& run = Run::current();
  Value state = make_dict();
  if (arguments.state.is_str()) {
    try {
      state = parse_json(arguments.state.text());
    } catch (const JsonError& error) {
      raise_value_error("LoopState() state is no JSON: ", error.text());
    }
  } else if (is_given(arguments.state)) {
    state = copy_deep(arguments.state);
  }
  if (!state.is(Tag::kDict)) raise_type_error("LoopState() state must be a dict, not ", type_name(state));
  if (!member(state, "start_time")) set_member(state, "start_time", seconds_now(run));
  return make_native(new engine::LoopState(std::move(state)));
}

}  // namespace pbc::phantom
