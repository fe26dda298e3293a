# SPDX-License-Identifier: Apache-2.0
"""phantom.requests: the platform's own REST resources, answered from the run's state and the world.

Another host is answered by the world's `http` entries: {"method", "url", "status", "json" or "text"}, the first whose method
(default: any) and url agree. A failure is {"failed": true, "message"} with status 404 or 400.
"""

import http.client
import json
import urllib.parse

from . import jsontext, rest_changes, rest_resources
from .api import run
from .choices import BASE_URL
from .rest_query import Refused


class _Base(OSError):
    """Stands in for what is hung below the exceptions of requests (web.py)."""


class HTTPError(_Base):
    pass


class Response:
    def __init__(self, status, body, url=""):
        self.status_code = status
        self.url = url
        self.text = body

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

    def put(self, uri, params=None, json=None, data=None, **_):
        return _send("PUT", uri, params, json if json is not None else data)

    def patch(self, uri, params=None, json=None, data=None, **_):
        return _send("PATCH", uri, params, json if json is not None else data)

    def delete(self, uri, params=None, **_):
        return _send("DELETE", uri, params, None)


requests = Requests()


def _send(method, uri, params, body):
    if not isinstance(body, (str, bytes)):
        body = json.dumps(jsontext.plain(body)) if body else ""
    found = answer(method, uri, params, body)
    if found is None:
        found = 404, json.dumps({"failed": True, "message": f"no answer in the world for {method} {uri}"}), uri
    return Response(*found)


def answer(method, uri, params, body):
    """(status, text, uri): of the platform, else of the first of the world's entries that agrees, which may raise, else None."""
    parts = urllib.parse.urlsplit(uri)
    if parts.netloc and f"{parts.scheme}://{parts.netloc}" != BASE_URL:
        for entry in run().process.world.data.get("http", []):
            if entry.get("url") == uri and entry.get("method", method).upper() == method and entry.get("times", 1) > 0:
                if "times" in entry:
                    entry["times"] -= 1
                run().process.clock.ms += entry.get("latency_ms", 0)
                if entry.get("error"):
                    from . import web

                    raise getattr(web.exceptions, entry["error"]["type"])(entry["error"]["message"])
                body = entry.get("json", entry.get("text", ""))
                return entry.get("status", 200), body if isinstance(body, str) else json.dumps(body), uri
        return None
    path = [urllib.parse.unquote(part) for part in parts.path.split("/") if part]
    path = path[1:] if path[:1] == ["rest"] else path
    given = urllib.parse.parse_qsl(parts.query, keep_blank_values=True)
    given += [(str(key), str(value)) for key, value in (params or {}).items() if value is not None]
    try:
        if not path:
            raise LookupError("the address names no resource")
        return 200, json.dumps(jsontext.plain(_route(method, path, given, body))), uri
    except LookupError as error:
        return 404, _failure(str(error.args[0])), uri
    except Refused as error:
        return error.args[0], _failure(error.args[1]), uri


def _failure(message):
    return json.dumps({"failed": True, "message": message})


def _route(method, parts, given, body):
    if method == "GET":
        return rest_resources.get(parts, given)
    if method == "DELETE":
        return rest_changes.delete(parts)
    try:
        body = json.loads(body) if body else {}
    except ValueError as error:
        raise Refused(400, f"the body is no JSON: {error}") from None
    return rest_changes.post(method, parts, body)
