// SPDX-License-Identifier: Apache-2.0
//
// GET: what each resource of REST shows.
#include <algorithm>

#include "phantom/artifacts.h"
#include "phantom/containers.h"
#include "phantom/engine.h"
#include "phantom/lists.h"
#include "phantom/plain.h"
#include "phantom/registry.h"
#include "phantom/reply.h"
#include "phantom/rest.h"
#include "phantom/workbooks.h"
#include "python/hashes.h"

namespace pbc::engine {

namespace {

using Path = std::vector<std::string>;

Values all_containers(Run& run) {
  Values found{run.container};
  for (const Value& container : run.shared.resource("containers")) found.push_back(container);
  return found;
}

Values all_assets(Run& run) {
  Values found;
  for (const Asset& asset : run.world.assets()) {
    Value record = dict(
        {{"name", make_str(asset.name)}, {"app", make_str(asset.app)}, {"id", asset.id}, {"app_id", asset.app_id}});
    for (const Value& listed : run.shared.resource("assets")) {
      const Value* name = member(listed, "name");
      if (!name || !is_same(*name, *member(record, "name"))) continue;
      for (const Table::Entry& entry : as_dict(listed).entries_in_place()) as_dict(record).set(entry.key, entry.value);
      break;
    }
    found.push_back(std::move(record));
  }
  return found;
}

/// The world's indicators; id, value_hash and tags are added to those that lack them.
Values all_indicators(Run& run) {
  Values& indicators = run.shared.resource("indicators");
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    Value made = dict({{"id", i + 1}});
    const Value* value = member(indicators[i], "value");
    set_member(made, "value_hash",
               make_str(hashes::to_hex(hashes::sha256(value ? to_str(*value) : std::string("None")))));
    set_member(made, "tags", make_list());
    for (const Table::Entry& entry : as_dict(indicators[i]).entries_in_place())
      as_dict(made).set(entry.key, entry.value);
    indicators[i] = std::move(made);
  }
  return indicators;
}

/// Those of the run's container, then those of the world's other containers.
Values all_artifacts(Run& run) {
  Values found = sorted_artifacts(run);
  for (const Value& container : run.shared.resource("containers")) {
    const Value* artifacts = member(container, "artifacts");
    const Value* id = member(container, "id");
    if (!artifacts || !artifacts->is(Tag::kList)) continue;
    for (const Value& artifact : as_list(*artifacts)) {
      if (!artifact.is(Tag::kDict)) continue;
      Value record = copy_deep(artifact);
      if (!member(record, "container")) set_member(record, "container", id ? *id : Value(None));
      found.push_back(std::move(record));
    }
  }
  return found;
}

/// The indicators with `_special_contains`: the data types of the artifact fields that hold the value.
Values typed_indicators(Run& run, const Values& indicators) {
  const Values artifacts = all_artifacts(run);
  Values found;
  for (const Value& indicator : indicators) {
    Value record = copy_deep(indicator);
    const Value* value = member(record, "value");
    Value kinds = make_list();
    for (const Value& artifact : artifacts) {
      const Value* cef = member(artifact, "cef");
      const Value* types = member(artifact, "cef_types");
      if (!value || !cef || !cef->is(Tag::kDict) || !types || !types->is(Tag::kDict)) continue;
      for (const Table::Entry& entry : as_dict(*cef).entries_in_place()) {
        const Value* of_field = as_dict(*types).find(entry.key);
        if (!same_json(entry.value, *value) || !of_field || !of_field->is(Tag::kList)) continue;
        for (const Value& kind : as_list(*of_field))
          if (!in(kind, kinds)) as_list(kinds).push_back(kind);
      }
    }
    if (!member(record, "_special_contains")) set_member(record, "_special_contains", kinds);
    found.push_back(std::move(record));
  }
  return found;
}

Value run_record(const Run& run) {
  const bool is_over = run.finished || run.failed;
  return dict({{"id", run.id},
               {"playbook", make_str(run.playbook.name)},
               {"status", is_over ? status_text(!run.failed) : Value("running")},
               {"message", make_str(to_json(summary_of(run)))},
               {"inputs", list({make_str(to_json(run.inputs))})},
               {"outputs", list({make_str(to_json(run.outputs))})}});
}

Values all_runs(Run& run) {
  Values found;
  for (const Run* other : run.shared.runs) found.push_back(run_record(*other));
  return found;
}

Values container_states(Run&) {
  Values found;
  for (const char* name : {"new", "open", "closed"})
    found.push_back(dict({{"id", found.size() + 1}, {"name", make_str(name)}, {"status_type", make_str(name)}}));
  return found;
}

/// The world's playbooks, then those that are part of the program.
Values all_playbooks(Run& run) {
  Values found;
  for (const Value& playbook : run.shared.resource("playbooks")) {
    Value record = dict({{"id", found.size() + 1}});
    for (const Table::Entry& entry : as_dict(playbook).entries_in_place()) as_dict(record).set(entry.key, entry.value);
    found.push_back(std::move(record));
  }
  for (const Link& link : pbc::playbook.links) {
    const Value name = make_str(link.playbook->name);
    if (module_function(*link.playbook, "on_start").is_unset() || find_record(found, "name", name)) continue;
    const std::string_view reference = link.reference;
    const std::size_t slash = reference.find('/');
    const Value repository = slash == reference.npos ? Value("local") : make_str(reference.substr(0, slash));
    found.push_back(dict({{"id", found.size() + 1},
                          {"name", name},
                          {"_pretty_scm", repository},
                          {"category", ""},
                          {"tags", make_list()},
                          {"active", false},
                          {"disabled", false},
                          {"playbook_type", "automation"},
                          {"input_spec", make_list()}}));
  }
  return found;
}

Values all_action_runs(Run& run) {
  Values found;
  for (const Run* other : run.shared.runs)
    for (const auto& action_run : other->action_runs)
      found.push_back(dict({{"id", action_run->id},
                            {"name", make_str(action_run->name)},
                            {"action", action_run->action},
                            {"status", action_run->ended ? status_text(action_run->success) : Value("running")},
                            {"message", make_str(action_run->message)},
                            {"container", run.container_id()},
                            {"playbook_run", other->id}}));
  return found;
}

Values all_app_runs(Run& run) {
  Values found;
  for (const Run* other : run.shared.runs)
    for (const auto& action_run : other->action_runs)
      if (action_run->ended)
        for (const Value& app_run : as_list(action_run->app_runs)) {
          Value record = dict({{"id", *member(app_run, "app_run_id")}, {"container", run.container_id()}});
          for (const Table::Entry& entry : as_dict(app_run).entries_in_place())
            as_dict(record).set(entry.key, entry.value);
          found.push_back(std::move(record));
        }
  return found;
}

Values all_lists(Run& run) {
  Values found;
  for (const Table::Entry& entry : as_dict(run.lists).entries_in_place())
    found.push_back(dict({{"id", found.size() + 1}, {"name", entry.key}, {"content", entry.value}}));
  return found;
}

template <const char* name>
Values of_world(Run& run) {
  return run.shared.resource(name);
}
constexpr char kUsers[] = "users", kRoles[] = "roles", kVault[] = "vault", kScm[] = "scm", kApps[] = "apps";

struct Resource {
  std::string_view name;
  Values (*records)(Run& run);
};

constexpr Resource kResources[] = {
    {"container", all_containers},
    {"artifact", all_artifacts},
    {"note", [](Run& run) { return run.notes; }},
    {"container_comment", [](Run& run) { return run.comments; }},
    {"container_pin", [](Run& run) { return run.pins; }},
    {"ph_user", of_world<kUsers>},
    {"role", of_world<kRoles>},
    {"asset", all_assets},
    {"app", of_world<kApps>},
    {"indicator", all_indicators},
    {"workbook_template", workbook_templates},
    {"workbook_phase_template", phase_templates},
    {"workbook_phase", [](Run& run) { return run.shared.phases; }},
    {"workbook_task", [](Run& run) { return tasks_of(run); }},
    {"workflow_task", [](Run& run) { return tasks_of(run); }},
    {"evidence", [](Run& run) { return run.shared.evidence; }},
    {"playbook", all_playbooks},
    {"playbook_run", all_runs},
    {"action_run", all_action_runs},
    {"app_run", all_app_runs},
    {"container_status", container_states},
    {"container_attachment", of_world<kVault>},
    {"vault_document", of_world<kVault>},
    {"decided_list", all_lists},
    {"scm", of_world<kScm>},
};

const Value& find_or_404(const Values& records, std::string_view field, const Value& wanted) {
  if (const Value* found = find_record(records, field, wanted)) return *found;
  throw RestError{404, "no object with " + std::string(field) + " " + to_str(wanted)};
}

Values of_container(Run& run, const std::string& what, const Value& id) {
  if (!is_same(id, Value(run.container_id()))) {
    const Value* other = find_container(run, id);
    if (!other) throw RestError{404, "no container with id " + to_str(id)};
    const Value* records = member(*other, what);
    return records && records->is(Tag::kList) ? as_list(*records) : Values();
  }
  if (what == "artifacts") return sorted_artifacts(run);
  if (what == "comments") return run.comments;
  if (what == "notes") return run.notes;
  if (what == "pins") return run.pins;
  if (what == "phases") return run.shared.phases;
  if (what == "attachments") return run.shared.resource("vault");
  throw RestError{404, "container/" + to_str(id) + "/" + what + " is not part of the emulation"};
}

Value decided_list(Run& run, const std::string& name) {
  const Value* rows = find_list(run, make_str(name));
  if (!rows) throw RestError{404, "no custom list named '" + name + "'"};
  return dict({{"name", make_str(name)}, {"content", copy_deep(*rows)}});
}

/// {"cef": field -> {"data_types": [...]}} of the fields that the artifacts type, and what the world adds.
Value cef_metadata(Run& run) {
  Value fields = make_dict();
  for (const Value& artifact : sorted_artifacts(run)) {
    const Value* types = member(artifact, "cef_types");
    if (!types || !types->is(Tag::kDict)) continue;
    for (const Table::Entry& entry : as_dict(*types).entries_in_place())
      as_dict(fields).set(entry.key, dict({{"data_types", copy_deep(entry.value)}}));
  }
  for (const Value& field : run.shared.resource("cef_metadata")) {
    const Value* name = member(field, "name");
    const Value* types = member(field, "data_types");
    if (name && types) as_dict(fields).set(*name, dict({{"data_types", copy_deep(*types)}}));
  }
  return dict({{"cef", std::move(fields)}});
}

/// [{"container_id", ...}] of the containers that have all of the indicators in an artifact.
Value common_containers(Run& run, const Query& query) {
  const std::string* ids = find_query(query, "indicator_ids");
  std::string text = ids ? *ids : "";
  std::erase_if(text, [](char c) { return c == '[' || c == ']' || c == ' '; });
  const Values indicators = all_indicators(run);
  Values wanted;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    const Value id = number_in(make_str(std::string_view(text).substr(begin, comma - begin)));
    const Value* value = member(find_or_404(indicators, "id", id), "value");
    wanted.push_back(value ? *value : Value(None));
    begin = comma + 1;
  }
  Values found;
  auto look_at = [&](const Value& container, const Values& artifacts) {
    auto has = [&](const Value& value) {
      return std::ranges::any_of(artifacts, [&](const Value& artifact) {
        const Value* cef = member(artifact, "cef");
        if (!cef || !cef->is(Tag::kDict)) return false;
        for (const Table::Entry& entry : as_dict(*cef).entries_in_place())
          if (same_json(entry.value, value)) return true;
        return false;
      });
    };
    if (wanted.empty() || !std::ranges::all_of(wanted, has)) return;
    const Value* id = member(container, "id");
    Value record = dict({{"container_id", id ? *id : Value(None)}});
    for (const char* field : {"name", "status", "severity", "label"})
      if (const Value* value = member(container, field))
        set_member(record, std::string("container_") + field, copy_deep(*value));
    found.push_back(std::move(record));
  };
  look_at(run.container, as_list(run.artifacts));
  for (const Value& container : run.shared.resource("containers")) {
    const Value* artifacts = member(container, "artifacts");
    if (artifacts && artifacts->is(Tag::kList)) look_at(container, as_list(*artifacts));
  }
  return make_list(std::move(found));
}

}  // namespace

Values rest_records(Run& run, std::string_view resource) {
  const auto found = std::ranges::find(kResources, resource, &Resource::name);
  if (found == std::end(kResources))
    throw RestError{404, "the resource '" + std::string(resource) + "' is not part of the emulation"};
  return found->records(run);
}

Value rest_get(Run& run, const std::vector<std::string>& path, const Query& query) {
  const std::string& resource = path[0];
  if (resource == "cef_metadata") return cef_metadata(run);
  if (resource == "indicator_common_container") return common_containers(run, query);
  if (resource == "indicator_by_value") {
    const std::string* value = find_query(query, "indicator_value");
    return copy_deep(find_or_404(all_indicators(run), "value", value ? make_str(*value) : Value(None)));
  }
  if (resource == "system_info" || resource == "version") return dict({{"version", "6.3.0"}});
  if (path.size() == 1) {
    const Values records = rest_records(run, resource);
    const bool with_types = resource == "indicator" && find_query(query, "_special_contains");
    return page_of(with_types ? typed_indicators(run, records) : records, query);
  }
  const Value id = number_in(make_str(path[1]));
  if (resource == "container" && path.size() == 3) return page_of(of_container(run, path[2], id), query);
  if (resource == "decided_list" && path.size() == 2) return decided_list(run, path[1]);
  const Values records = rest_records(run, resource);
  const Value& record = find_or_404(records, "id", id);
  if (path.size() == 2) return copy_deep(record);
  const Value* field = path.size() == 3 ? member(record, path[2]) : nullptr;
  if (!field) throw RestError{404, "the resource '" + resource + "' has no such part"};
  return copy_deep(*field);
}

}  // namespace pbc::engine
