// SPDX-License-Identifier: Apache-2.0
#include "host/one_run.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>

#include "host/report.h"
#include "host/run_command.h"
#include "host/run_world.h"
#include "io/cassette.h"
#include "io/computing.h"
#include "io/output.h"
#include "phantom/engine.h"
#include "phantom/iso_time.h"
#include "phantom/plain.h"
#include "phantom/rest.h"
#include "python/errors.h"
#include "python/heap.h"
#include "python/limits.h"
#include "python/objects.h"
#include "python/random.h"

namespace pbc::host {

namespace {

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

/// Finds out now what the first index into a text learns of it, which lies in the heap that is current then.
void index_text(const Value& value) {
  if (value.is(Tag::kStr)) {
    str_offset(value, 0);
  } else if (value.is(Tag::kList)) {
    std::ranges::for_each(as_list(value), index_text);
  } else if (value.is(Tag::kDict)) {
    for (const Table::Entry& entry : as_dict(value).entries_in_place()) {
      index_text(entry.key);
      index_text(entry.value);
    }
  }
}

void index_texts(std::initializer_list<Value> values) { std::ranges::for_each(values, index_text); }

std::string text_at(const Value& dict, std::string_view key) {
  const Value* found = engine::member(dict, key);
  return found && found->is_str() ? std::string(found->text()) : "";
}

}  // namespace

Given read_given(const RunOptions& options) {
  Given given;
  given.world = loaded(options.world, [&] { return io::load_world(options.world); });
  if (options.live) {
    given.world.now = io::system_now();
    given.world.now_text = make_str(engine::iso_text(given.world.now));
  }
  given.inputs = loaded(options.inputs, [&] { return io::load_inputs(options.inputs, options.settings); });
  return given;
}

void index_texts(const Given& given) {
  const io::WorldFile& world = given.world;
  index_texts({world.now_text, world.lists, world.resources, given.incoming.event.container,
               given.incoming.event.artifacts, given.inputs});
  for (const io::Recorded& recorded : world.actions) {
    const engine::Answer& answer = recorded.answer;
    index_texts({answer.status, answer.message, answer.data, answer.summary});
  }
}

Ended run_once(const Playbook& playbook, const RunOptions& options, const Given& given, EventOf event,
               const Outside& outside, const Leaves& leaves) {
  // Each run has its own limits, and its own view of the folder.
  set_limits(options.max_steps, options.max_memory);
  use_files(options);
  engine::RunInput input = loaded(options.event, [&] { return copy_input(given, event); });
  io::OutputFile trace_file(leaves.trace);
  io::OutputFile ledger_file(leaves.ledger);
  io::OutputFile result_file(leaves.result);
  io::OutputFile record_file(leaves.record);

  if (!outside.gateway) seed_random(given.world.seed);
  const Before before = look_before(input);
  io::Cassette cassette;
  engine::Case* vault = nullptr;
  const auto find_file = [&vault](const std::string& vault_id, std::size_t most) {
    return file_of(*vault, vault_id, most);
  };
  const std::unique_ptr<engine::World> world = make_world(
      options, given, outside, io::usual_computer(), record_file.is_wanted() ? &cassette : nullptr, nullptr, find_file);
  WorldClock clock(*world);
  engine::RunTransport transport;
  engine::Trace trace(trace_file.is_wanted());
  metrics::Ledger ledger(ledger_file.is_wanted());
  Value inputs = input.inputs;
  engine::Case shared(*world, std::move(input), trace, ledger);
  vault = &shared;
  engine::Run state(shared, playbook, std::move(inputs));
  fill_vault(state, given.incoming.attachments);
  const engine::Outcome outcome = engine::Engine(state).execute();

  std::fflush(stdout);
  // What a run leaves that has used up its memory is written all the same.
  lift_limits();
  const auto redacted = [&](std::string text) {
    return outside.gateway ? outside.gateway->redacted(std::move(text)) : text;
  };
  if (leaves.is_told) {
    if (!outcome.traceback.empty()) std::fputs(redacted(outcome.traceback).c_str(), stderr);
    if (!outcome.success && outcome.traceback.empty()) print_error(redacted(outcome.message));
  }
  if (trace_file.is_wanted()) trace_file.commit(redacted(trace.text()));
  if (ledger_file.is_wanted()) ledger_file.commit(redacted(ledger.text(state.t_ms())));
  if (record_file.is_wanted())
    record_file.commit(redacted(cassette.text(given.world, shared.started, world->assets())));
  if (result_file.is_wanted()) {
    result_file.commit(redacted(engine::to_json(engine::result_of(state, outcome), true) + "\n"));
  } else if (leaves.is_reported) {
    print(redacted(report(state, outcome, before, style_of(STDOUT_FILENO))));
  }
  Ended ended;
  ended.began = true;
  ended.success = outcome.success;
  ended.was_given_up = !outcome.success && outside.waiting != nullptr && outside.waiting->is_over();
  ended.message = redacted(outcome.message);
  ended.container = text_at(shared.container, "name");
  ended.severity = text_at(shared.container, "severity");
  ended.status = text_at(shared.container, "status");
  ended.container_id = shared.container_id();
  ended.actions = state.action_runs.size();
  ended.totals = ledger.totals(state.t_ms());
  if (outside.gateway != nullptr) outside.gateway->ran(outcome.success, world->now() - shared.started);
  return ended;
}

int with_memory(const std::function<int()>& body) {
  HeapScope memory;
  try {
    return body();
  } catch (const Raised& raised) {
    // The engine catches what the playbook raises; this came from elsewhere, and must not outlive the memory.
    print_error("internal: " + format_exception_only(raised.exception));
    caught();
    return kInternal;
  }
}

}  // namespace pbc::host
