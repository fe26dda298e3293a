// SPDX-License-Identifier: Apache-2.0
#include "phantom/rehearsal.h"

#include <algorithm>

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

bool has_asset(const ActionRun& act, const std::string& name) {
  return std::ranges::any_of(act.assets, [&](const AssetRun& asset) { return asset.asset.name == name; });
}

/// The rehearsal goes on while it lives.
class RehearsalScope {
 public:
  RehearsalScope(Run& run, const Rehearsal& rehearsal) : run_(run) { run.rehearsal = &rehearsal; }
  ~RehearsalScope() { run_.rehearsal = run_.rehearsal->outer; }
  RehearsalScope(const RehearsalScope&) = delete;
  RehearsalScope& operator=(const RehearsalScope&) = delete;

 private:
  Run& run_;
};

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
  const RehearsalScope scope(run, rehearsal);
  for (const Value& function : as_list(ahead)) {
    run.guarded([&] {
      try {
        BlockArguments arguments = arguments_of(run, act, function, true, rehearsal.app_runs);
        arguments.handle = None;
        call_block(function, arguments);
      } catch (const RehearsalOver&) {
      } catch (const Raised&) {  // the block will raise when its time comes
        caught();
      }
    });
  }
}

void ask_ahead(Run& run, const ActionRun& act) {
  if (rehearsal_of(run, act.name)) return;  // in a loop
  // What it asks may be another when the acts that it waits for have changed something there.
  for (const Rehearsal* waits = run.rehearsal; waits; waits = waits->outer)
    for (const AssetRun& asset : act.assets)
      if (waits->act.requests.share == phantom::Sharing::kNone && has_asset(waits->act, asset.asset.name))
        throw RehearsalOver();
  ActionRun& owner = run.rehearsal->owner;
  const std::string action = to_str(act.action);
  for (const AssetRun& asset : act.assets) {
    Outbox outbox(run, act.name, action, asset.asset.name, act.requests);
    for (const SentParameter& parameter : act.sent) outbox.ask_ahead(parameter, Run::next_ahead(owner));
    outbox.close();
  }
  rehearse(run, owner, act);
}

}  // namespace pbc::engine
