// SPDX-License-Identifier: Apache-2.0
//
// Questions to people, answered by the world's `prompts`; nobody answering is a timeout (docs/playbook-api.md,
// Prompts).
#include <algorithm>
#include <cmath>

#include "phantom/choices.h"
#include "phantom/engine.h"
#include "phantom/plain.h"
#include "phantom/reply.h"
#include "phantom/template.h"

namespace pbc::engine {

namespace {

struct Question {
  std::string_view api;
  Value message, parameters, separator, drop_none, minutes, name, callback, asked;
};

constexpr Micros kMinute = 60'000'000;
constexpr double kMostMinutes = 1e9;

Micros wait_of(const Value& minutes) {
  if (!is_given(minutes)) return 30 * kMinute;
  const double count = to_float(minutes);
  return count > 0 ? static_cast<Micros>(std::min(count, kMostMinutes) * kMinute) : 0;
}

Micros latency_of(const Value& prompt) {
  const Value* ms = member(prompt, "latency_ms");
  return ms && !ms->is_none() ? static_cast<Micros>(std::llround(to_float(*ms) * 1000)) : 0;
}

Value ask(Run& run, const Question& question) {
  const std::string block = to_str(or_default(question.name, make_str(question.api)));
  const Value callback = callback_of(question.api, question.callback);
  const std::string text =
      render(run, question.message, question.parameters, Scope{}, question.separator, question.drop_none);
  const Value* prompts = member(run.shared.resources, "prompts");
  const Value* known = prompts ? member(*prompts, block) : nullptr;
  const Value* silence = known ? member(*known, "timeout") : nullptr;
  const bool is_answered = known && !(silence && bool(*silence));
  const Value* given = is_answered ? member(*known, "responses") : nullptr;
  const Value responses = given && given->is(Tag::kList) ? copy_deep(*given) : make_list();

  // May raise, and so comes before anything that has to end.
  const Micros wait = is_answered ? latency_of(*known) : wait_of(question.minutes);

  auto action_run = std::make_unique<ActionRun>();
  action_run->action = "prompt";
  action_run->name = block;
  action_run->callback = callback;
  action_run->handle = None;
  action_run->loop_state = None;
  ActionRun& added = *run.action_runs.emplace_back(std::move(action_run));
  added.id = run.shared.next_id("action_run");
  added.parameters.push_back(
      dict({{"message", make_str(text)},
            {"context", dict({{"artifact_id", 0}, {"guid", ""}, {"parent_action_run", make_list()}})}}));
  AssetRun nobody;
  nobody.id = run.shared.next_id("app_run");
  Value summary = make_dict();
  Value data = make_list();
  if (is_answered) {
    const Value* user = member(*known, "user");
    as_list(data).push_back(dict({{"user", user && !user->is_none() ? *user : question.asked}}));
    set_member(summary, "responses", responses);
    set_member(summary, "response", as_list(responses).empty() ? Value(None) : as_list(responses)[0]);
  }
  nobody.results.push_back(dict({{"status", status_text(is_answered)},
                                 {"message", is_answered ? Value("") : Value("nobody answered in time")},
                                 {"parameter", added.parameters[0]},
                                 {"data", data},
                                 {"summary", summary}}));
  added.assets.push_back(std::move(nobody));

  ++run.pending;
  run.shared.at(run.world.now() + wait, [&run, &added] { run.complete([&] { return end_act(run, added); }); });
  return added.id;
}

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value prompt2(const prompt2_arguments& arguments) {
  Run& run = Run::current();
  refuse_in_custom_function(run, "prompt2");
  run.trace_call(arguments);
  return ask(run, {"prompt2", arguments.message, arguments.parameters, arguments.separator, arguments.drop_none,
                   arguments.respond_in_mins, arguments.name, arguments.callback,
                   or_default(arguments.user, or_default(arguments.role, None))});
}

Value prompt(const prompt_arguments& arguments) {
  Run& run = Run::current();
  refuse_in_custom_function(run, "prompt");
  run.trace_call(arguments);
  return ask(run, {"prompt", arguments.message, arguments.parameters, Value(), Value(), arguments.respond_in_mins,
                   arguments.name, arguments.callback, or_default(arguments.user, None)});
}

/// A note to do something: nothing waits for it.
Value task(const task_arguments& arguments) {
  static_assert(!choices::kTaskDelaysFinish);
  Run& run = Run::current();
  refuse_in_custom_function(run, "task");
  run.trace_call(arguments);
  return None;
}

}  // namespace pbc::phantom
