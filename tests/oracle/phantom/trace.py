# SPDX-License-Identifier: Apache-2.0
"""The trace: one line for every call that acts on the outside or on the run (docs/contracts.md, "Trace")."""

import sys

from . import jsontext


class Trace:
    def __init__(self, clock):
        self.clock = clock
        self.lines = []
        self._identities = set()  # of the modules
        self.modules = []  # global namespaces of the playbooks and custom functions of this process

    def call(self, api, arguments):
        shown = {name: self._shown(api, name, value) for name, value in arguments}
        self._add({"t_ms": self.t_ms(), "block": self.block(), "api": api, **shown})

    def result(self, name, action, asset, result):
        self._add(
            {
                "t_ms": self.t_ms(),
                "block": name,
                "api": "action_result",
                "name": name,
                "action": action,
                "asset": asset,
                **{key: result[key] for key in ("status", "parameter", "data", "summary", "message")},
            }
        )

    def t_ms(self):
        return int(self.clock.ms)

    def text(self):
        return "".join(self.lines)

    def block(self):
        """The innermost running function that a playbook's module defines."""
        if len(self._identities) != len(self.modules):
            self._identities = {id(space) for space in self.modules}
        frame = sys._getframe(1)
        while frame is not None:
            code = frame.f_code
            if id(frame.f_globals) in self._identities:
                if code.co_name == "<module>" or "<" not in code.co_qualname:
                    return code.co_name
            frame = frame.f_back
        return "<module>"

    def _shown(self, api, name, value):
        if api in ("debug", "error") and name == "message":
            return str(value)
        if name == "container" and isinstance(value, dict):
            return value.get("id")
        return value

    def _add(self, record):
        self.lines.append(jsontext.line(record))


class Ledger:
    def __init__(self):
        self.requests = []  # (sent at, line), in order of issue

    def add(self, at, asset, action, block, sent):
        record = {
            "t_ms": int(at),
            "asset": asset,
            "action": action,
            "parameters": 1,
            "unique": 1,
            "cache_hits": 0,
            "requests": 1,
            "wait_ms": 0,
            "block": block,
            "parameter": sent,
        }
        self.requests.append((at, record))

    def text(self, end):
        ordered = [record for _, record in sorted(self.requests, key=lambda item: item[0])]
        total = {"t_ms": int(end)}
        for key in ("parameters", "unique", "cache_hits", "requests", "wait_ms"):
            total[key] = sum(record[key] for record in ordered)
        return "".join(map(jsontext.line, [*ordered, {"total": total}]))
