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
#include "phantom/case.h"
#include "phantom/globals.h"
#include "phantom/story.h"

namespace pbc::engine {

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
  Values results;       // action results by parameter; unset where the answer is outstanding
  std::size_t answered = 0;
  bool begun = false;
};

/// One act() call.
/// The JSON text of a call's parameter.
std::string json_of(const Call& call);

/// A parameter dict as it goes to an asset, and its JSON text, which is written when somebody first wants it.
class SentParameter {
 public:
  explicit SentParameter(Value value) : value_(std::move(value)) {}
  const Value& value() const { return value_; }
  const std::string& json() const;

 private:
  Value value_;
  mutable std::string json_;
};

struct ActionRun {
  std::int64_t id = 0;
  std::uint32_t order = 0;  // its tickets' `act`
  std::string name;         // of the block
  Value action;             // as the playbook spells it
  Value callback, handle, loop_state;
  Values parameters;                // dicts, as results show them
  std::vector<SentParameter> sent;  // the same, as they go to the asset
  phantom::Requests requests;
  Micros begins = 0;
  std::uint32_t asked_ahead = 0;  // requests for others that were sent when it began
  std::vector<AssetRun> assets;
  std::size_t assets_under_way = 0;
  bool ended = false;
  bool success = false;
  std::string message;
  Value app_runs;  // a list, once ended
};

/// What ends in the background leaves: the function to call and its arguments; `function` None: nobody.
struct Completion {
  Value function;
  BlockArguments arguments;
};

struct Rehearsal;
/// Thrown where a block that is rehearsed would leave something, or take what is not there yet (rehearsal.h).
struct RehearsalOver {};

/// One run of a playbook: the one that was started, or a sub-playbook. Playbook API functions reach it by
/// Run::current().
class Run {
 public:
  Run(Case& shared, const Playbook& playbook, Value inputs, Run* parent = nullptr);
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// The run that is active on this thread. Raises RuntimeError when there is none, as in a script.
  static Run& current();

  /// The ticket of the next request that is sent for an act to come when `action_run` begins. Its answer comes in the
  /// turn of `action_run`, and so before the turn of who will ask.
  static Ticket next_ahead(ActionRun& action_run) {
    return {action_run.order, static_cast<std::uint32_t>(action_run.assets.size()), action_run.asked_ahead++};
  }

  /// Milliseconds of the execution so far.
  std::int64_t t_ms() const { return shared.t_ms(); }
  /// The time of the run as SOAR writes times: 2024-01-02T03:04:05.678901Z.
  Value now_text() const;
  /// The innermost running function of a module, `<module>` for a module's body.
  std::string_view block() const;
  /// Writes a line of the trace for an API call; `arguments` is the call's argument struct.
  template <typename A>
  void trace_call(const A& arguments) {
    if (rehearsal) throw RehearsalOver();
    if (trace.is_on()) trace_arguments(Api<A>::kName, Api<A>::kParameters, arguments_of(arguments));
    if (story) story->note(block(), Api<A>::kName, Api<A>::kParameters, arguments_of(arguments), t_ms());
  }
  std::int64_t container_id() const { return shared.container_id(); }
  /// Is this the run's container: a dict with its id, its id, or nothing?
  bool is_own_container(const Value& container) const;

  // --- The life of a run (docs/playbook-api.md, A run)

  /// The module's body, then on_start; then whatever it started, and on_finish.
  void start();
  /// A completion of this run: what `finish` stores and marks as done, and the callback, are one step.
  void complete(const std::function<Completion()>& finish);
  /// Ends the run when nothing of it is outstanding; on_finish may start more.
  void settle();
  /// Runs code of the playbook. The first exception that comes out fails the run; from then on no block is started.
  void guarded(const std::function<void()>& body);
  void fail(std::string message, std::string traceback = "");

  Case& shared;
  const Playbook& playbook;
  Run* const parent;
  const std::int64_t id;    // playbook_run_id
  const int depth;          // of nesting; the first run's is 0
  std::size_t pending = 0;  // completions still to come
  bool started = false;
  bool finished = false;
  std::int64_t ended_ms = 0;  // when nothing of it was outstanding any more
  bool stopped = false;       // by phantom.discontinue
  bool failed = false;
  std::string message;    // why it failed
  std::string traceback;  // of an uncaught exception
  std::function<void()> when_over;
  bool inside_custom_function = false;
  const Rehearsal* rehearsal = nullptr;  // that goes on
  std::unique_ptr<Story> story;          // null: nobody wants it
  std::int64_t action_limit = -1;        // set_action_limit; -1: none

  // What the Case holds, under the names that the API's functions use.
  World& world;
  Trace& trace;
  metrics::Ledger& ledger;
  Value& container;
  Value& artifacts;
  Value& lists;
  Values& notes;
  Values& pins;
  Values& comments;
  std::vector<std::string>& errors;

  Value inputs;
  std::vector<std::unique_ptr<ActionRun>> action_runs;  // in order of issue
  ByName<Values> app_runs;                              // by block, of ended acts, in order of completion
  ByName<Values> custom_function_results;               // by block
  ByName<Value> playbook_outputs;                       // by block: a dict
  ByName<Value> playbook_inputs;                        // by block: a dict
  ByName<FilterResult> filters;                         // by FILTER:CONDITION
  ByName<FormatResult> formats;                         // by block
  std::unordered_set<std::string> done;                 // blocks whose act or prompt has ended
  std::unordered_set<std::string> done_playbooks;
  std::unordered_set<std::string> done_custom_functions;
  Value run_data;  // a dict
  Value outputs;   // a dict
  Value parent_handle;

 private:
  void trace_arguments(std::string_view api, std::string_view parameters, std::span<const Value> arguments);

  friend class RunScope;
  std::unique_ptr<Globals> variables_;
  Run* previous_;
};

/// Makes another run the active one of this thread; null: none. Gives the one before.
Run* exchange_active(Run* run);

/// While it lives, `run` is the one that is active on this thread, with its module.
class RunScope {
 public:
  explicit RunScope(Run& run);
  ~RunScope();
  RunScope(const RunScope&) = delete;
  RunScope& operator=(const RunScope&) = delete;

 private:
  Run* previous_;
  ModuleScope module_;
};

}  // namespace pbc::engine
