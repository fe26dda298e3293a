// SPDX-License-Identifier: Apache-2.0
//
// The state of a run at its end (docs/contracts.md, Result).
#include "phantom/engine.h"

namespace pbc::engine {

Value result_of(const Run& run, const Outcome& outcome) {
  Values action_runs;
  for (const auto& action_run : run.action_runs) {
    // An act that the end of the run cut off has no app runs.
    action_runs.push_back(dict({{"id", action_run->id},
                                {"name", make_str(action_run->name)},
                                {"action", action_run->action},
                                {"status", status_text(action_run->success)},
                                {"message", make_str(action_run->ended ? action_run->message : "not finished")},
                                {"app_runs", action_run->ended ? action_run->app_runs : make_list()}}));
  }
  return dict({{"status", status_text(outcome.success)},
               {"message", make_str(outcome.message)},
               {"playbook", make_str(run.playbook.name)},
               {"container", run.container},
               {"artifacts", run.artifacts},
               {"action_runs", make_list(std::move(action_runs))},
               {"outputs", run.outputs},
               {"notes", make_list(run.notes)},
               {"pins", make_list(run.pins)},
               {"comments", make_list(run.comments)},
               {"lists", run.lists},
               {"run_data", run.run_data}});
}

}  // namespace pbc::engine
