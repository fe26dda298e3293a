# SPDX-License-Identifier: Apache-2.0
"""The world file: what the outside answers (docs/contracts.md, "World")."""

import copy
import json

from . import jsontext


class StrictError(BaseException):
    """A call that nothing answers, under --strict. Not an Exception: no playbook may catch it."""


class World:
    def __init__(self, data, strict=False):
        self.data = data
        self.now = data.get("now", "2024-01-01T00:00:00Z")
        self.seed = data.get("seed", 0)
        self.lists = {name: [[_cell(cell) for cell in row] for row in rows] for name, rows in data.get("lists", {}).items()}
        self.strict = strict
        self._left = [entry.get("times") for entry in data.get("actions", [])]
        self._unlisted = []

    def asset(self, name):
        """Asset fields with ids: listed assets by position, others by first use after those."""
        listed = self.data.get("assets", [])
        for position, item in enumerate(listed, 1):
            if item.get("name") == name:
                return {
                    "name": name,
                    "app": item.get("app", name),
                    "id": item.get("id", position),
                    "app_id": item.get("app_id", position),
                }
        if name not in self._unlisted:
            self._unlisted.append(name)
        position = len(listed) + self._unlisted.index(name) + 1
        return {"name": name, "app": name, "id": position, "app_id": position}

    def assets_for(self, action, app):
        """The assets of a call that names none: those of the app, else those that some answer to the action names."""
        listed = self.data.get("assets", [])
        if app is not None:
            return [item["name"] for item in listed if item.get("app", item["name"]) == app]
        names = []
        for entry in self.data.get("actions", []):
            if _same_action(entry, action):
                asset = entry.get("asset", "*")
                names += [item["name"] for item in listed] if asset == "*" else [asset]
        return list(dict.fromkeys(names))

    def answer(self, action, asset, sent):
        """(result, latency in ms) for one request."""
        for place, entry in enumerate(self.data.get("actions", [])):
            if self._left[place] == 0 or not _matches(entry, action, asset, sent):
                continue
            if self._left[place] is not None:
                self._left[place] -= 1
            result = entry.get("result", {})
            answer = {
                "status": result.get("status", "success"),
                "message": result.get("message", ""),
                "data": copy.deepcopy(result.get("data", [])),
                "summary": copy.deepcopy(result.get("summary", {})),
            }
            return answer, entry.get("latency_ms", 0)
        text = f"no answer in the world for '{action}' on '{asset}' with {json.dumps(jsontext.plain(sent))}"
        if self.strict:
            raise StrictError(text)
        return {"status": "failed", "message": text, "data": [], "summary": {}}, 0


def _cell(cell):
    """Cells are text, whatever the file has for them."""
    return None if cell is None else str(cell)


def _same_action(entry, action):
    return entry.get("action", "").lower() == str(action).lower()


def _matches(entry, action, asset, sent):
    if not _same_action(entry, action) or entry.get("asset", "*") not in ("*", asset):
        return False
    wanted = entry.get("parameter", "*")
    if wanted == "*":
        return True
    return all(key in sent and jsontext.same(jsontext.plain(sent[key]), value) for key, value in wanted.items())
