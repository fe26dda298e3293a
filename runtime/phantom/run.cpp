// SPDX-License-Identifier: Apache-2.0
#include "phantom/run.h"

#include <charconv>

#include "phantom/iso_time.h"
#include "phantom/plain.h"

namespace pbc::engine {

namespace {

constinit thread_local Run* current_run = nullptr;

}  // namespace

Run::Run(const Playbook& playbook, World& world, RunInput input, Trace& trace, metrics::Ledger& ledger)
    : playbook(playbook),
      world(world),
      trace(trace),
      ledger(ledger),
      started(world.now()),
      container(std::move(input.container)),
      artifacts(std::move(input.artifacts)),
      inputs(std::move(input.inputs)),
      lists(std::move(input.lists)),
      run_data(make_dict()),
      outputs(make_dict()),
      previous_(current_run) {
  for (const FunctionInfo& function : playbook.functions) blocks_.insert(function.name);
  blocks_.insert("<module>");
  current_run = this;
}

Run::~Run() { current_run = previous_; }

Run& Run::current() {
  if (!current_run)
    raise_error(kRuntimeError, "the Playbook API needs a run, which a file without on_start does not have");
  return *current_run;
}

Value Run::now_text() const { return make_str(iso_text(world.now())); }

std::string_view Run::block() const {
  for (const Frame* frame = current_frame(); frame; frame = frame->caller())
    if (blocks_.contains(frame->function())) return frame->function();
  return "<module>";
}

std::int64_t Run::container_id() const {
  const Value* id = member(container, "id");
  return id && id->is(Tag::kInt) ? id->as_int() : 0;
}

bool Run::is_own_container(const Value& given) const {
  if (given.is_unset() || given.is_none()) return true;
  const Value* id = given.is(Tag::kDict) ? member(given, "id") : &given;
  if (!id) return false;
  if (id->is(Tag::kInt)) return id->as_int() == container_id();
  if (!id->is_str()) return false;
  std::int64_t number = 0;
  std::string_view text = id->text();
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number == container_id();
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
