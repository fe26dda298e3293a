// SPDX-License-Identifier: Apache-2.0
#include "host/one_run.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>

#include "host/execution.h"
#include "host/report.h"
#include "host/run_command.h"
#include "io/computing.h"
#include "phantom/iso_time.h"
#include "phantom/plain.h"
#include "python/errors.h"
#include "python/heap.h"
#include "python/limits.h"
#include "python/objects.h"

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

}  // namespace

Given read_given(const RunOptions& options) {
  io::WorldFile world = loaded(options.world, [&] { return io::load_world(options.world); });
  if (options.live) {
    world.now = io::system_now();
    world.now_text = make_str(engine::iso_text(world.now));
  }
  return {std::make_shared<const io::WorldFile>(std::move(world)), {}, loaded(options.inputs, [&] {
            return io::load_inputs(options.inputs, options.settings);
          })};
}

void index_texts(const Given& given) {
  const io::WorldFile& world = *given.world;
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
  const Before before = look_before(input);
  Execution execution(options, given, std::move(input), outside, leaves, {io::usual_computer()});
  engine::Case& shared = execution.shared();
  engine::Run state(shared, playbook, execution.inputs());
  execution.fill_vault(state);
  const engine::Outcome outcome = engine::Engine(state).execute();

  std::fflush(stdout);
  // What a run leaves that has used up its memory is written all the same.
  lift_limits();
  if (leaves.is_told) {
    if (!outcome.traceback.empty()) std::fputs(execution.redacted(outcome.traceback).c_str(), stderr);
    if (!outcome.success && outcome.traceback.empty()) print_error(execution.redacted(outcome.message));
  }
  execution.finish(state, outcome);
  if (leaves.is_reported && !execution.leaves_result())
    print(execution.redacted(report(state, outcome, before, style_of(STDOUT_FILENO))));
  Ended ended;
  ended.began = true;
  ended.success = outcome.success;
  ended.was_given_up = !outcome.success && outside.waiting != nullptr && outside.waiting->is_over();
  ended.message = execution.redacted(outcome.message);
  ended.container = engine::text_member(shared.container, "name");
  ended.severity = engine::text_member(shared.container, "severity");
  ended.status = engine::text_member(shared.container, "status");
  ended.container_id = shared.container_id();
  ended.actions = state.action_runs.size();
  ended.totals = shared.ledger.totals(state.t_ms());
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
