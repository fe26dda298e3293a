// SPDX-License-Identifier: Apache-2.0
//
// Runs a playbook from on_start to on_finish (docs/playbook-api.md, A run). Blocks of a run never overlap; storing the
// results of an ended act, marking it done and calling its callback is one step.
#pragma once

#include <string>

#include "phantom/outbox.h"

namespace pbc::engine {

/// How a run ended.
struct Outcome {
  bool success = false;
  std::string message;    // the last line of the traceback, or why the world stopped the run; else empty
  std::string traceback;  // of an uncaught exception, else empty
};

/// Delivers what the world has to the runs of a Case, one event at a time.
class Engine {
 public:
  explicit Engine(Run& run) : run_(run), case_(run.shared) {}
  /// The whole execution. Exceptions of the playbook become the outcome.
  Outcome execute();

 private:
  void drain();
  /// The asset's first request, or all of them where they may be under way together.
  void begin_asset(Run& run, ActionRun& action_run, std::uint32_t asset);
  void send(Run& run, ActionRun& action_run, std::uint32_t asset, std::uint32_t first, std::uint32_t last);
  /// Fills batches with what acts ask that begin at the same time.
  void ask_for_siblings(ActionRun& action_run, std::uint32_t asset, Outbox* outbox);
  /// Writes down what an answer took, where the world tells.
  void charge(const Ticket& ticket, const Cost& cost);
  /// Passes the answer on to those that wait for it too.
  void take_event(const Ticket& ticket, Answer answer);
  void take_answer(Run& run, ActionRun& action_run, const Ticket& ticket, Answer answer);
  void end_asset(Run& run, ActionRun& action_run);

  Run& run_;
  Case& case_;
};

/// The end of an act or a prompt: stores and traces its results, marks it done; what to call then.
Completion end_act(Run& run, ActionRun& action_run);

/// What results hold of one asset.
Value app_run_of(const ActionRun& action_run, const AssetRun& asset, std::size_t succeeded, std::size_t failed);
/// What the callback of an act gets; `app_runs` is a list.
BlockArguments arguments_of(const Run& run, const ActionRun& action_run, const Value& function, bool success,
                            const Value& app_runs);

/// The function of the playbook's module with this name; unset when there is none.
Value module_function(const Playbook& playbook, std::string_view name);

inline Value status_text(bool success) { return success ? Value("success") : Value("failed"); }

/// What on_finish gets as JSON text, and get_summary() as a dict: it tells of every action run. Shares their data.
Value summary_of(const Run& run);

/// The state of the run as docs/contracts.md shows a result.
Value result_of(const Run& run, const Outcome& outcome);

/// "2 actions succeeded, 1 action failed"; "no parameters" without any.
std::string count_text(std::size_t succeeded, std::size_t failed);

}  // namespace pbc::engine
