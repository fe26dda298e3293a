# SPDX-License-Identifier: Apache-2.0
"""GET: what each resource of REST shows."""

import hashlib
import json

from . import jsontext, workbooks
from .api import run
from .rest_query import page


def number(text):
    return int(text) if str(text).isdigit() else text


def find(items, key, value):
    for item in items:
        if item.get(key) == value:
            return item
    raise LookupError(f"no object with {key} {value}")


def get(parts, given):
    resource, rest = parts[0], parts[1:]
    if resource in SINGLE:
        return SINGLE[resource](dict(given))
    if not rest:
        items = records(resource)
        if resource == "indicator" and any(key == "_special_contains" for key, _ in given):
            items = [{**item, "_special_contains": item.get("_special_contains", _types_of(item.get("value")))} for item in items]
        return page(items, given)
    if resource == "container" and len(rest) == 2:
        return page(_of_container(rest[1], number(rest[0])), given)
    if resource == "decided_list" and len(rest) == 1:
        return _decided_list(rest[0])
    found = find(records(resource), "id", number(rest[0]))
    if len(rest) == 1:
        return found
    if len(rest) == 2 and rest[1] in found:
        return found[rest[1]]
    raise LookupError(f"the resource '{resource}' has no such part")


def records(resource):
    if resource in OF_WORLD:
        return run().process.world.data.setdefault(OF_WORLD[resource], [])
    if resource not in TABLES:
        raise LookupError(f"the resource '{resource}' is not part of the emulation")
    return TABLES[resource](run())


def indicators():
    """The world's, each with what it lacks."""
    listed = run().process.world.data.setdefault("indicators", [])
    for place, item in enumerate(listed):
        digest = hashlib.sha256(str(item.get("value")).encode()).hexdigest()
        listed[place] = {"id": place + 1, "value_hash": digest, "tags": [], **item}
    return listed


def _of_container(what, identity):
    here = run()
    if identity != here.case.id:
        others = [item for item in here.process.world.data.get("containers", []) if item.get("id") == identity]
        if not others:
            raise LookupError(f"no container with id {identity}")
        found = others[0].get(what)
        return found if isinstance(found, list) else []
    if what == "attachments":
        return records("container_attachment")
    if what not in ("artifacts", "comments", "notes", "pins", "phases"):
        raise LookupError(f"container/{identity}/{what} is not part of the emulation")
    return here.case.sorted_artifacts() if what == "artifacts" else getattr(here.case, what)


def _all_artifacts(here):
    """Those of the other containers, too."""
    found = here.case.sorted_artifacts()
    for container in here.process.world.data.get("containers", []):
        found += [item if "container" in item else {**item, "container": container.get("id")} for item in container.get("artifacts", [])]
    return found


def _types_of(value):
    """The data types of the artifact fields that hold the value."""
    found = []
    for item in _all_artifacts(run()):
        for key, one in item.get("cef", {}).items():
            if jsontext.same(one, value):
                found += [kind for kind in ((item.get("cef_types") or {}).get(key) or []) if kind not in found]
    return found


def _decided_list(name):
    if name not in run().lists:
        raise LookupError(f"no custom list named '{name}'")
    return {"name": name, "content": run().lists[name]}


def _cef_metadata(given):
    """The fields that the artifacts type, and what the world adds."""
    fields = {}
    for item in run().case.sorted_artifacts():
        if isinstance(item.get("cef_types"), dict):
            fields.update({name: {"data_types": types} for name, types in item["cef_types"].items()})
    for item in run().process.world.data.get("cef_metadata", []):
        if "name" in item and "data_types" in item:
            fields[item["name"]] = {"data_types": item["data_types"]}
    return {"cef": fields}


def _common_containers(given):
    """The containers that have all of the indicators in an artifact."""
    text = "".join(letter for letter in given.get("indicator_ids", "") if letter not in "[] ")
    wanted = [find(indicators(), "id", number(part)).get("value") for part in text.split(",")] if text else []
    here, found = run(), []
    others = here.process.world.data.get("containers", [])
    for container, artifacts in [(here.case.container, here.case.artifacts), *((c, c.get("artifacts", [])) for c in others)]:
        values = [value for item in artifacts if isinstance(item.get("cef"), dict) for value in item["cef"].values()]
        if wanted and all(value in values for value in wanted):
            shown = {f"container_{key}": container[key] for key in ("name", "status", "severity", "label") if key in container}
            found.append({"container_id": container.get("id"), **shown})
    return found


def _run_record(item):
    return {
        "id": item.id,
        "playbook": item.name,
        "status": item.status if item.finished or item.failed else "running",
        "message": json.dumps(item.summary()),
        "inputs": [json.dumps(item.inputs)],
        "outputs": [json.dumps(item.outputs)],
    }


def _action_runs(here):
    return [(other, item) for other in here.process.runs for item in other.action_runs]


def _action_run(here, other, item):
    fields = {"id": item.id, "name": item.name, "action": item.action, "status": item.status if item.ended else "running"}
    return {**fields, "message": item.message if item.ended else "", "container": here.case.id, "playbook_run": other.id}


OF_WORLD = {
    "ph_user": "users",
    "role": "roles",
    "scm": "scm",
    "app": "apps",
    "container_attachment": "vault",
    "vault_document": "vault",
}
SINGLE = {
    "cef_metadata": _cef_metadata,
    "indicator_common_container": _common_containers,
    "indicator_by_value": lambda given: find(indicators(), "value", given.get("indicator_value")),
    "system_info": lambda given: {"version": "6.3.0"},
    "version": lambda given: {"version": "6.3.0"},
}
TABLES = {
    "container": lambda here: [here.case.container, *here.process.world.data.get("containers", [])],
    "artifact": lambda here: _all_artifacts(here),
    "note": lambda here: here.case.notes,
    "container_comment": lambda here: here.case.comments,
    "container_pin": lambda here: here.case.pins,
    "asset": lambda here: [
        here.process.world.asset(item["name"]) | item for item in here.process.world.data.get("assets", [])
    ],
    "indicator": lambda here: indicators(),
    "workbook_template": lambda here: workbooks.templates(),
    "workbook_phase_template": lambda here: workbooks.phase_templates(),
    "workbook_phase": lambda here: workbooks.phases(),
    "workbook_task": lambda here: workbooks.tasks(),
    "workflow_task": lambda here: workbooks.tasks(),
    "evidence": lambda here: here.case.evidence,
    "playbook": lambda here: [
        {"id": place, **item} for place, item in enumerate(here.process.world.data.get("playbooks", []), 1)
    ],
    "playbook_run": lambda here: [_run_record(item) for item in here.process.runs],
    "action_run": lambda here: [_action_run(here, other, item) for other, item in _action_runs(here)],
    "app_run": lambda here: [
        {"id": app_run["app_run_id"], "container": here.case.id, **app_run}
        for _, item in _action_runs(here)
        if item.ended
        for app_run in item.app_runs
    ],
    "container_status": lambda here: [
        {"id": place, "name": name, "status_type": name} for place, name in enumerate(("new", "open", "closed"), 1)
    ],
    "decided_list": lambda here: [
        {"id": place, "name": name, "content": rows} for place, (name, rows) in enumerate(here.lists.items(), 1)
    ],
}
