# SPDX-License-Identifier: Apache-2.0
"""Phases and tasks of a container.

The world's `workbooks` are templates: {"id", "name", "phases": [{"name", "tasks": [{"name", "owner", "is_note_required",
"suggestions"}]}]}. A task's status is 0 incomplete, 1 complete, 2 in progress; from 0 it cannot go to 1 at once.
"""

import copy

from .api import acts, number, reads, run, same
from .containers import problem_of


def phases():
    return run().case.phases


def tasks():
    return [task for phase in phases() for task in phase["tasks"]]


def templates():
    """Templates with their ids, by position where the world gives none."""
    found = run().process.world.data.get("workbooks", [])
    return [{"id": number, **item} for number, item in enumerate(found, 1)]


def phase_templates():
    return [
        {"id": number, "name": phase["name"], "template": book["id"]}
        for number, (book, phase) in enumerate(((b, p) for b in templates() for p in b.get("phases") or []), 1)
    ]


def _new_task(phase, given):
    case = run().case
    task = {
        "id": run().process.next_id("task"),
        "name": given.get("name") or "",
        "order": len(phase["tasks"]) + 1,
        "status": given.get("status") or 0,
        "phase": phase["id"],
        "container": case.id,
        "owner": given.get("owner"),
        "is_note_required": given.get("is_note_required") or False,
        "notes": [],
        "suggestions": copy.deepcopy({"playbooks": [], "actions": []} if given.get("suggestions") is None else given["suggestions"]),
    }
    phase["tasks"].append(task)
    return task["id"]


def _new_phase(name, template):
    case = run().case
    identity = run().process.next_id("phase")
    fields = {"id": identity, "name": name, "order": len(case.phases) + 1, "container": case.id}
    case.phases.append({**fields, "template": template, "tasks": []})
    if case.container.get("current_phase_id") is None:
        case.container["current_phase_id"] = identity
    return case.phases[-1]


@acts
def add_workbook(container=None, workbook_id=None):
    problem = problem_of(container)
    if problem:
        return False, problem
    workbook_id = number(workbook_id)
    for book in templates():
        if same(book["id"], workbook_id):
            for phase in book.get("phases", []):
                added = _new_phase(phase["name"], workbook_id)
                for task in phase.get("tasks", []):
                    _new_task(added, task)
            run().case.container["workflow_name"] = book.get("name", "")
            return True, ""
    return False, f"no workbook with id {workbook_id}"


@reads
def get_tasks(container=None):
    return [{"success": True, "data": copy.deepcopy(task)} for task in tasks()] if problem_of(container) is None else []


@acts
def add_task(container=None, name="", trace=False):
    problem = problem_of(container)
    if problem:
        return False, problem, None
    phase = phases()[-1] if phases() else _new_phase("", None)
    return True, "", _new_task(phase, {"name": name})


@reads
def get_phase(container=None):
    current = run().case.container.get("current_phase_id")
    for phase in phases():
        if phase["id"] == current:
            return True, "", phase["id"], phase["name"]
    return False, "the container has no current phase", None, None


@acts
def set_phase(container=None, phase=None, trace=False):
    problem = problem_of(container)
    if problem:
        return False, problem
    for field in ("id", "name"):
        for item in phases():
            if same(item[field], phase):
                run().case.container["current_phase_id"] = item["id"]
                return True, ""
    return False, f"no phase {phase!r}"


def change_task(identity, body):
    """POST workbook_task/ID."""
    task = next((task for task in tasks() if task["id"] == identity), None)
    if task is None:
        raise LookupError(f"no task with id {identity}")
    status = body.get("status", task["status"])
    if (task["status"], status) == (0, 1):
        raise LookupError("a task that is not begun cannot be completed")
    if status == 1 and task["status"] != 1 and task["is_note_required"] and not body.get("note"):
        raise LookupError("the task needs a closing note")
    answer = {"success": True, "id": identity}
    if body.get("note"):
        case = run().case
        note = {"note_type": "task", "title": body.get("title", ""), "content": body["note"]}
        note.update(note_format=body.get("note_format", "markdown"), author=None, task=identity, phase=task["phase"])
        answer["note_id"] = case.add(case.notes, {**note, "create_time": case.clock.stamp()})
        task["notes"].append(answer["note_id"])
    task["status"] = status
    if "owner_id" in body or "role_id" in body:
        task["owner"] = body.get("owner_id", body.get("role_id"))
    return answer
