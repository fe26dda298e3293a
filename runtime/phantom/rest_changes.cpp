// SPDX-License-Identifier: Apache-2.0
//
// POST and DELETE: what REST changes, in the same store as the calls of the Playbook API.
#include <algorithm>

#include "phantom/artifacts.h"
#include "phantom/containers.h"
#include "phantom/lists.h"
#include "phantom/plain.h"
#include "phantom/reply.h"
#include "phantom/rest.h"
#include "phantom/workbooks.h"

namespace pbc::engine {

namespace {

using Path = std::vector<std::string>;

/// {"success": True} of a (success, message), or RestError 404.
Value outcome(const Value& answer) {
  const Values& parts = as_tuple(answer);
  if (!bool(parts[0])) throw RestError{404, to_str(parts[1])};
  return dict({{"success", true}});
}

/// The same for the change of one object, whose id the answer names.
Value changed(const Value& answer, const Value& id) {
  outcome(answer);
  return dict({{"success", true}, {"id", id}});
}

Value field_or(const Value& body, std::string_view name, Value fallback) {
  const Value* found = member(body, name);
  return found ? *found : std::move(fallback);
}

Value change_container(Run& run, const Value& id, const Value& body) {
  if (bool(field_or(body, "add_to_case", false)))
    return outcome(merge_container(run, id, field_or(body, "container_id", None)));
  if (!run.is_own_container(id)) return changed(update_container(run, id, body), id);
  phantom::update_arguments arguments;
  arguments.container = id;
  arguments.update_dict = body;
  return changed(phantom::update(arguments), id);
}

Value new_container(Run& run, const Value& body) {
  const phantom::create_container_arguments arguments{field_or(body, "name", ""), field_or(body, "label", "events"),
                                                      field_or(body, "container_type", "default"), Value(), Value()};
  const Value id = phantom::create_container(arguments)[2];
  outcome(update_container(run, id, body));
  return dict({{"success", true}, {"id", id}});
}

Value new_artifact(Run& run, const Value& body) {
  const Value identifier = field_or(body, "source_data_identifier", None);
  if (bool(identifier))
    if (const Value* same = find_record(as_list(run.artifacts), "source_data_identifier", identifier))
      return dict(
          {{"failed", true}, {"message", "artifact already exists"}, {"existing_artifact_id", *member(*same, "id")}});
  phantom::add_artifact_arguments arguments;
  arguments.container = field_or(body, "container_id", None);
  arguments.cef_data = field_or(body, "cef", None);
  arguments.label = field_or(body, "label", "event");
  arguments.name = field_or(body, "name", "artifact");
  arguments.severity = field_or(body, "severity", "medium");
  arguments.identifier = identifier;
  arguments.field_mapping = field_or(body, "cef_types", None);
  const Value added = phantom::add_artifact(arguments);
  outcome(added);
  const Value tags = field_or(body, "tags", None);
  set_member(as_list(run.artifacts).back(), "tags", bool(tags) ? copy_deep(tags) : make_list());
  return dict({{"success", true}, {"id", as_tuple(added)[2]}});
}

/// The fields that update_artifact has, then any others; `cef` is replaced whole.
Value update_artifact_by_rest(Run& run, const Value& id, const Value& body) {
  phantom::update_artifact_arguments arguments;
  arguments.artifact_id = id;
  arguments.cef_data = field_or(body, "cef", None);
  arguments.label = field_or(body, "label", None);
  arguments.name = field_or(body, "name", None);
  arguments.severity = field_or(body, "severity", None);
  arguments.tags = field_or(body, "tags", None);
  outcome(phantom::update_artifact(arguments));
  Value others = make_dict();
  for (const Table::Entry& entry : as_dict(body).entries_in_place()) {
    constexpr std::string_view kKnown[] = {"id", "cef", "label", "name", "severity", "tags", "overwrite_tags"};
    const bool is_other = entry.key.is_str() && std::ranges::find(kKnown, entry.key.text()) == std::end(kKnown);
    if (is_other) as_dict(others).set(entry.key, entry.value);
  }
  return changed(change_artifact(run, id, others), id);
}

Value change_record(const Values& records, const Value& id, const Value& body) {
  const Value* record = find_record(records, "id", id);
  if (!record) throw RestError{404, "no object with id " + to_str(id)};
  for (const Table::Entry& entry : as_dict(body).entries_in_place())
    as_dict(*record).set(entry.key, copy_deep(entry.value));
  return dict({{"success", true}, {"id", id}});
}

Value new_note(const Value& body) {
  phantom::add_note_arguments arguments;
  arguments.container = field_or(body, "container_id", field_or(body, "container", None));
  arguments.note_type = field_or(body, "note_type", "general");
  arguments.title = field_or(body, "title", "");
  arguments.content = field_or(body, "content", "");
  arguments.note_format = field_or(body, "note_format", "markdown");
  arguments.task_id = field_or(body, "task_id", None);
  arguments.phase_id = field_or(body, "phase_id", None);
  const Value added = phantom::add_note(arguments);
  outcome(added);
  return dict({{"success", true}, {"id", as_tuple(added)[2]}});
}

Value change_list(Run& run, const std::string& name, const Value& body) {
  const Value list_name = make_str(name);
  if (const Value* content = member(body, "content")) {
    phantom::set_list_arguments arguments;
    arguments.list_name = list_name;
    arguments.values = *content;
    outcome(phantom::set_list(arguments));
  }
  Values& rows = list_rows(run, list_name);
  if (const Value* places = member(body, "delete_rows"); places && places->is(Tag::kList)) {
    std::vector<std::size_t> order;
    for (const Value& place : as_list(*places)) {
      if (!place.is(Tag::kInt) || place.as_int() < 0 || static_cast<std::size_t>(place.as_int()) >= rows.size())
        throw RestError{400, "no row " + to_str(place)};
      order.push_back(static_cast<std::size_t>(place.as_int()));
    }
    std::ranges::sort(order, std::greater());
    order.erase(std::ranges::unique(order).begin(), order.end());
    for (std::size_t place : order) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(place));
  }
  if (const Value* added = member(body, "append_rows"); added && added->is(Tag::kList))
    for (const Value& row : as_list(*added)) {
      phantom::add_list_arguments arguments;
      arguments.list_name = list_name;
      arguments.values = row;
      outcome(phantom::add_list(arguments));
    }
  return dict({{"success", true}});
}

Value mark_evidence(Run& run, const Value& body) {
  const Value object = field_or(body, "object_id", None);
  const Value type = field_or(body, "content_type", None);
  for (const Value& known : run.shared.evidence)
    if (is_same(*member(known, "object_id"), object) && is_same(*member(known, "content_type"), type))
      return dict({{"failed", true}, {"message", "Already added to Evidence."}});
  const Value id = run.shared.next_id("evidence");
  run.shared.evidence.push_back(
      dict({{"id", id}, {"container", run.container_id()}, {"object_id", object}, {"content_type", type}}));
  return dict({{"success", true}, {"id", id}});
}

Value change_indicator(Run& run, const Value& id, const Value& body) {
  rest_records(run, "indicator");  // gives each its id
  change_record(run.shared.resource("indicators"), id, body);
  return dict({{"success", true}});
}

/// Starts a playbook that is part of the program, by its name or its id in the resource `playbook`.
Value start_playbook(Run& run, const Value& body) {
  Value reference = field_or(body, "playbook_id", None);
  if (!reference.is_str()) {
    const Values playbooks = rest_records(run, "playbook");
    const Value* record = find_record(playbooks, "id", reference);
    const Value* name = record ? member(*record, "name") : nullptr;
    if (!name) throw RestError{404, "no playbook with id " + to_str(reference)};
    reference = Value(*name);
  }
  phantom::playbook_arguments arguments;
  arguments.playbook = reference;
  arguments.inputs = field_or(body, "inputs", None);
  return dict({{"playbook_run_id", phantom::playbook(arguments)}, {"received", true}});
}

/// One act for every target.
Value start_action(const Value& body) {
  const Value targets = field_or(body, "targets", make_list());
  Value id = None;
  if (targets.is(Tag::kList)) {
    for (const Value& target : as_list(targets)) {
      phantom::act_arguments arguments;
      arguments.action = field_or(body, "action", None);
      arguments.parameters = field_or(target, "parameters", make_list());
      arguments.assets = field_or(target, "assets", None);
      arguments.name = field_or(body, "name", None);
      const Value started = phantom::act(arguments);
      if (id.is_none()) id = started;
    }
  }
  if (id.is_none()) throw RestError{400, "an action run needs targets"};
  return dict({{"action_run_id", id}, {"success", true}});
}

[[noreturn]] void refuse(std::string_view method, const Path& path) {
  std::string text(method);
  for (std::size_t i = 0; i < path.size(); ++i) text += (i == 0 ? " " : "/") + path[i];
  throw RestError{404, text + " is not part of the emulation"};
}

}  // namespace

Value rest_post(Run& run, const Path& path, const Value& body) {
  const std::string& resource = path[0];
  if (!body.is(Tag::kDict)) throw RestError{400, "the body must be a JSON object"};
  if (path.size() == 1) {
    if (resource == "artifact") return new_artifact(run, body);
    if (resource == "container") return new_container(run, body);
    if (resource == "note") return new_note(body);
    if (resource == "evidence") return mark_evidence(run, body);
    if (resource == "playbook_run") return start_playbook(run, body);
    if (resource == "action_run") return start_action(body);
    if (resource == "decided_list") return change_list(run, to_str(field_or(body, "name", "")), body);
  }
  if (path.size() != 2) refuse("POST", path);
  const Value id = number_in(make_str(path[1]));
  if (resource == "container") return change_container(run, id, body);
  if (resource == "artifact") return update_artifact_by_rest(run, id, body);
  if (resource == "note") return change_record(run.notes, id, body);
  if (resource == "container_pin") return change_record(run.pins, id, body);
  if (resource == "indicator") return change_indicator(run, id, body);
  if (resource == "decided_list") return change_list(run, path[1], body);
  if (resource == "workbook_task" || resource == "workflow_task") {
    const Value task = change_task(run, id, body);
    outcome(task);
    return as_tuple(task)[1];
  }
  refuse("POST", path);
}

Value rest_delete(Run& run, const Path& path) {
  if (path.size() == 2) {
    const Value id = number_in(make_str(path[1]));
    if (path[0] == "artifact") {
      phantom::delete_artifact_arguments arguments;
      arguments.artifact_id = id;
      return outcome(phantom::delete_artifact(arguments));
    }
    if (path[0] == "decided_list") {
      if (!as_dict(run.lists).erase(make_str(path[1]))) throw RestError{404, "no custom list named '" + path[1] + "'"};
      return dict({{"success", true}});
    }
    Values* records = path[0] == "note"            ? &run.notes
                      : path[0] == "container_pin" ? &run.pins
                      : path[0] == "evidence"      ? &run.shared.evidence
                                                   : nullptr;
    if (records) {
      const Value* record = find_record(*records, "id", id);
      if (!record) throw RestError{404, "no object with id " + to_str(id)};
      records->erase(records->begin() + (record - records->data()));
      return dict({{"success", true}});
    }
  }
  refuse("DELETE", path);
}

}  // namespace pbc::engine
