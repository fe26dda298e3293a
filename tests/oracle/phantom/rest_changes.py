# SPDX-License-Identifier: Apache-2.0
"""POST, PUT, PATCH and DELETE: what REST changes, by the calls of the Playbook API where there is one."""

import copy

from . import artifacts, containers, flow, linked, lists, workbooks
from .api import run
from .rest_query import Refused
from .rest_resources import find, indicators, number, records


def post(method, parts, body):
    if not isinstance(body, dict):
        raise Refused(400, "the body must be a JSON object")
    resource, rest = parts[0], parts[1:]
    if not rest and resource in NEW:
        return NEW[resource](body)
    if len(rest) == 1 and resource in CHANGED:
        return CHANGED[resource](rest[0] if resource == "decided_list" else number(rest[0]), body)
    raise LookupError(f"POST {'/'.join(parts)} is not part of the emulation")


def delete(parts):
    if len(parts) == 2:
        resource, identity, case = parts[0], number(parts[1]), run().case
        if resource == "artifact":
            return _outcome(artifacts.delete_artifact(artifact_id=identity))
        if resource == "decided_list":
            if run().lists.pop(parts[1], None) is None:
                raise LookupError(f"no custom list named '{parts[1]}'")
            return {"success": True}
        items = {"note": case.notes, "container_pin": case.pins, "evidence": case.evidence}.get(resource)
        if items is not None:
            items.remove(find(items, "id", identity))
            return {"success": True}
    raise LookupError(f"DELETE {'/'.join(parts)} is not part of the emulation")


def _outcome(answer):
    done, message = answer[:2]
    if not done:
        raise LookupError(message)
    return {"success": True}


def _changed(answer, identity):
    """The same for the change of one object, whose id the answer names."""
    return {**_outcome(answer), "id": identity}


def _update_other(identity, body):
    known = run().process.world.data.get("containers", [])
    found = [item for item in known if item.get("id") == identity]
    if not found:
        raise LookupError(f"no container with id {identity}")
    found[0].update(copy.deepcopy(body))
    return {"success": True, "id": identity}


def _change_container(identity, body):
    if body.get("add_to_case"):
        return _outcome(containers.merge.__wrapped__(identity, body.get("container_id")))
    if identity != run().case.id:
        return _update_other(identity, body)
    return _changed(containers.update(container=identity, update_dict=body), identity)


def _new_container(body):
    identity = containers.create_container(
        name=body.get("name", ""), label=body.get("label", "events"), container_type=body.get("container_type", "default")
    )[2]
    _update_other(identity, body)
    return {"success": True, "id": identity}


def _new_artifact(body):
    identifier = body.get("source_data_identifier")
    for item in run().case.artifacts:
        if identifier and item["source_data_identifier"] == identifier:
            return {"failed": True, "message": "artifact already exists", "existing_artifact_id": item["id"]}
    added = artifacts.add_artifact(
        container=body.get("container_id"),
        cef_data=body.get("cef"),
        label=body.get("label", "event"),
        name=body.get("name", "artifact"),
        severity=body.get("severity", "medium"),
        identifier=identifier,
        field_mapping=body.get("cef_types"),
    )
    _outcome(added)
    run().case.artifacts[-1]["tags"] = copy.deepcopy(body.get("tags")) or []
    return {"success": True, "id": added[2]}


def _change_artifact(identity, body):
    given = {"cef_data": body.get("cef"), **{key: body.get(key) for key in ("label", "name", "severity", "tags")}}
    answer = artifacts.update_artifact(artifact_id=identity, **given)
    _outcome(answer)
    known = ("id", "cef", "label", "name", "severity", "tags", "overwrite_tags")
    others = {key: copy.deepcopy(value) for key, value in body.items() if key not in known}
    find(run().case.artifacts, "id", identity).update(others)
    return _changed(answer, identity)


def _change_record(items, identity, body):
    find(items, "id", identity).update(copy.deepcopy(body))
    return {"success": True, "id": identity}


def _new_note(body):
    added = containers.add_note(
        container=body.get("container_id", body.get("container")),
        note_type=body.get("note_type", "general"),
        title=body.get("title", ""),
        content=body.get("content", ""),
        note_format=body.get("note_format", "markdown"),
        task_id=body.get("task_id"),
        phase_id=body.get("phase_id"),
    )
    _outcome(added)
    return {"success": True, "id": added[2]}


def _change_list(name, body):
    if "content" in body:
        _outcome(lists.set_list(list_name=name, values=body["content"]))
    rows = run().lists.setdefault(name, [])
    places = body.get("delete_rows")
    for place in places if isinstance(places, list) else []:
        if type(place) is not int or not 0 <= place < len(rows):
            raise Refused(400, f"no row {place}")
    for place in sorted(set(places if isinstance(places, list) else []), reverse=True):
        del rows[place]
    added = body.get("append_rows")
    for row in added if isinstance(added, list) else []:
        _outcome(lists.add_list(list_name=name, values=row))
    return {"success": True}


def _mark(body):
    fields = {key: body.get(key) for key in ("object_id", "content_type")}
    if any(fields.items() <= item.items() for item in run().case.evidence):
        return {"failed": True, "message": "Already added to Evidence."}
    return {"success": True, "id": run().case.add(run().case.evidence, fields)}


def _change_indicator(identity, body):
    _change_record(indicators(), identity, body)
    return {"success": True}


def _start_playbook(body):
    reference = body.get("playbook_id")
    if not isinstance(reference, str):
        known = [item for item in records("playbook") if item["id"] == reference and "name" in item]
        if not known:
            raise LookupError(f"no playbook with id {reference}")
        reference = known[0]["name"]
    return {"playbook_run_id": linked.playbook(playbook=reference, inputs=body.get("inputs")), "received": True}


def _start_action(body):
    targets = body.get("targets", [])
    started = [
        flow.act(
            action=body.get("action"),
            parameters=target.get("parameters", []),
            assets=target.get("assets"),
            name=body.get("name"),
        )
        for target in (targets if isinstance(targets, list) else [])
    ]
    if not started:
        raise Refused(400, "an action run needs targets")
    return {"action_run_id": started[0], "success": True}


NEW = {
    "artifact": _new_artifact,
    "container": _new_container,
    "note": _new_note,
    "evidence": _mark,
    "playbook_run": _start_playbook,
    "action_run": _start_action,
    "decided_list": lambda body: _change_list(str(body.get("name", "")), body),
}
CHANGED = {
    "container": _change_container,
    "artifact": _change_artifact,
    "note": lambda identity, body: _change_record(run().case.notes, identity, body),
    "container_pin": lambda identity, body: _change_record(run().case.pins, identity, body),
    "indicator": _change_indicator,
    "decided_list": _change_list,
    "workbook_task": workbooks.change_task,
    "workflow_task": workbooks.change_task,
}
