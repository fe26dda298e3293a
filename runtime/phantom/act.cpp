// SPDX-License-Identifier: Apache-2.0
//
// phantom.act (docs/playbook-api.md, Actions): one call of every asset with every parameter dict, in the background.
#include <algorithm>
#include <cmath>

#include "phantom/choices.h"
#include "phantom/plain.h"
#include "phantom/rehearsal.h"
#include "phantom/reply.h"
#include "python/datetime.h"
#include "python/json.h"
#include "python/text.h"

namespace pbc::engine {

namespace {

Value or_none(const Value& argument) { return argument.is_unset() ? Value(None) : argument; }

/// The editor's spacer fields: ph, ph_0, ph_1 ...
bool is_placeholder(std::string_view key) {
  if (key == "ph") return true;
  if (!key.starts_with("ph_") || key.size() == 3) return false;
  return std::ranges::all_of(key.substr(3), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_not_set(const Value& value) { return value.is_none() || (value.is_str() && value.text().empty()); }

/// What goes to the asset: no context, no spacers, nothing that is not set.
Value sent_parameter(const Value& parameter) {
  Table sent;
  for (const Table::Entry& entry : as_dict(parameter).entries_in_place()) {
    bool is_reserved = entry.key.is_str() && (entry.key.text() == "context" || is_placeholder(entry.key.text()));
    if (!is_reserved && !is_not_set(entry.value)) sent.set(entry.key, entry.value);
  }
  return make_dict(std::move(sent));
}

/// The parameter as its result shows it: with a whole context, at its place or at the end.
Value with_context(Value parameter) {
  const Value* context = member(parameter, "context");
  const Value* artifact = context ? member(*context, "artifact_id") : nullptr;
  Value artifact_id = artifact && bool(*artifact) ? *artifact : Value(0);
  set_member(parameter, "context",
             dict({{"artifact_id", artifact_id}, {"guid", ""}, {"parent_action_run", make_list()}}));
  return parameter;
}

Values read_parameters(const Value& argument, const Value& action) {
  Values parameters;
  if (argument.is(Tag::kDict)) {
    parameters.push_back(copy_deep(argument));
  } else if (is_given(argument)) {
    for (const Value& parameter : to_values(argument)) {
      if (!parameter.is(Tag::kDict))
        raise_type_error("act() parameters must be a list of dicts, not a list of ", type_name(parameter));
      parameters.push_back(copy_deep(parameter));
    }
  }
  if (parameters.empty()) {
    std::string verb = text::lower(to_str(action));
    if (std::ranges::binary_search(choices::kRunsWithoutParameters, std::string_view(verb)))
      parameters.push_back(make_dict());
  }
  return parameters;
}

/// Names of assets: a name, or a list of names or of dicts with a name, such as get_assets gives.
std::vector<std::string> asset_names(const Value& argument) {
  std::vector<std::string> names;
  if (argument.is_str()) return {std::string(argument.text())};
  for (const Value& item : to_values(argument)) {
    const Value* name = member(item, "name");
    names.push_back(to_str(name ? *name : item));
  }
  return names;
}

/// Without names: every asset of the app, or every one that can do the action.
std::vector<std::string> read_assets(const Run& run, const phantom::act_arguments& arguments) {
  if (is_given(arguments.assets)) return asset_names(arguments.assets);
  if (!is_given(arguments.app)) return run.world.assets_for(to_str(arguments.action));
  const Value* name = member(arguments.app, "name");
  std::string app = to_str(name ? *name : arguments.app);
  std::vector<std::string> names;
  for (const Asset& asset : run.world.assets())
    if (asset.app == app) names.push_back(asset.name);
  return names;
}

/// The asset as the world lists it; one that it does not list is its own app and counts on behind those listed.
Asset find_asset(Case& shared, const std::string& name) {
  const std::vector<Asset>& listed = shared.world.assets();
  auto known = std::ranges::find(listed, name, &Asset::name);
  if (known != listed.end()) return *known;
  std::vector<std::string>& unlisted = shared.unlisted_assets;
  auto used = std::ranges::find(unlisted, name);
  const auto position = static_cast<std::int64_t>(listed.size()) + (used - unlisted.begin()) + 1;
  if (used == unlisted.end()) unlisted.push_back(name);
  return {name, name, position, position};
}

/// Between the iterations of a loop: the delay of its state, in seconds.
Micros loop_delay(const Value& loop_state) {
  if (!is_given(loop_state) || !loop_state.is_str()) return 0;
  Value state;
  try {
    state = parse_json(loop_state.text());
  } catch (const JsonError& error) {
    raise_value_error("act() loop_state is no JSON: ", error.text());
  }
  const Value* iteration = member(state, "current_iteration");
  const Value* delay = member(state, "delay_time");
  if (!iteration || !iteration->is(Tag::kInt) || iteration->as_int() <= 1 || !delay || !is_any_int(*delay)) return 0;
  constexpr std::int64_t kMost = 1'000'000'000;
  return std::clamp<std::int64_t>(to_index(*delay), 0, kMost) * 1'000'000;
}

/// The virtual time of start_time, a datetime; now without one.
Micros start_of(const Run& run, const Value& start_time) {
  if (!is_given(start_time)) return run.world.now();
  if (!is_instance(start_time, kDateTimeType))
    raise_type_error("act() start_time must be a datetime, not ", type_name(start_time));
  double seconds = to_float(start_time.call("timestamp"));
  constexpr double kMost = 4e11;  // beyond year 9999
  if (!(std::abs(seconds) < kMost)) return run.world.now();
  return std::max(run.world.now(), static_cast<Micros>(std::llround(seconds * 1e6)));
}

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value act(const act_arguments& arguments) { return act(arguments, Requests()); }

Value act(const act_arguments& arguments, const Requests& requests) {
  Run& run = Run::current();
  if (!is_given(arguments.action)) raise_type_error("act() missing 1 required positional argument: 'action'");
  refuse_in_custom_function(run, "act");
  if (!run.rehearsal) run.trace_call(arguments);
  auto action_run = std::make_unique<ActionRun>();
  action_run->action = str_value(arguments.action);
  action_run->name = to_str(is_given(arguments.name) ? arguments.name : arguments.action);
  action_run->requests = requests;
  action_run->callback = callback_of("act", arguments.callback);
  action_run->handle = or_none(arguments.handle);
  action_run->loop_state = or_none(arguments.loop_state);
  for (Value& parameter : read_parameters(arguments.parameters, arguments.action)) {
    action_run->sent.emplace_back(sent_parameter(parameter));
    action_run->parameters.push_back(with_context(std::move(parameter)));
  }
  const Micros start =
      std::max(start_of(run, arguments.start_time), run.world.now() + loop_delay(arguments.loop_state));
  std::vector<std::string> assets = read_assets(run, arguments);
  if (run.rehearsal) {
    for (const std::string& name : assets) action_run->assets.emplace_back().asset.name = name;
    ask_ahead(run, *action_run);
    return None;
  }
  if (run.action_limit >= 0 && static_cast<std::int64_t>(run.action_runs.size()) >= run.action_limit)
    raise_error(kRuntimeError, "act() goes beyond the action limit of " + std::to_string(run.action_limit));

  ActionRun& added = *run.action_runs.emplace_back(std::move(action_run));
  added.id = run.shared.next_id("action_run");
  added.order = static_cast<std::uint32_t>(run.shared.issued.size());
  run.shared.issued.push_back({&run, &added, nullptr});
  ++run.pending;
  for (const std::string& name : assets) {
    AssetRun asset;
    asset.asset = find_asset(run.shared, name);
    asset.id = run.shared.next_id("app_run");
    added.assets.push_back(std::move(asset));
  }
  added.begins = start;
  added.assets_under_way = added.assets.size();
  // An act without assets ends all the same, and in its turn.
  const std::uint32_t events = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(added.assets.size()));
  for (std::uint32_t asset = 0; asset < events; ++asset) run.world.wake_at(start, {added.order, asset, 0});
  return added.id;
}

}  // namespace pbc::phantom
