// SPDX-License-Identifier: Apache-2.0
#include "phantom/engine.h"

#include <algorithm>
#include <utility>

#include "phantom/callback.h"
#include "phantom/choices.h"
#include "phantom/plain.h"
#include "phantom/rehearsal.h"
#include "python/generator.h"

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

Outcome Engine::execute() {
  try {
    run_.start();
    drain();
  } catch (const RunStopped& stopped) {
    run_.failed = true;
    run_.message = stopped.message;
    run_.traceback.clear();
  } catch (const Raised& raised) {
    // Code of the playbook raises in `guarded`; what is left is the engine's own work that memory has no room for.
    run_.failed = false;
    run_.fail(format_exception_only(raised.exception));
    caught();
  }
  close_generators();
  return {!run_.failed, run_.message, run_.traceback};
}

/// Delivers events until nothing is outstanding. After a failure the acts under way still end, without callbacks.
void Engine::drain() {
  static_assert(choices::kTiesByIssueOrder);
  while (std::optional<Event> event = case_.world.next()) {
    Issued& issued = case_.issued[event->ticket.act];
    if (!issued.act) {
      const std::function<void()> deliver = std::exchange(issued.deliver, nullptr);
      deliver();
      continue;
    }
    Run& run = *issued.run;
    ActionRun& action_run = *issued.act;
    if (event->answer) {
      charge(event->ticket, event->cost);
      take_event(event->ticket, std::move(*event->answer));
    } else if (action_run.assets.empty() || action_run.parameters.empty()) {
      end_asset(run, action_run);
    } else {
      begin_asset(run, action_run, event->ticket.asset);
    }
  }
}

void Engine::begin_asset(Run& run, ActionRun& action_run, std::uint32_t asset) {
  const auto count = static_cast<std::uint32_t>(action_run.parameters.size());
  action_run.assets[asset].results.resize(count);
  action_run.assets[asset].begun = true;
  const bool at_once = action_run.requests.share != phantom::Sharing::kNone;
  send(run, action_run, asset, 0, at_once ? count : 1);
  if (asset == 0) rehearse(run, action_run, action_run);
}

void Engine::send(Run& run, ActionRun& action_run, std::uint32_t asset, std::uint32_t first, std::uint32_t last) {
  const std::string action = to_str(action_run.action);
  const std::string& name = action_run.assets[asset].asset.name;
  // What an act that may change something found there is not what it leaves: fenced when sent, and when answered.
  if (action_run.requests.share == phantom::Sharing::kNone) case_.requests.fence(name);
  Outbox outbox(run, action_run.name, action, name, action_run.requests);
  for (std::uint32_t parameter = first; parameter < last; ++parameter)
    outbox.ask(action_run.sent[parameter], {action_run.order, asset, parameter});
  if (action_run.requests.batch > 1) ask_for_siblings(action_run, asset, &outbox);
  outbox.close();
}

void Engine::ask_for_siblings(ActionRun& action_run, std::uint32_t asset, Outbox* outbox) {
  const std::string& name = action_run.assets[asset].asset.name;
  for (std::size_t order = action_run.order + 1; order < case_.issued.size(); ++order) {
    const ActionRun* sibling = case_.issued[order].act;
    if (!sibling || sibling->begins > case_.world.now()) continue;
    for (const AssetRun& other : sibling->assets) {
      if (other.begun || other.asset.name != name) continue;
      // What stands behind an act that may change something is not asked before it.
      if (sibling->requests.share == phantom::Sharing::kNone) return;
      if (sibling->requests.share != phantom::Sharing::kRun || !is_same(sibling->action, action_run.action)) continue;
      for (const SentParameter& parameter : sibling->sent) outbox->ask_ahead(parameter, Run::next_ahead(action_run));
    }
  }
}

void Engine::charge(const Ticket& ticket, const Cost& cost) {
  const auto line = case_.lines.find(ticket);
  if (line == case_.lines.end()) return;
  case_.ledger.charge(line->second, cost.requests, cost.is_hit, cost.waited / 1000);
  case_.lines.erase(line);
}

void Engine::take_event(const Ticket& ticket, Answer answer) {
  const std::vector<Ticket> waiting = case_.requests.answered(ticket, answer);
  for (const Ticket& other : waiting) case_.world.answer(other, answer);
  // Those that end at the same time end in the order in which they were issued, whoever asked.
  if (std::ranges::any_of(waiting, [&](const Ticket& other) { return other < ticket; })) {
    case_.world.answer(ticket, std::move(answer));
    return;
  }
  const Issued& issued = case_.issued[ticket.act];
  if (ticket.asset < issued.act->assets.size()) take_answer(*issued.run, *issued.act, ticket, std::move(answer));
}

void Engine::take_answer(Run& run, ActionRun& action_run, const Ticket& ticket, Answer answer) {
  AssetRun& asset = action_run.assets[ticket.asset];
  // What the answer has belongs to all whom it is given, now and later; playbooks get copies.
  asset.results[ticket.parameter] = dict({{"status", answer.status},
                                          {"message", answer.message},
                                          {"parameter", action_run.parameters[ticket.parameter]},
                                          {"data", answer.data},
                                          {"summary", answer.summary}});
  if (action_run.requests.share == phantom::Sharing::kNone) case_.requests.fence(asset.asset.name);
  ++asset.answered;
  if (asset.answered == action_run.parameters.size()) {
    end_asset(run, action_run);
  } else if (action_run.requests.share == phantom::Sharing::kNone) {
    send(run, action_run, ticket.asset, ticket.parameter + 1, ticket.parameter + 2);
  }
}

void Engine::end_asset(Run& run, ActionRun& action_run) {
  if (action_run.assets_under_way > 0 && --action_run.assets_under_way > 0) return;
  run.complete([&] { return end_act(run, action_run); });
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

}  // namespace

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

BlockArguments arguments_of(const Run& run, const ActionRun& action_run, const Value& function, bool success,
                            const Value& app_runs) {
  BlockArguments arguments;
  arguments.action = dict({{"action", action_run.action},
                           {"action_name", action_run.action},
                           {"name", make_str(action_run.name)},
                           {"action_run_id", action_run.id}});
  arguments.success = success;
  arguments.container = for_block(function, "container", run.container);
  arguments.results = for_block(function, "results", app_runs);
  arguments.handle = action_run.handle;
  arguments.loop_state_json = action_run.loop_state;
  return arguments;
}

Completion end_act(Run& run, ActionRun& action_run) {
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

  trace_results(run, action_run);
  static_assert(choices::kRepeatedBlockAppends);
  Values& stored = run.app_runs[action_run.name];
  if (!action_run.loop_state.is_none()) stored.clear();
  for (const Value& app_run : as_list(action_run.app_runs)) stored.push_back(app_run);
  run.done.insert(action_run.name);

  if (action_run.callback.is_unset() || action_run.callback.is_none()) return {action_run.callback, {}};
  return {action_run.callback,
          arguments_of(run, action_run, action_run.callback, action_run.success, action_run.app_runs)};
}

}  // namespace pbc::engine
