# SPDX-License-Identifier: Apache-2.0
"""What the files of a run must look like (docs/contracts.md, "Event" and "World"): a file that does not is refused before anything happens."""

from . import clock


class WrongShape(Exception):
    """`PLACE: what is wrong`, or only what is wrong for the whole file."""


KINDS = {dict: "an object", list: "a list", str: "a string", int: "an integer", bool: "true or false", float: "a number"}
NAMED = {"id": int, "name": str}
ARTIFACT = {
    **dict.fromkeys(("id", "container", "version"), int),
    **dict.fromkeys(("name", "label", "severity", "source_data_identifier", "create_time", "start_time", "update_time"), str),
    **dict.fromkeys(("cef", "data"), dict),
    "cef_types": {"*": [str]},
    **dict.fromkeys(("has_note", "in_case"), bool),
    "tags": list,
}
CONTAINER = {
    **dict.fromkeys(("id", "artifact_count"), int),
    **dict.fromkeys(("name", "label", "status", "severity", "sensitivity", "container_type", "description", "url"), str),
    **dict.fromkeys(("source_data_identifier", "create_time", "start_time", "container_update_time"), str),
    **dict.fromkeys(("data", "custom_fields"), dict),
    "tags": list,
    "artifacts": [ARTIFACT],
}
TASK = {"name": str, "is_note_required": bool, "suggestions": dict}
PHASE = {"name": str, "tasks": [TASK]}
WORLD = {
    "now": str,
    "seed": int,
    "assets": [{"name": str, "app": str, "id": int, "app_id": int}],
    "users": [{"id": int, "username": str, "name": str}],
    "roles": [{"id": int, "username": str, "name": str}],
    "containers": [CONTAINER],
    "workbooks": [{**NAMED, "phases": [PHASE]}],
    "vault": [
        {
            **dict.fromkeys(("id", "container_id", "size"), int),
            **dict.fromkeys(("vault_id", "name", "path"), str),
            **{"contains": list, "aka": list, "metadata": dict},
        }
    ],
    "indicators": [{"id": int, "tags": list}],
    "playbooks": [{**NAMED, "category": str, "tags": list}],
    "apps": [NAMED],
    "scm": [NAMED],
    "cef_metadata": [{"name": str, "data_types": list}],
    "http": [{"url": str, "method": str, "status": int, "text": str, "headers": dict}],
}
RESULT = {"status": str, "message": str, "data": list, "summary": dict}
ANSWER = {"action": str, "asset": str, "result": RESULT, "times": int, "latency_ms": float}
PROMPT = {"responses": list, "user": str, "timeout": bool, "latency_ms": float}


def check(value, shape, place=""):
    """A shape is a type, a dict of the members that are looked at (`*`: all), or a list with the shape of each item. Null has any."""
    if isinstance(shape, dict):
        _expect(value, dict, place)
        if "*" in shape:
            shape = dict.fromkeys(value, shape["*"])
        for name, inner in shape.items():
            if value.get(name) is not None or name == "id" and name in value:
                check(value[name], inner, f"{place}.{name}" if place else name)
    elif isinstance(shape, list):
        _expect(value, list, place)
        for position, item in enumerate(value):
            check(item, shape[0], f"{place}[{position}]")
    else:
        _expect(value, shape, place)


def check_event(event):
    check(event, CONTAINER)


def check_world(world):
    check(world, {**WORLD, "actions": [ANSWER], "lists": dict, "prompts": dict})
    try:
        clock.parse(world.get("now") or "2024-01-01T00:00:00Z")
    except (TypeError, ValueError):
        raise WrongShape("now: expected a time such as 2024-01-01T00:00:00Z") from None
    for position, answer in enumerate(world.get("actions") or []):
        _check_answer(answer, f"actions[{position}]")
    for position, asset in enumerate(world.get("assets") or []):
        _require(asset, "name", f"assets[{position}]")
    for name, rows in (world.get("lists") or {}).items():
        check(rows, [list], f"lists.{name}")
    for name, prompt in (world.get("prompts") or {}).items():
        check(prompt, PROMPT, f"prompts.{name}")
        _check_range(prompt, "latency_ms", f"prompts.{name}", 0, 1e12)
    for position, entry in enumerate(world.get("http") or []):
        _check_range(entry, "status", f"http[{position}]", 100, 599)


def without_nulls(world):
    """A checked world whose members that are null are not there, where a default stands for them."""
    world = _given(world)
    if "actions" in world:
        answers = [_given(answer) for answer in world["actions"]]
        world["actions"] = [{**answer, **({"result": _given(answer["result"])} if "result" in answer else {})} for answer in answers]
    if "assets" in world:
        world["assets"] = [_given(asset) for asset in world["assets"]]
    if "prompts" in world:
        world["prompts"] = {name: _given(prompt) for name, prompt in world["prompts"].items()}
    return world


def _given(record):
    return {name: value for name, value in record.items() if value is not None}


def _check_answer(answer, place):
    _require(answer, "action", place)
    _check_range(answer, "latency_ms", place, 0, 1e12)
    _check_range(answer, "times", place, 0, 2**63)
    parameter = answer.get("parameter")
    if parameter is not None and parameter != "*":
        check(parameter, dict, f"{place}.parameter")


def _expect(value, kind, place):
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    fits = number if kind is float else number and isinstance(value, int) if kind is int else isinstance(value, kind)
    if not fits:
        raise WrongShape(f"{place}: expected {KINDS[kind]}" if place else f"expected {KINDS[kind]}")
    if kind is int and not -(2**63) <= value < 2**63:
        raise WrongShape(f"{place}: expected an integer of 64 bits")


def _require(record, name, place):
    if record.get(name) is None:
        raise WrongShape(f"{place}.{name}: missing")


def _check_range(record, name, place, least, most):
    value = record.get(name)
    if value is not None and not least <= value <= most:
        raise WrongShape(f"{place}.{name}: expected a number between {least} and {most:g}")
