// SPDX-License-Identifier: Apache-2.0
//
// What a playbook may ask about itself, its user and what is configured.
#include <algorithm>

#include "phantom/choices.h"
#include "phantom/plain.h"
#include "phantom/registry.h"
#include "phantom/reply.h"

namespace pbc::engine {

namespace {

bool has_any(const Value& record, const char* field, const Value& wanted) {
  const Value* own = member(record, field);
  if (!own) return false;
  const Values names = one_or_all(wanted);
  auto is_own = [&](const Value& name) {
    return own->is(Tag::kList) ? std::ranges::find(as_list(*own), name) != as_list(*own).end() : is_same(*own, name);
  };
  return std::ranges::any_of(names, is_own);
}

}  // namespace

Value effective_user(Run& run) {
  const Values& users = run.shared.resource("users");
  const Value* id = users.empty() ? nullptr : member(users[0], "id");
  return id ? *id : Value(1);
}

Value asset_record(Run& run, const Asset& asset) {
  Value record = dict({{"product_name", make_str(asset.app)}});
  for (const Value& listed : run.shared.resource("assets")) {
    const Value* name = member(listed, "name");
    if (!name || !name->is_str() || name->text() != asset.name) continue;
    for (const Table::Entry& entry : as_dict(listed).entries_in_place())
      as_dict(record).set(entry.key, copy_deep(entry.value));
    return record;
  }
  set_member(record, "name", make_str(asset.name));
  return record;
}

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value get_effective_user(const get_effective_user_arguments&) { return effective_user(Run::current()); }

Value get_playbook_info(const get_playbook_info_arguments&) {
  Run& run = Run::current();
  return list({dict({{"id", run.id},
                     {"run_id", run.id},
                     {"name", make_str(run.playbook.name)},
                     {"repo_name", "local"},
                     {"parent_playbook_run_id", run.parent ? Value(run.parent->id) : Value(None)},
                     {"effective_user_id", effective_user(run)}})});
}

/// The assets that can do the action, in the world's order; all of them without one.
Value get_assets(const get_assets_arguments& arguments) {
  Run& run = Run::current();
  const std::vector<Asset>& listed = run.world.assets();
  Values found;
  for (const Asset& asset : listed) {
    if (is_given(arguments.action)) {
      const std::vector<std::string> able = run.world.assets_for(to_str(arguments.action));
      if (std::ranges::find(able, asset.name) == able.end()) continue;
    }
    Value record = asset_record(run, asset);
    if (is_given(arguments.tags) && !has_any(record, "tags", arguments.tags)) continue;
    if (is_given(arguments.types) && !has_any(record, "type", arguments.types)) continue;
    found.push_back(std::move(record));
  }
  return make_list(std::move(found));
}

/// The apps of the assets, each once: {"id", "name"} and what the world's `apps` say of them.
Value get_apps(const get_apps_arguments& arguments) {
  Run& run = Run::current();
  Values found;
  auto add = [&](const Value& id, const Value& record) {
    const bool is_wanted = !is_given(arguments.app_id) || is_same(id, number_in(arguments.app_id));
    const bool is_known = std::ranges::any_of(found, [&](const Value& app) { return is_same(*member(app, "id"), id); });
    if (is_wanted && !is_known) found.push_back(record);
  };
  for (const Value& app : run.shared.resource("apps"))
    if (const Value* id = member(app, "id")) add(*id, copy_deep(app));
  for (const Asset& asset : run.world.assets())
    add(asset.app_id, dict({{"id", asset.app_id}, {"name", make_str(asset.app)}}));
  return make_list(std::move(found));
}

/// The action of an action run of this playbook run, or None.
Value get_action_name(const get_action_name_arguments& arguments) {
  const Run& run = Run::current();
  const Value id = number_in(or_default(arguments.action_id, None));
  for (const auto& action_run : run.action_runs)
    if (is_same(action_run->id, id)) return action_run->action;
  return None;
}

}  // namespace pbc::phantom
