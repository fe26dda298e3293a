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

from . import artifacts, containers, lists, workbooks
from .api import run
from .choices import BASE_URL


class _Base(OSError):
    """Stands in for what is hung below the exceptions of requests (web.py)."""


class HTTPError(_Base):
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
    def reason(self):
        return http.client.responses.get(self.status_code, "")

    @property
    def content(self):
        return self.text.encode("utf-8")

    def json(self):
        return json.loads(self.text)

    def raise_for_status(self):
        if not self.ok:
            kind = "Client" if self.status_code < 500 else "Server"
            raise HTTPError(f"{self.status_code} {kind} Error: {self.reason} for url: {self.url}")


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
    if not isinstance(body, (str, bytes)):
        body = json.dumps(body) if body else ""
    found = answer(method, uri, params, body)
    if found is None:
        return Response(404, {"failed": True, "message": f"no answer in the world for {method} {uri}"}, uri)
    return Response(*found)


def answer(method, uri, params, body):
    """(status, body, uri): of the platform, else of the first of the world's entries that agrees, else None."""
    parts = urllib.parse.urlsplit(uri)
    if parts.netloc and f"{parts.scheme}://{parts.netloc}" != BASE_URL:
        for entry in run().process.world.data.get("http", []):
            if entry.get("url") == uri and entry.get("method", method).upper() == method:
                return entry.get("status", 200), entry.get("json", entry.get("text", "")), uri
        return None
    path = urllib.parse.unquote(parts.path).strip("/").removeprefix("rest/")
    given = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
    given.update({key: str(value) for key, value in (params or {}).items() if value is not None})
    try:
        body = json.loads(body) if body else {}
    except ValueError as error:
        return 400, {"failed": True, "message": f"the body is no JSON: {error}"}, uri
    try:
        return 200, copy.deepcopy(_route(method, path.split("/"), given, body)), uri
    except LookupError as error:
        return 404, {"failed": True, "message": str(error.args[0])}, uri


def _route(method, parts, given, body):
    resource, rest = parts[0], parts[1:]
    if method == "GET":
        if resource == "container" and len(rest) == 2:
            return _page(_of_container(rest[1], _number(rest[0])), given)
        if resource == "decided_list" and rest:
            return _decided_list(rest[0])
        if resource == "indicator_by_value":
            return _find(_indicators(), "value", given.get("indicator_value"))
        items = _items(resource)
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
        "artifact": here.case.sorted_artifacts,
        "note": lambda: here.case.notes,
        "ph_user": lambda: world.get("users", []),
        "role": lambda: world.get("roles", []),
        "asset": lambda: [here.process.world.asset(item["name"]) | item for item in world.get("assets", [])],
        "indicator": _indicators,
        "workbook_template": workbooks.templates,
        "workbook_phase_template": workbooks.phase_templates,
        "workbook_phase": workbooks.phases,
        "workbook_task": workbooks.tasks,
        "workflow_task": workbooks.tasks,
        "evidence": lambda: here.case.evidence,
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
        raise LookupError(f"no container with id {identity}")
    if what == "artifacts":
        return here.case.sorted_artifacts()
    if what == "comments":
        return here.case.comments
    if what == "notes":
        return here.case.notes
    if what == "phases":
        return here.case.phases
    raise LookupError(f"container/{identity}/{what} is not part of the reference")


def _indicators():
    found = []
    for number, item in enumerate(run().process.world.data.get("indicators", []), 1):
        digest = hashlib.sha256(str(item.get("value")).encode()).hexdigest()
        found.append({"id": number, "value_hash": digest, "tags": [], **item})
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


def _decided_list(name):
    if name not in run().lists:
        raise LookupError(f"no custom list named '{name}'")
    return {"name": name, "content": run().lists[name]}


def _post(resource, rest, body):
    if resource == "container" and rest:
        return _outcome(containers.update(_number(rest[0]), body))
    if resource == "artifact" and rest:
        fields = {"cef_data": body.get("cef"), **{k: body.get(k) for k in ("label", "name", "severity", "tags")}}
        return _outcome(artifacts.update_artifact(_number(rest[0]), **fields))
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
        stored = run().process.world.data["indicators"][_number(rest[0]) - 1]
        stored.update(body)
        return {"success": True}
    raise LookupError(f"POST {'/'.join([resource, *rest])} is not part of the reference")


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


OPERATORS = {
    "exact": lambda found, value: found == value,
    "iexact": lambda found, value: str(found).lower() == str(value).lower(),
    "in": lambda found, value: found in value,
    "gt": lambda found, value: found is not None and found > value,
    "gte": lambda found, value: found is not None and found >= value,
    "lt": lambda found, value: found is not None and found < value,
    "lte": lambda found, value: found is not None and found <= value,
    "contains": lambda found, value: found is not None and value in found,
    "icontains": lambda found, value: str(value).lower() in str(found).lower(),
    "startswith": lambda found, value: str(found).startswith(str(value)),
}
