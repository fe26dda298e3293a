// SPDX-License-Identifier: Apache-2.0
#include "phantom/rehearsal.h"

#include "phantom/callback.h"
#include "phantom/engine.h"
#include "phantom/outbox.h"
#include "phantom/plain.h"
#include "python/errors.h"

namespace pbc::engine {

namespace {

/// The app runs of an act that is under way: what results will say of their parameters.
Value known_of(const ActionRun& action_run) {
  Values results;
  for (const Value& parameter : action_run.parameters)
    results.push_back(dict({{"status", "success"},
                            {"message", ""},
                            {"parameter", parameter},
                            {"data", make_list()},
                            {"summary", make_dict()}}));
  Values app_runs;
  for (AssetRun asset : action_run.assets) {
    asset.results = results;
    app_runs.push_back(app_run_of(action_run, asset, results.size(), 0));
  }
  return make_list(std::move(app_runs));
}

}  // namespace

const Rehearsal* rehearsal_of(const Run& run, std::string_view block) {
  const Rehearsal* rehearsal = run.rehearsal;
  while (rehearsal && rehearsal->act.name != block) rehearsal = rehearsal->outer;
  return rehearsal;
}

void rehearse(Run& run, ActionRun& owner, const ActionRun& act) {
  const Value& ahead = act.requests.ahead;
  if (ahead.is_unset() || run.failed || run.stopped) return;
  const Rehearsal rehearsal{owner, act, known_of(act), run.rehearsal};
  run.rehearsal = &rehearsal;
  for (const Value& function : as_list(ahead)) {
    run.guarded([&] {
      try {
        BlockArguments arguments = arguments_of(run, act, true, rehearsal.app_runs);
        arguments.handle = copy_deep(arguments.handle);
        call_block(function, arguments);
      } catch (const RehearsalOver&) {
      } catch (const Raised&) {  // the block will raise when its time comes
        caught();
      }
    });
  }
  run.rehearsal = rehearsal.outer;
}

void ask_ahead(Run& run, const ActionRun& act) {
  if (rehearsal_of(run, act.name)) return;  // in a loop
  ActionRun& owner = run.rehearsal->owner;
  const std::string action = to_str(act.action);
  for (const AssetRun& asset : act.assets) {
    Outbox outbox(run, act.name, action, asset.asset.name, act.requests);
    for (const Value& parameter : act.sent) outbox.ask_ahead(parameter, Run::next_ahead(owner));
    outbox.send();
  }
  rehearse(run, owner, act);
}

}  // namespace pbc::engine
