// SPDX-License-Identifier: Apache-2.0
//
// The state of one playbook run: what blocks leave for each other, and the container they work on. Playbook API
// functions reach it by Run::current(); only the Engine starts and ends it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "metrics/ledger.h"
#include "pbc/playbook.h"
#include "phantom/arguments.h"
#include "phantom/trace.h"
#include "phantom/world.h"
#include "python/objects.h"

namespace pbc::engine {

template <typename T>
using ByName = std::map<std::string, T, std::less<>>;

/// One thing that a datapath ranges over, with the app run that an action result belongs to (else unset).
struct Root {
  Value value;
  Value app_run;
};
using Roots = std::vector<Root>;

/// What a filter kept, by source (source_key).
struct FilterResult {
  bool matched = false;
  ByName<Roots> kept;
};

struct FormatResult {
  Value text;
  Value as_list;
};

/// What one asset has done of an act.
struct AssetRun {
  Asset asset;
  std::int64_t id = 0;  // app_run_id
  Values results;       // action results, in order of the parameters
};

/// One act() call.
struct ActionRun {
  std::int64_t id = 0;
  std::uint32_t order = 0;  // its tickets' `act`
  std::string name;         // of the block
  Value action;             // as the playbook spells it
  Value callback, handle, loop_state;
  Values parameters;  // dicts, as results show them
  Values sent;        // the same, as they go to the asset
  std::vector<AssetRun> assets;
  std::size_t assets_under_way = 0;
  bool ended = false;
  bool success = false;
  std::string message;
  Value app_runs;  // a list, once ended
};

/// What a run starts from. The values belong to the current Heap.
struct RunInput {
  Value container;  // a dict
  Value artifacts;  // a list of dicts
  Value inputs;     // a dict: the playbook's inputs by name
  Value lists;      // a dict: custom lists by name, each a list of rows
};

class Run {
 public:
  Run(const Playbook& playbook, World& world, RunInput input, Trace& trace, metrics::Ledger& ledger);
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// The run that is active on this thread. Raises RuntimeError when there is none, as in a script.
  static Run& current();

  /// Milliseconds of the run so far.
  std::int64_t t_ms() const { return (world.now() - started) / 1000; }
  /// The time of the run as SOAR writes times: 2024-01-02T03:04:05.678901Z.
  Value now_text() const;
  /// The innermost running function of the module, `<module>` for its body.
  std::string_view block() const;
  /// Writes a line of the trace for an API call; `arguments` is the call's argument struct.
  template <typename A>
  void trace_call(const A& arguments) {
    if (trace.is_on()) trace_arguments(Api<A>::kName, Api<A>::kParameters, arguments_of(arguments));
  }
  std::int64_t container_id() const;
  /// Is this the run's container: a dict with its id, its id, or nothing?
  bool is_own_container(const Value& container) const;

  const Playbook& playbook;
  World& world;
  Trace& trace;
  metrics::Ledger& ledger;
  const Micros started;

  Value container;
  Value artifacts;
  Value inputs;
  Value lists;

  std::vector<std::unique_ptr<ActionRun>> action_runs;  // in order of issue
  ByName<Values> app_runs;                              // by block, of ended acts, in order of completion
  ByName<Values> custom_function_results;               // by block
  ByName<Value> playbook_outputs;                       // by block: a dict
  ByName<Value> playbook_inputs;                        // by block: a dict
  ByName<FilterResult> filters;                         // by FILTER:CONDITION
  ByName<FormatResult> formats;                         // by block
  std::unordered_set<std::string> done;                 // blocks whose act, playbook or custom function has ended
  Value run_data;                                       // a dict
  Value outputs;                                        // a dict

  Values notes, pins, comments;     // dicts, as the result shows them
  std::vector<std::string> errors;  // messages of phantom.error
  std::int64_t app_runs_made = 0;

 private:
  void trace_arguments(std::string_view api, std::string_view parameters, std::span<const Value> arguments);

  std::unordered_set<std::string_view> blocks_;  // the names of the module's functions
  Run* previous_;
};

}  // namespace pbc::engine
