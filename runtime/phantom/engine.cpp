// SPDX-License-Identifier: Apache-2.0
#include "phantom/engine.h"

#include "phantom/callback.h"
#include "phantom/choices.h"
#include "phantom/plain.h"
#include "python/generator.h"
#include "python/limits.h"

namespace pbc::engine {

Value module_function(const Playbook& playbook, std::string_view name) {
  using AnyFunction = Value (*)(Value);  // a Value holds the address alone; calls go by the table
  for (const FunctionInfo& function : playbook.functions)
    if (function.name == name) return reinterpret_cast<AnyFunction>(function.code);
  return {};
}

std::string count_text(std::size_t succeeded, std::size_t failed) {
  auto counted = [](std::size_t count, std::string_view what) {
    return std::to_string(count) + (count == 1 ? " action " : " actions ") + std::string(what);
  };
  if (succeeded + failed == 0) return "no parameters";
  if (failed == 0) return counted(succeeded, "succeeded");
  if (succeeded == 0) return counted(failed, "failed");
  return counted(succeeded, "succeeded") + ", " + counted(failed, "failed");
}

/// Runs playbook code. The first exception that comes out fails the run; from then on no block is started.
template <typename F>
void Engine::guarded(F&& call) {
  if (failed_) return;
  try {
    call();
  } catch (const Raised& raised) {
    failed_ = true;
    outcome_.message = format_exception_only(raised.exception);
    outcome_.traceback = format_traceback(raised.exception, playbook_source());
    caught();
  } catch (const LimitReached& limit) {
    lift_limits();
    failed_ = true;
    outcome_.message = format_exception_only(limit.exception);
    outcome_.traceback = format_traceback(limit.exception, playbook_source());
    caught();
  }
}

Outcome Engine::execute() {
  try {
    guarded([&] { run_.playbook.load(); });
    guarded([&] {
      if (Value on_start = module_function(run_.playbook, "on_start"); !on_start.is_unset())
        on_start({copy_deep(run_.container)});
    });
    drain();
    static_assert(!choices::kFinishAfterException);
    guarded([&] {
      if (Value on_finish = module_function(run_.playbook, "on_finish"); !on_finish.is_unset())
        on_finish({copy_deep(run_.container), summary_of(run_, true)});
    });
    drain();
  } catch (const RunStopped& stopped) {
    failed_ = true;
    outcome_.message = stopped.message;
  }
  close_generators();
  outcome_.success = !failed_;
  return std::move(outcome_);
}

/// Delivers events until nothing is outstanding. After a failure the acts under way still end, without callbacks.
void Engine::drain() {
  static_assert(choices::kTiesByIssueOrder);
  while (std::optional<Event> event = run_.world.next()) {
    ActionRun& action_run = *run_.action_runs[event->ticket.act];
    if (event->answer) {
      take_answer(action_run, event->ticket, std::move(*event->answer));
    } else if (action_run.assets.empty()) {
      end_act(action_run);
    } else if (action_run.parameters.empty()) {
      end_asset(action_run);
    } else {
      send(action_run, event->ticket.asset, 0);
    }
  }
}

void Engine::send(ActionRun& action_run, std::uint32_t asset, std::uint32_t parameter) {
  const std::string action = to_str(action_run.action);
  Call call{action, action_run.assets[asset].asset.name, action_run.sent[parameter]};
  run_.ledger.add({.t_ms = run_.t_ms(),
                   .asset = std::string(call.asset),
                   .action = action,
                   .block = action_run.name,
                   .parameter = to_json(call.parameter)});
  run_.world.send(call, {action_run.order, asset, parameter});
}

void Engine::take_answer(ActionRun& action_run, const Ticket& ticket, Answer answer) {
  AssetRun& asset = action_run.assets[ticket.asset];
  asset.results.push_back(dict({{"status", answer.status},
                                {"message", answer.message},
                                {"parameter", action_run.parameters[ticket.parameter]},
                                {"data", copy_deep(answer.data)},
                                {"summary", copy_deep(answer.summary)}}));
  std::uint32_t next = ticket.parameter + 1;
  if (next < action_run.parameters.size()) {
    send(action_run, ticket.asset, next);
  } else {
    end_asset(action_run);
  }
}

void Engine::end_asset(ActionRun& action_run) {
  if (--action_run.assets_under_way == 0) end_act(action_run);
}

namespace {

bool is_success(const Value& result) {
  const Value* status = member(result, "status");
  return status && status->is_str() && status->text() == "success";
}

/// An act or an app run with these counts (choices::kAnySuccessIsSuccess).
bool is_success(std::size_t succeeded, std::size_t failed) {
  return choices::kAnySuccessIsSuccess ? succeeded > 0 : succeeded > 0 && failed == 0;
}

void trace_results(const Run& run, const ActionRun& action_run) {
  if (!run.trace.is_on()) return;
  for (const AssetRun& asset : action_run.assets) {
    for (const Value& result : asset.results) {
      Value name = make_str(action_run.name);
      run.trace.add(dict({{"t_ms", run.t_ms()},
                          {"block", name},
                          {"api", "action_result"},
                          {"name", name},
                          {"action", action_run.action},
                          {"asset", make_str(asset.asset.name)},
                          {"status", *member(result, "status")},
                          {"parameter", *member(result, "parameter")},
                          {"data", *member(result, "data")},
                          {"summary", *member(result, "summary")},
                          {"message", *member(result, "message")}}));
    }
  }
}

Value app_run_of(const ActionRun& action_run, const AssetRun& asset, std::size_t succeeded, std::size_t failed) {
  return dict({{"asset", make_str(asset.asset.name)},
               {"asset_id", asset.asset.id},
               {"app", make_str(asset.asset.app)},
               {"app_id", asset.asset.app_id},
               {"app_run_id", asset.id},
               {"action", action_run.action},
               {"action_run_id", action_run.id},
               {"name", make_str(action_run.name)},
               {"status", status_text(is_success(succeeded, failed))},
               {"message", make_str(count_text(succeeded, failed))},
               {"summary", dict({{"total_objects", succeeded + failed}, {"total_objects_successful", succeeded}})},
               {"action_results", make_list(asset.results)}});
}

}  // namespace

void Engine::end_act(ActionRun& action_run) {
  std::size_t all_succeeded = 0;
  std::size_t all_failed = 0;
  Values app_runs;
  for (const AssetRun& asset : action_run.assets) {
    std::size_t succeeded = 0;
    for (const Value& result : asset.results) succeeded += is_success(result);
    std::size_t failed = asset.results.size() - succeeded;
    app_runs.push_back(app_run_of(action_run, asset, succeeded, failed));
    all_succeeded += succeeded;
    all_failed += failed;
  }
  action_run.ended = true;
  action_run.success = is_success(all_succeeded, all_failed);
  action_run.message = count_text(all_succeeded, all_failed);
  action_run.app_runs = make_list(std::move(app_runs));

  trace_results(run_, action_run);
  static_assert(choices::kRepeatedBlockAppends);
  Values& stored = run_.app_runs[action_run.name];
  for (const Value& app_run : as_list(action_run.app_runs)) stored.push_back(app_run);
  run_.done.insert(action_run.name);
  guarded([&] { call_callback(action_run); });
}

void Engine::call_callback(const ActionRun& action_run) {
  if (action_run.callback.is_unset() || action_run.callback.is_none()) return;
  BlockArguments arguments;
  arguments.action = dict({{"action", action_run.action},
                           {"action_name", action_run.action},
                           {"name", make_str(action_run.name)},
                           {"action_run_id", action_run.id}});
  arguments.success = action_run.success;
  arguments.container = copy_deep(run_.container);
  arguments.results = copy_deep(action_run.app_runs);
  arguments.handle = action_run.handle;
  arguments.loop_state_json = action_run.loop_state;
  call_block(action_run.callback, arguments);
}

}  // namespace pbc::engine
