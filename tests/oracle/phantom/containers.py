# SPDX-License-Identifier: Apache-2.0
"""Calls on the container, its tags, notes and pins. They never raise: a failure is (False, message, ...)."""

import copy
import json

from . import choices
from .api import acts, id_of, number, reads, run, same, several
from .case import artifact_defaults, container_defaults, with_defaults


def problem_of(container):
    """None, or why this run cannot change that container."""
    if id_of(container) == run().case.id:
        return None
    return f"no container with id {id_of(container)}"


def _set_name(container, field, value, words=()):
    """A severity, a status ...: written in any case; names that an administrator added are kept as they are."""
    problem = problem_of(container)
    if problem:
        return False, problem
    if not isinstance(value, str) or not value:
        return False, f"{field} must be a text that is not empty"
    return _set(container, field, value.lower() if value.lower() in words else value)


def _set(container, field, value):
    problem = problem_of(container)
    if problem:
        return False, problem
    run().case.container[field] = value
    return True, ""


@acts
def set_severity(container=None, severity=None, trace=False):
    return _set_name(container, "severity", severity, ("low", "medium", "high"))


@acts
def set_status(container=None, status=None, trace=False):
    return _set_name(container, "status", status, ("new", "open", "closed"))


@acts
def set_sensitivity(container=None, sensitivity=None, trace=False):
    return _set_name(container, "sensitivity", sensitivity, ("white", "green", "amber", "red"))


@acts
def set_label(container=None, label=None, trace=False):
    return _set_name(container, "label", label)


def _person(resource, field, wanted):
    """A user or role of the world by its id or name, or {}."""
    listed = run().process.world.data.get(resource, [])
    return next((one for one in listed if any(key in one and same(one[key], wanted) for key in ("id", field))), {})


@acts
def set_owner(container=None, user=None, role=None, trace=False):
    problem = problem_of(container)
    if problem:
        return False, problem
    case = run().case
    if role is not None:
        case.container["role_id"] = _person("roles", "name", role).get("id", role)
        return True, ""
    known = _person("users", "username", user)
    case.container["owner"] = known.get("id", user)
    case.container["owner_name"] = known.get("username", user)
    return True, ""


@acts
def set_duetime(container=None, due_time=None):
    return _set(container, "due_time", due_time)


@acts
def update(container=None, update_dict=None, trace=False):
    problem = problem_of(container)
    if problem:
        return False, problem
    if update_dict is not None and not isinstance(update_dict, dict):
        return False, "the fields to change must be a dict"
    run().case.container.update(copy.deepcopy(update_dict or {}))
    return True, ""


@acts
def close(container=None, trace=False):
    return _set(container, "status", "closed")


@acts
def promote(container=None, template=None, trace=False):
    done, message = _set(container, "container_type", "case")
    if done and template is not None:
        run().case.container["workflow_name"] = template
    return done, message


@acts
def deescalate(container=None, trace=False):
    return _set(container, "container_type", "default")


@acts
def create_container(name="", label="events", container_type="default", asset=None, trace=False):
    """A new container of the world; this run goes on with its own."""
    here = run()
    known = here.process.world.data.setdefault("containers", [])
    identity = max([here.case.id, *(item["id"] for item in known)]) + 1
    given = {"id": identity, "name": name, "label": label, "container_type": container_type}
    known.append(with_defaults(given, container_defaults(identity, here.case.clock.stamp(), 0)))
    return True, "", identity


@acts
def merge(case=None, container_id=None, trace=False):
    """The artifacts of another container of the world become this one's."""
    here = run()
    problem = problem_of(case)
    wanted = id_of(container_id)
    found = [item for item in here.process.world.data.get("containers", []) if item.get("id") == wanted]
    if problem or not found:
        return False, problem or f"no container with id {wanted}"
    for given in found[0].get("artifacts", []):
        identity = max((item["id"] for item in here.case.artifacts), default=0) + 1
        moved = {**given, "id": identity, "container": here.case.id, "in_case": True}
        here.case.artifacts.append(with_defaults(moved, artifact_defaults(identity, here.case.id, here.case.clock.stamp())))
    here.case.container["artifact_count"] = len(here.case.artifacts)
    return True, ""


@reads
def get_container(container_id=None):
    if id_of(container_id) == run().case.id:
        return run().case.container_view()
    return next((dict(c) for c in run().process.world.data.get("containers", []) if c.get("id") == id_of(container_id)), {})


@reads
def get_current_container_id_():
    return run().case.id


@reads
def find_events(conditions=None):
    """Ids of the containers with all of these field values."""
    here = run()
    wanted = {} if conditions is None else conditions
    if not isinstance(wanted, dict):
        return False, "conditions must be a dict of fields", []
    everything = [here.case.container, *here.process.world.data.get("containers", [])]
    return True, "", [c["id"] for c in everything if all(k in c and c[k] == v for k, v in wanted.items())]


@reads
def get_extra_data(container=None):
    data = run().case.container.get("data")
    return dict(data) if isinstance(data, dict) else {}


@reads
def get_rest_base_url():
    return choices.BASE_URL + "/rest/"


@reads
def get_phantom_home():
    return "/opt/phantom"


@reads
def get_raw_data(container=None):
    data = run().case.container.get("data")
    return data if isinstance(data, str) else json.dumps(data)


@reads
def get_base_url():
    return choices.BASE_URL


@acts
def add_tags(container=None, tags=None, trace=False):
    problem = problem_of(container)
    if problem:
        return False, problem
    kept = run().case.container["tags"]
    for tag in several(tags):
        if tag not in kept:
            kept.append(tag)
    return True, ""


@acts
def add_tag(container=None, tag=None, trace=False):
    return add_tags.__wrapped__(container, tag)


@acts
def remove_tags(container=None, tags=None, trace=False):
    problem = problem_of(container)
    if problem:
        return False, problem
    dropped = several(tags)
    container_ = run().case.container
    container_["tags"] = [tag for tag in container_["tags"] if tag not in dropped]
    return True, ""


@reads
def get_tags(container=None, trace=False):
    problem = problem_of(container)
    return (False, problem, []) if problem else (True, "", list(run().case.container["tags"]))


@acts
def comment(container=None, comment="", trace=False):
    problem = problem_of(container)
    if problem:
        return False, problem
    case = run().case
    case.add(case.comments, {"comment": str(comment), "create_time": case.clock.stamp()})
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
    problem = problem_of(container)
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
    for note in run().case.notes if problem_of(container) is None else []:
        if note_type in (None, note["note_type"]) and task_id in (None, note["task"]) and author in (None, note["author"]):
            found.append({"success": True, "data": dict(note)})
    return found


@acts
def pin(container=None, message="", data="", pin_type="card", pin_style="", name=None, trace=False):
    problem = problem_of(container)
    if problem:
        return False, problem, None
    case = run().case
    fields = {"message": message, "data": data, "pin_type": pin_type, "pin_style": pin_style, "name": name}
    return True, "", case.add(case.pins, fields)


@acts
def update_pin(pin_id=None, message=None, data=None, pin_type=None, pin_style=None, name=None, trace=False):
    given = {"message": message, "data": data, "pin_type": pin_type, "pin_style": pin_style, "name": name}
    pin_id = number(pin_id)
    for item in run().case.pins:
        if same(item["id"], pin_id):
            item.update({key: value for key, value in given.items() if value is not None})
            return True, ""
    return False, f"no pin with id {pin_id}"


@acts
def delete_pin(pin_id=None):
    pins, pin_id = run().case.pins, number(pin_id)
    kept = [item for item in pins if not same(item["id"], pin_id)]
    found = len(kept) < len(pins)
    pins[:] = kept
    return (True, "") if found else (False, f"no pin with id {pin_id}")
