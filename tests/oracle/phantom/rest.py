# SPDX-License-Identifier: Apache-2.0
"""phantom.requests: the platform's own REST resources, answered from the run's state and the world.

Lists answer {"count", "num_pages", "data"}; `_filter_*`, `_exclude_*`, `sort`, `order`, `page` and `page_size` (0: all, default 10)
work on every list. What is not here is a 404 with {"failed": true, "message"}; another host is answered by the world's
`http` entries: {"method", "url", "status", "json" or "text"}, the first whose method (default: any) and url agree.
"""

import copy
import hashlib
import http.client
import json
import urllib.parse

from . import artifacts, containers, jsontext, lists, workbooks
from .api import run
from .choices import BASE_URL


class HTTPError(IOError):
    pass


class Response:
    def __init__(self, status, body, url=""):
        self.status_code = status
        self.url = url
        self.text = body if isinstance(body, str) else json.dumps(body)

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def content(self):
        return self.text.encode("utf-8")

    def json(self):
        return json.loads(self.text)

    def raise_for_status(self):
        if not self.ok:
            kind = "Client" if self.status_code < 500 else "Server"
            phrase = http.client.responses.get(self.status_code, "")
            raise HTTPError(f"{self.status_code} {kind} Error: {phrase} for url: {self.url}")


class Requests:
    """The object behind `phantom.requests`."""

    HTTPError = HTTPError

    def get(self, uri, params=None, **_):
        return _send("GET", uri, params, None)

    def post(self, uri, params=None, json=None, data=None, **_):
        return _send("POST", uri, params, json if json is not None else data)

    def delete(self, uri, params=None, **_):
        return _send("DELETE", uri, params, None)


requests = Requests()


def _send(method, uri, params, body):
    parts = urllib.parse.urlsplit(uri)
    if parts.netloc and f"{parts.scheme}://{parts.netloc}" != BASE_URL:
        return _outside(method, uri)
    path = urllib.parse.unquote(parts.path).strip("/").removeprefix("rest/")
    given = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
    given.update({key: str(value) for key, value in (params or {}).items()})
    body = json.loads(body) if isinstance(body, (str, bytes)) and body else body or {}
    try:
        answer = _route(method, path.split("/"), given, body)
    except LookupError as error:
        return Response(404, {"failed": True, "message": str(error.args[0])}, uri)
    return Response(200, copy.deepcopy(answer), uri)


def _outside(method, uri):
    for entry in run().process.world.data.get("http", []):
        if entry.get("url") == uri and entry.get("method", method).upper() == method:
            return Response(entry.get("status", 200), entry.get("json", entry.get("text", "")), uri)
    return Response(404, {"failed": True, "message": f"no answer in the world for {method} {uri}"}, uri)


def _route(method, parts, given, body):
    resource, rest = parts[0], parts[1:]
    if method == "GET":
        if resource == "container" and len(rest) == 2:
            return _page(_of_container(rest[1], _number(rest[0])), given)
        if resource == "decided_list" and rest:
            return _decided_list(rest[0])
        if resource == "cef_metadata":
            return _cef_metadata()
        if resource == "indicator_common_container":
            return _common_containers(given.get("indicator_ids", ""))
        if resource == "indicator_by_value":
            return _find(_indicators(), "value", given.get("indicator_value"))
        items = _items(resource)
        if resource == "indicator" and not rest and "_special_contains" in given:
            items = [{**item, "_special_contains": item.get("_special_contains", _types_of(item.get("value")))} for item in items]
        return _find(items, "id", _number(rest[0])) if rest else _page(items, given)
    if method == "POST":
        return _post(resource, rest, body)
    if resource == "artifact" and rest:
        return _outcome(artifacts.delete_artifact(_number(rest[0])))
    raise LookupError(f"{method} {'/'.join(parts)} is not part of the reference")


def _items(resource):
    here, world = run(), run().process.world.data
    tables = {
        "container": lambda: [here.case.container, *world.get("containers", [])],
        "artifact": _all_artifacts,
        "note": lambda: here.case.notes,
        "container_comment": lambda: here.case.comments,
        "container_pin": lambda: here.case.pins,
        "ph_user": lambda: world.get("users", []),
        "role": lambda: world.get("roles", []),
        "scm": lambda: world.get("scm", []),
        "app": lambda: world.get("apps", []),
        "container_attachment": lambda: world.get("vault", []),
        "playbook": lambda: [{"id": number, **item} for number, item in enumerate(world.get("playbooks", []), 1)],
        "asset": lambda: [here.process.world.asset(item["name"]) | item for item in world.get("assets", [])],
        "indicator": _indicators,
        "workbook_template": workbooks.templates,
        "workbook_phase_template": workbooks.phase_templates,
        "workbook_phase": workbooks.phases,
        "workbook_task": workbooks.tasks,
        "workflow_task": workbooks.tasks,
        "evidence": lambda: here.case.evidence,
        "action_run": lambda: [_action_run(item, of) for of in here.process.runs for item in of.action_runs],
        "playbook_run": lambda: [_run_record(item) for item in here.process.runs],
        "container_status": lambda: [
            {"id": number, "name": name, "status_type": name} for number, name in enumerate(("new", "open", "closed"), 1)
        ],
    }
    if resource not in tables:
        raise LookupError(f"the resource '{resource}' is not part of the reference")
    return tables[resource]()


def _of_container(what, identity):
    here = run()
    if identity != here.case.id:
        others = _find(here.process.world.data.get("containers", []), "id", identity).get(what)
        return others if isinstance(others, list) else []
    if what == "artifacts":
        return here.case.sorted_artifacts()
    if what == "comments":
        return here.case.comments
    if what == "notes":
        return here.case.notes
    if what == "pins":
        return here.case.pins
    if what == "phases":
        return here.case.phases
    if what == "attachments":
        return here.process.world.data.get("vault", [])
    raise LookupError(f"container/{identity}/{what} is not part of the reference")


def _all_artifacts():
    here = run()
    found = here.case.sorted_artifacts()
    for container in here.process.world.data.get("containers", []):
        found += [item if "container" in item else {**item, "container": container.get("id")} for item in container.get("artifacts", [])]
    return found


def _types_of(value):
    """The data types of the artifact fields that hold the value."""
    found = []
    for item in _all_artifacts():
        for key, one in item.get("cef", {}).items():
            if jsontext.same(one, value):
                found += [kind for kind in item.get("cef_types", {}).get(key, []) if kind not in found]
    return found


def _indicators():
    found = []
    for number, item in enumerate(run().process.world.data.get("indicators", []), 1):
        digest = hashlib.sha256(str(item.get("value")).encode()).hexdigest()
        found.append({"id": number, "value_hash": digest, "tags": [], **item})
    return found


def _cef_metadata():
    fields = {}
    for artifact in run().case.sorted_artifacts():
        for key, types in artifact["cef_types"].items():
            fields[key] = {"data_types": types}
    for field in run().process.world.data.get("cef_metadata", []):
        if "name" in field and "data_types" in field:
            fields[field["name"]] = {"data_types": field["data_types"]}
    return {"cef": fields}


def _common_containers(text):
    """The containers that have all of the indicators in some artifact."""
    ids = [_number(part.strip(" []")) for part in text.split(",") if part.strip(" []")]
    wanted = [_find(_indicators(), "id", identity)["value"] for identity in ids]
    here = run()
    everything = [(here.case.container, here.case.artifacts)]
    everything += [(item, item.get("artifacts", [])) for item in here.process.world.data.get("containers", [])]
    found = []
    for container, artifacts_ in everything:
        values = [value for item in artifacts_ for value in item.get("cef", {}).values()]
        if wanted and all(any(jsontext.same(value, one) for value in values) for one in wanted):
            about = {f"container_{key}": container[key] for key in ("name", "status", "severity", "label") if key in container}
            found.append({"container_id": container.get("id"), **about})
    return found


def _action_run(item, of):
    return {
        "id": item.id,
        "name": item.name,
        "action": item.action,
        "status": item.status if item.ended else "running",
        "message": item.message,
        "container": run().case.id,
        "playbook_run": of.id,
    }


def _run_record(item):
    return {
        "id": item.id,
        "playbook": item.name,
        "status": item.status if item.finished or item.failed else "running",
        "message": json.dumps(item.summary()),
        "inputs": [json.dumps(item.inputs)],
        "outputs": [json.dumps(item.outputs)],
    }


def _decided_list(name):
    if name not in run().lists:
        raise LookupError(f"no custom list named '{name}'")
    return {"name": name, "content": run().lists[name]}


def _post(resource, rest, body):
    if resource == "container" and rest:
        return _change_container(_number(rest[0]), body)
    if resource == "artifact" and rest:
        return _change_artifact(_number(rest[0]), body)
    if resource == "artifact":
        return _new_artifact(body)
    if resource == "note" and rest:
        _find(run().case.notes, "id", _number(rest[0])).update(body)
        return {"success": True, "id": _number(rest[0])}
    if resource in ("workbook_task", "workflow_task") and rest:
        return workbooks.change_task(_number(rest[0]), body)
    if resource == "evidence":
        return _mark(body)
    if resource == "decided_list" and rest:
        return _change_list(rest[0], body)
    if resource == "indicator" and rest:
        place = next((n for n, item in enumerate(_indicators()) if item["id"] == _number(rest[0])), None)
        if place is None:
            raise LookupError(f"no object with id {rest[0]}")
        run().process.world.data["indicators"][place].update(body)
        return {"success": True}
    raise LookupError(f"POST {'/'.join([resource, *rest])} is not part of the reference")


def _change_container(identity, body):
    if body.get("add_to_case"):
        return _outcome(containers.merge.__wrapped__(identity, body.get("container_id")))  # no call of the playbook
    if identity == run().case.id:
        return {**_outcome(containers.update(identity, body)), "id": identity}
    _find(run().process.world.data.get("containers", []), "id", identity).update(copy.deepcopy(body))
    return {"success": True, "id": identity}


def _change_artifact(identity, body):
    known = ("label", "name", "severity", "tags")
    answer = artifacts.update_artifact(identity, cef_data=body.get("cef"), **{key: body.get(key) for key in known})
    if answer[0]:
        others = {key: value for key, value in body.items() if key not in (*known, "id", "cef", "overwrite_tags")}
        _find(run().case.artifacts, "id", identity).update(copy.deepcopy(others))
    return {**_outcome(answer), "id": identity}


def _new_artifact(body):
    identifier = body.get("source_data_identifier")
    for item in run().case.artifacts:
        if identifier and item["source_data_identifier"] == identifier:
            return {"failed": True, "message": "artifact already exists", "existing_artifact_id": item["id"]}
    done, message, identity = artifacts.add_artifact(
        container=body.get("container_id"),
        cef_data=body.get("cef"),
        label=body.get("label", "event"),
        name=body.get("name", "artifact"),
        severity=body.get("severity", "medium"),
        identifier=identifier,
        field_mapping=body.get("cef_types"),
    )
    if not done:
        raise LookupError(message)
    run().case.artifacts[-1]["tags"] = body.get("tags") or []
    return {"success": True, "id": identity}


def _change_list(name, body):
    rows = run().lists.setdefault(name, [])
    if "content" in body:
        lists.set_list(name, body["content"])
    for place in sorted(body.get("delete_rows", []), reverse=True):
        del rows[place]
    for row in body.get("append_rows", []):
        lists.add_list(name, row)
    return {"success": True}


def _mark(body):
    fields = {key: body.get(key) for key in ("object_id", "content_type")}
    if any(fields.items() <= item.items() for item in run().case.evidence):
        return {"failed": True, "message": "Already added to Evidence."}
    return {"success": True, "id": run().case.add(run().case.evidence, fields)}


def _outcome(answer):
    done, message = answer
    if not done:
        raise LookupError(message)
    return {"success": True}


def _find(items, key, value):
    for item in items:
        if item.get(key) == value:
            return item
    raise LookupError(f"no object with {key} {value}")


def _number(text):
    return int(text) if str(text).isdigit() else text


def _page(items, given):
    kept = [item for item in items if all(_passes(item, key, value) for key, value in given.items())]
    if "sort" in given:
        kept = sorted(kept, key=lambda item: (item.get(given["sort"]) is None, item.get(given["sort"])))
        if given.get("order") == "desc":
            kept.reverse()
    size = int(given.get("page_size", 10))
    count = len(kept)
    if size:
        page = int(given.get("page", 0))
        kept = kept[page * size : (page + 1) * size]
    return {"count": count, "num_pages": -(-count // size) if size else 1, "data": kept}


def _passes(item, key, text):
    wanted = True
    if key.startswith("_exclude_"):
        key, wanted = "_filter_" + key.removeprefix("_exclude_"), False
    if not key.startswith("_filter_"):
        return True
    *path, operator = key.removeprefix("_filter_").split("__")
    if operator not in OPERATORS:
        path, operator = [*path, operator], "exact"
    found = item
    for part in path:
        found = found.get(part) if isinstance(found, dict) else None
    return bool(OPERATORS[operator](found, _value(text))) == wanted


def _value(text):
    try:
        return json.loads(text)
    except ValueError:
        try:
            return json.loads(text.replace("'", '"'))
        except ValueError:
            return text


def _number_as(found, text):
    """As the platform compares a number with a text: "4" is 4."""
    return isinstance(found, int) and not isinstance(found, bool) and isinstance(text, str) and str(found) == text


def _contains(found, value):
    """A list contains another when it has all of its elements."""
    if isinstance(found, list) and isinstance(value, list):
        return all(one in found for one in value)
    return value in found


OPERATORS = {
    "exact": lambda found, value: found == value or _number_as(found, value),
    "iexact": lambda found, value: str(found).lower() == str(value).lower(),
    "in": lambda found, value: found in value or isinstance(value, list) and any(_number_as(found, one) for one in value),
    "gt": lambda found, value: found is not None and found > value,
    "gte": lambda found, value: found is not None and found >= value,
    "lt": lambda found, value: found is not None and found < value,
    "lte": lambda found, value: found is not None and found <= value,
    "contains": lambda found, value: found is not None and _contains(found, value),
    "icontains": lambda found, value: str(value).lower() in str(found).lower(),
    "startswith": lambda found, value: str(found).startswith(str(value)),
}
