// SPDX-License-Identifier: Apache-2.0
//
// Calls that read and change the container itself.
#include "phantom/containers.h"

#include <algorithm>
#include <initializer_list>

#include "phantom/plain.h"
#include "phantom/records.h"
#include "phantom/reply.h"
#include "python/text.h"

namespace pbc::engine {

namespace {

/// SOAR's own names are lower case, whatever the playbook writes; names that an administrator made stay as they are.
Value known_name(const Value& name, std::initializer_list<std::string_view> known) {
  std::string lower = text::lower(name.text());
  return std::ranges::find(known, lower) != known.end() ? make_str(lower) : name;
}

Value set_name(Run& run, const Value& container, const char* field, const Value& value,
               std::initializer_list<std::string_view> known) {
  if (!run.is_own_container(container)) return failed(unknown_container(container));
  if (!value.is_str() || value.text().empty()) return failed(std::string(field) + " must be a text that is not empty");
  set_member(run.container, field, known_name(value, known));
  return succeeded();
}

Value set_field(Run& run, const Value& container, const char* field, Value value) {
  if (!run.is_own_container(container)) return failed(unknown_container(container));
  set_member(run.container, field, std::move(value));
  return succeeded();
}

/// A user or role of the world by id or name.
const Value* find_person(Run& run, std::string_view resource, std::string_view name_field, const Value& wanted) {
  for (const Value& person : run.shared.resource(resource)) {
    const Value* id = member(person, "id");
    const Value* name = member(person, name_field);
    if ((id && is_same(*id, wanted)) || (name && is_same(*name, wanted))) return &person;
  }
  return nullptr;
}

}  // namespace

const Value* find_container(Run& run, const Value& id) {
  if (is_same(id, Value(run.container_id()))) return &run.container;
  return find_record(run.shared.resource("containers"), "id", id);
}

const Value* find_record(const Values& records, std::string_view field, const Value& wanted) {
  for (const Value& record : records) {
    const Value* found = member(record, field);
    if (found && is_same(*found, wanted)) return &record;
  }
  return nullptr;
}

std::int64_t next_record_id(const Values& records, std::int64_t at_least) {
  for (const Value& record : records) {
    const Value* id = member(record, "id");
    if (id && id->is(Tag::kInt)) at_least = std::max(at_least, id->as_int());
  }
  return at_least + 1;
}

Value update_container(Run& run, const Value& container, const Value& fields) {
  const Value id = id_of_container(run, container);
  const Value* record = find_container(run, id);
  if (!record) return failed(unknown_container(id));
  if (!fields.is(Tag::kDict)) return failed("the fields to change must be a dict");
  for (const Table::Entry& entry : as_dict(fields).entries_in_place())
    as_dict(*record).set(entry.key, copy_deep(entry.value));
  return succeeded();
}

Value merge_container(Run& run, const Value& target, const Value& source) {
  if (!run.is_own_container(target)) return failed(unknown_container(target));
  const Value id = id_of_container(run, source);
  const Value* other = find_record(run.shared.resource("containers"), "id", id);
  if (!other) return failed(unknown_container(id));
  if (const Value* given = member(*other, "artifacts"); given && given->is(Tag::kList)) {
    for (const Value& artifact : as_list(*given)) {
      if (!artifact.is(Tag::kDict)) continue;
      Value moved = copy_deep(artifact);
      set_member(moved, "id", next_record_id(as_list(run.artifacts)));
      set_member(moved, "container", run.container_id());
      set_member(moved, "in_case", true);
      complete_artifact(moved, run.container_id(), run.now_text());
      as_list(run.artifacts).push_back(std::move(moved));
    }
  }
  set_member(run.container, "artifact_count", as_list(run.artifacts).size());
  return succeeded();
}

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value set_severity(const set_severity_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return set_name(run, arguments.container, "severity", arguments.severity, {"low", "medium", "high"});
}

Value set_status(const set_status_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return set_name(run, arguments.container, "status", arguments.status, {"new", "open", "closed"});
}

Value set_sensitivity(const set_sensitivity_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return set_name(run, arguments.container, "sensitivity", arguments.sensitivity, {"white", "green", "amber", "red"});
}

Value set_label(const set_label_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return set_name(run, arguments.container, "label", arguments.label, {});
}

/// A role, else a user by id or name; one that the world does not know is taken as it is given.
Value set_owner(const set_owner_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container));
  if (is_given(arguments.role)) {
    const Value* role = find_person(run, "roles", "name", arguments.role);
    const Value* id = role ? member(*role, "id") : nullptr;
    set_member(run.container, "role_id", id ? *id : arguments.role);
    return succeeded();
  }
  const Value user = or_default(arguments.user, None);
  const Value* known = find_person(run, "users", "username", user);
  const Value* id = known ? member(*known, "id") : nullptr;
  const Value* name = known ? member(*known, "username") : nullptr;
  set_member(run.container, "owner", id ? *id : user);
  set_member(run.container, "owner_name", name ? *name : user);
  return succeeded();
}

Value set_duetime(const set_duetime_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return set_field(run, arguments.container, "due_time", or_default(arguments.due_time, None));
}

Value update(const update_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container));
  return update_container(run, arguments.container, or_default(arguments.update_dict, make_dict()));
}

Value close(const close_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return set_field(run, arguments.container, "status", "closed");
}

Value promote(const promote_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container));
  set_member(run.container, "container_type", "case");
  if (is_given(arguments.template_)) set_member(run.container, "workflow_name", arguments.template_);
  return succeeded();
}

Value deescalate(const deescalate_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return set_field(run, arguments.container, "container_type", "default");
}

Value create_container(const create_container_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  Values& known = run.shared.resource("containers");
  const Value id = next_record_id(known, run.container_id());
  Value made = dict({{"id", id},
                     {"name", or_default(arguments.name, "")},
                     {"label", or_default(arguments.label, "events")},
                     {"container_type", or_default(arguments.container_type, "default")}});
  complete_container(made, run.now_text(), 0);
  known.push_back(std::move(made));
  return succeeded(id);
}

Value merge(const merge_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return merge_container(run, arguments.case_, arguments.container_id);
}

/// A copy, or {} for a container that nobody knows.
Value get_container(const get_container_arguments& arguments) {
  Run& run = Run::current();
  const Value* found = find_container(run, id_of_container(run, arguments.container_id));
  return found ? copy_deep(*found) : make_dict();
}

Value get_current_container_id_(const get_current_container_id__arguments&) { return Run::current().container_id(); }

/// Ids of the containers that have all of the given field values.
Value find_events(const find_events_arguments& arguments) {
  Run& run = Run::current();
  const Value wanted = or_default(arguments.conditions, make_dict());
  if (!wanted.is(Tag::kDict)) return failed("conditions must be a dict of fields", make_list());
  Values found;
  auto look_at = [&](const Value& container) {
    for (const Table::Entry& entry : as_dict(wanted).entries_in_place()) {
      const Value* value = as_dict(container).find(entry.key);
      if (!value || !same_json(*value, plain(entry.value))) return;
    }
    if (const Value* id = member(container, "id")) found.push_back(*id);
  };
  look_at(run.container);
  for (const Value& container : run.shared.resource("containers")) look_at(container);
  return succeeded(make_list(std::move(found)));
}

/// The container's `data` as JSON text.
Value get_raw_data(const get_raw_data_arguments&) {
  const Value* data = member(Run::current().container, "data");
  if (!data) return "{}";
  return data->is_str() ? *data : make_str(to_json(*data));
}

Value get_extra_data(const get_extra_data_arguments&) {
  const Value* data = member(Run::current().container, "data");
  return data && data->is(Tag::kDict) ? copy_deep(*data) : make_dict();
}

}  // namespace pbc::phantom
