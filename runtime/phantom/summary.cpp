// SPDX-License-Identifier: Apache-2.0
//
// What on_finish gets as `summary` (docs/playbook-api.md, Summary).
#include "phantom/engine.h"
#include "phantom/plain.h"

namespace pbc::engine {

namespace {

/// One entry for every parameter of every asset.
Value app_run_entries(const ActionRun& action_run) {
  Values entries;
  if (!action_run.ended) return make_list();
  for (const Value& app_run : as_list(action_run.app_runs)) {
    for (const Value& result : as_list(*member(app_run, "action_results"))) {
      Value entry = make_dict();
      for (std::string_view key : {"app_run_id", "app", "app_id", "asset", "action"})
        set_member(entry, key, *member(app_run, key));
      for (std::string_view key : {"status", "summary", "parameter"}) set_member(entry, key, *member(result, key));
      entries.push_back(std::move(entry));
    }
  }
  return make_list(std::move(entries));
}

}  // namespace

Value summary_of(const Run& run) {
  Values results;
  for (const auto& action_run : run.action_runs) {
    results.push_back(dict({{"name", make_str(action_run->name)},
                            {"action", action_run->action},
                            {"id", action_run->id},
                            {"action_run_id", action_run->id},
                            {"status", action_run->ended ? status_text(action_run->success) : Value("running")},
                            {"message", make_str(action_run->message)},
                            {"app_runs", app_run_entries(*action_run)}}));
  }
  return dict({{"playbook", make_str(run.playbook.name)},
               {"playbook_run_id", run.id},
               {"status", status_text(!run.failed)},
               {"message", make_str(run.message)},
               {"result", make_list(std::move(results))}});
}

}  // namespace pbc::engine
