// SPDX-License-Identifier: Apache-2.0
#include "phantom/run.h"

#include <utility>

#include "phantom/callback.h"
#include "phantom/choices.h"
#include "phantom/engine.h"
#include "phantom/iso_time.h"
#include "phantom/plain.h"
#include "phantom/reply.h"
#include "python/limits.h"

namespace pbc::engine {

namespace {

constinit thread_local Run* current_run = nullptr;

}  // namespace

Run* exchange_active(Run* run) { return std::exchange(current_run, run); }

Run::Run(Case& shared, const Playbook& playbook, Value inputs, Run* parent)
    : shared(shared),
      playbook(playbook),
      parent(parent),
      id(shared.next_id("playbook_run")),
      depth(parent ? parent->depth + 1 : 0),
      world(shared.world),
      trace(shared.trace),
      ledger(shared.ledger),
      container(shared.container),
      artifacts(shared.artifacts),
      lists(shared.lists),
      notes(shared.notes),
      pins(shared.pins),
      comments(shared.comments),
      errors(shared.errors),
      inputs(std::move(inputs)),
      run_data(make_dict()),
      outputs(make_dict()),
      parent_handle(None),
      variables_(new_globals(playbook)),
      previous_(current_run) {
  if (shared.keeps_stories) story = std::make_unique<Story>();
  shared.runs.push_back(this);
  if (playbook.module != 0) add_functions(playbook.functions);
  for (const FunctionInfo& function : playbook.functions) shared.blocks.insert(function.name);
  shared.blocks.insert("<module>");
  if (!parent) current_run = this;
}

Run::~Run() {
  if (!parent) current_run = previous_;
}

RunScope::RunScope(Run& run) : previous_(current_run), module_(run.playbook, run.variables_.get()) {
  current_run = &run;
}

RunScope::~RunScope() { current_run = previous_; }

void Run::fail(std::string why, std::string trace_text) {
  if (failed) return;
  failed = true;
  message = std::move(why);
  traceback = std::move(trace_text);
}

void Run::guarded(const std::function<void()>& body) {
  if (failed) return;
  RunScope scope(*this);
  try {
    body();
  } catch (const Raised& raised) {
    fail(format_exception_only(raised.exception), format_traceback(raised.exception, playbook_source()));
    caught();
  } catch (const LimitReached& limit) {
    lift_limits();
    fail(format_exception_only(limit.exception), format_traceback(limit.exception, playbook_source()));
    // The limits are those of the whole execution: no playbook of it goes on without them.
    for (Run* other : shared.runs) other->fail(message, "");
    caught();
  }
}

void Run::start() {
  started = true;
  guarded([&] { playbook.load(); });
  if (Value on_start = module_function(playbook, "on_start"); on_start.is_unset()) {
    finished = true;  // a plain script: its body was all
  } else {
    guarded([&] { on_start({for_parameter(function_info(on_start.code()), 0, container)}); });
  }
  settle();
}

void Run::complete(const std::function<Completion()>& finish) {
  --pending;
  Completion completion;
  {
    RunScope scope(*this);
    completion = finish();
  }
  const Value& function = completion.function;
  if (!function.is_unset() && !function.is_none() && !stopped)
    guarded([&] { call_block(function, completion.arguments); });
  settle();
}

void Run::settle() {
  if (pending > 0 || !started) return;
  if (!finished) {
    finished = true;
    static_assert(!choices::kFinishAfterException);
    if (Value on_finish = module_function(playbook, "on_finish"); !on_finish.is_unset())
      guarded([&] {
        const FunctionInfo& info = function_info(on_finish.code());
        on_finish({for_parameter(info, 0, container),
                   is_unread(info, 1) ? Value(None) : make_str(to_json(summary_of(*this)))});
      });
    if (pending > 0) return;
  }
  ended_ms = t_ms();
  if (when_over) std::exchange(when_over, nullptr)();
}

Run& Run::current() {
  if (!current_run)
    raise_error(kRuntimeError, "the Playbook API needs a run, which a file without on_start does not have");
  Run& run = *current_run;
  if (run.story && !run.rehearsal) run.story->enter(run.block(), run.t_ms());
  return run;
}

std::string json_of(const Call& call) { return call.json.empty() ? to_json(call.parameter) : std::string(call.json); }

const std::string& SentParameter::json() const {
  if (json_.empty()) json_ = to_json(value_);
  return json_;
}

Value Run::now_text() const { return make_str(iso_text(world.now())); }

std::string_view Run::block() const {
  for (const Frame* frame = current_frame(); frame; frame = frame->caller())
    if (shared.blocks.contains(frame->function())) return frame->function();
  return "<module>";
}

bool Run::is_own_container(const Value& given) const {
  return is_same(id_of_container(*this, given), Value(container_id()));
}

void Run::trace_arguments(std::string_view api, std::string_view parameters, std::span<const Value> arguments) {
  Value line = dict({{"t_ms", t_ms()}, {"block", make_str(block())}, {"api", make_str(api)}});
  for (const Value& argument : arguments) {
    std::string_view name = take_name(parameters);
    if (argument.is_unset()) continue;
    Value shown = argument;
    if (name == "container" && argument.is(Tag::kDict)) {
      const Value* id = member(argument, "id");
      shown = id ? *id : Value(None);
    } else if (name == "message" && (api == "debug" || api == "error")) {
      shown = str_value(argument);
    }
    set_member(line, name, std::move(shown));
  }
  trace.add(line);
}

}  // namespace pbc::engine
