// SPDX-License-Identifier: Apache-2.0
//
// Workbooks: phases of the container with their tasks. A task is incomplete (0), complete (1) or in progress (2); from
// incomplete it does not become complete at once.
#include "phantom/workbooks.h"

#include "phantom/containers.h"
#include "phantom/plain.h"
#include "phantom/reply.h"

namespace pbc::engine {

namespace {

Value field_or(const Value& record, std::string_view name, Value fallback) {
  const Value* found = member(record, name);
  return found && !found->is_none() ? *found : std::move(fallback);
}

const Values& list_in(const Value& record, std::string_view name) {
  static const Values kNone;
  const Value* found = member(record, name);
  return found && found->is(Tag::kList) ? as_list(*found) : kNone;
}

Value new_task(Run& run, const Value& phase, const Value& given) {
  Values& tasks = as_list(*member(phase, "tasks"));
  const Value id = run.shared.next_id("task");
  const Value no_suggestions = dict({{"playbooks", make_list()}, {"actions", make_list()}});
  tasks.push_back(dict({{"id", id},
                        {"name", field_or(given, "name", "")},
                        {"order", tasks.size() + 1},
                        {"status", field_or(given, "status", 0)},
                        {"phase", *member(phase, "id")},
                        {"container", run.container_id()},
                        {"owner", field_or(given, "owner", None)},
                        {"is_note_required", field_or(given, "is_note_required", false)},
                        {"notes", make_list()},
                        {"suggestions", copy_deep(field_or(given, "suggestions", no_suggestions))}}));
  return id;
}

Value new_phase(Run& run, const Value& name, const Value& workbook) {
  Values& phases = run.shared.phases;
  const Value id = run.shared.next_id("phase");
  phases.push_back(dict({{"id", id},
                         {"name", name},
                         {"order", phases.size() + 1},
                         {"container", run.container_id()},
                         {"template", workbook},
                         {"tasks", make_list()}}));
  if (field_or(run.container, "current_phase_id", None).is_none()) set_member(run.container, "current_phase_id", id);
  return phases.back();
}

bool is_state(const Value& value, std::int64_t state) { return value.is(Tag::kInt) && value.as_int() == state; }

/// The note that a change of a task brings with it.
Value task_note(Run& run, const Value& task, const Value& body) {
  const Value id = run.shared.next_id("note");
  run.notes.push_back(dict({{"id", id},
                            {"container", run.container_id()},
                            {"note_type", "task"},
                            {"title", field_or(body, "title", "")},
                            {"content", field_or(body, "note", "")},
                            {"note_format", field_or(body, "note_format", "markdown")},
                            {"author", None},
                            {"task", *member(task, "id")},
                            {"phase", *member(task, "phase")},
                            {"create_time", run.now_text()}}));
  as_list(*member(task, "notes")).push_back(id);
  return id;
}

}  // namespace

Values workbook_templates(Run& run) {
  Values templates;
  std::int64_t position = 0;
  for (const Value& workbook : run.shared.resource("workbooks")) {
    ++position;
    Value record = dict({{"id", position}});
    for (const Table::Entry& entry : as_dict(workbook).entries_in_place()) as_dict(record).set(entry.key, entry.value);
    templates.push_back(std::move(record));
  }
  return templates;
}

Values phase_templates(Run& run) {
  Values phases;
  for (const Value& workbook : workbook_templates(run)) {
    for (const Value& phase : list_in(workbook, "phases"))
      phases.push_back(dict(
          {{"id", phases.size() + 1}, {"name", field_or(phase, "name", "")}, {"template", *member(workbook, "id")}}));
  }
  return phases;
}

Values tasks_of(const Run& run) {
  Values tasks;
  for (const Value& phase : run.shared.phases)
    for (const Value& task : list_in(phase, "tasks")) tasks.push_back(task);
  return tasks;
}

Value change_task(Run& run, const Value& id, const Value& body) {
  const Values tasks = tasks_of(run);
  const Value* task = find_record(tasks, "id", id);
  if (!task) return failed("no task with id " + to_str(id));
  const Value before = *member(*task, "status");
  const Value after = field_or(body, "status", before);
  const bool has_note = bool(field_or(body, "note", None));
  if (is_state(before, 0) && is_state(after, 1)) return failed("a task that is not begun cannot be completed");
  const bool needs_note = bool(*member(*task, "is_note_required"));
  if (is_state(after, 1) && !is_state(before, 1) && needs_note && !has_note)
    return failed("the task needs a closing note");
  Value answer = dict({{"success", true}, {"id", id}});
  if (has_note) set_member(answer, "note_id", task_note(run, *task, body));
  set_member(*task, "status", after);
  const Value* owner = member(body, "owner_id") ? member(body, "owner_id") : member(body, "role_id");
  if (owner) set_member(*task, "owner", *owner);
  return tuple({true, answer});
}

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

/// [{"success": True, "data": task}]
Value get_tasks(const get_tasks_arguments& arguments) {
  const Run& run = Run::current();
  Values found;
  if (run.is_own_container(arguments.container))
    for (const Value& task : tasks_of(run)) found.push_back(dict({{"success", true}, {"data", copy_deep(task)}}));
  return make_list(std::move(found));
}

/// Into the last phase; into one without a name where there is none.
Value add_task(const add_task_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container), None);
  const Value phase = run.shared.phases.empty() ? new_phase(run, "", None) : run.shared.phases.back();
  return succeeded(new_task(run, phase, dict({{"name", or_default(arguments.name, None)}})));
}

Value add_workbook(const add_workbook_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container));
  const Value id = number_in(or_default(arguments.workbook_id, None));
  const Values templates = workbook_templates(run);
  const Value* workbook = find_record(templates, "id", id);
  if (!workbook) return failed("no workbook with id " + to_str(id));
  for (const Value& phase : list_in(*workbook, "phases")) {
    const Value added = new_phase(run, field_or(phase, "name", ""), id);
    for (const Value& task : list_in(phase, "tasks")) new_task(run, added, task);
  }
  set_member(run.container, "workflow_name", field_or(*workbook, "name", ""));
  return succeeded();
}

/// (success, message, id, name) of the current phase.
Value get_phase(const get_phase_arguments&) {
  const Run& run = Run::current();
  const Value* current = member(run.container, "current_phase_id");
  const Value* phase = current ? find_record(run.shared.phases, "id", *current) : nullptr;
  if (!phase) return tuple({false, "the container has no current phase", None, None});
  return tuple({true, "", *member(*phase, "id"), *member(*phase, "name")});
}

Value set_phase(const set_phase_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container));
  const Value wanted = or_default(arguments.phase, None);
  const Value* phase = find_record(run.shared.phases, "id", wanted);
  if (!phase) phase = find_record(run.shared.phases, "name", wanted);
  if (!phase) return failed("no phase " + to_repr(wanted));
  set_member(run.container, "current_phase_id", *member(*phase, "id"));
  return succeeded();
}

}  // namespace pbc::phantom
