# SPDX-License-Identifier: Apache-2.0
"""Calls on the container, its notes and its pins. They never raise: a failure is (False, message, ...)."""

from .api import acts, id_of, reads, run


def _own(container):
    """None, or why this run cannot change that container."""
    if id_of(container) == run().case.id:
        return None
    return f"no container with id {id_of(container)}"


def _set(container, field, value):
    problem = _own(container)
    if problem:
        return False, problem
    run().case.container[field] = value
    return True, ""


def _known_word(value, words):
    """Severities and states are written in any case; names that an administrator added are kept."""
    return value.lower() if isinstance(value, str) and value.lower() in words else value


@acts
def set_severity(container=None, severity=None, trace=False):
    return _set(container, "severity", _known_word(severity, ("low", "medium", "high")))


@acts
def set_status(container=None, status=None, trace=False):
    return _set(container, "status", _known_word(status, ("new", "open", "closed")))


@acts
def comment(container=None, comment=None, trace=False):
    problem = _own(container)
    if problem:
        return False, problem
    case = run().case
    case.add(case.comments, {"comment": comment, "create_time": case.clock.stamp()})
    return True, ""


@acts
def add_note(
    container=None,
    note_type="general",
    title="",
    content="",
    note_format="markdown",
    task_id=None,
    phase_id=None,
    author=None,
    trace=False,
):
    problem = _own(container)
    if problem:
        return False, problem, None
    case = run().case
    identity = case.add(
        case.notes,
        {
            "note_type": note_type,
            "title": title,
            "content": content,
            "note_format": note_format,
            "author": author,
            "task": task_id,
            "phase": phase_id,
            "create_time": case.clock.stamp(),
        },
    )
    return True, "", identity


@reads
def get_notes(container=None, note_type=None, task_id=None, author=None):
    found = []
    for note in run().case.notes:
        if note_type in (None, note["note_type"]) and task_id in (None, note["task"]) and author in (None, note["author"]):
            found.append({"success": True, "data": dict(note)})
    return found


@acts
def pin(container=None, message="", data="", pin_type="card", pin_style="", name=None, trace=False):
    problem = _own(container)
    if problem:
        return False, problem, None
    case = run().case
    fields = {"message": message, "data": data, "pin_type": pin_type, "pin_style": pin_style, "name": name}
    return True, "", case.add(case.pins, fields)
