# SPDX-License-Identifier: Apache-2.0
"""What a run left behind, for the checks."""

import importlib.util
import json
import os
import subprocess

OUTPUTS = ("trace", "result", "ledger")
SECONDS = 120


class Run:
    """One run of a playbook, by the executable or by the reference; `may_share`: equal requests may be one."""

    def __init__(self, command, folder, may_share=False):
        self.may_share = may_share
        folder.mkdir()
        written = {output: folder / output for output in OUTPUTS}
        options = [word for output, file in written.items() for word in (f"--{output}", str(file))]
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        done = subprocess.run([*command, *options], cwd=folder, capture_output=True, timeout=SECONDS, env=environment)
        self.exit_code = done.returncode
        self.stderr = done.stderr.decode("utf-8", "replace")
        self.bytes = {output: file.read_bytes() if file.is_file() else b"" for output, file in written.items()}
        self.trace = [json.loads(line) for line in self.bytes["trace"].splitlines()]
        *self.requests, last = [json.loads(line) for line in self.bytes["ledger"].splitlines()] or [{"total": {}}]
        self.total = last["total"]
        self.result = json.loads(self.bytes["result"] or b"{}")

    def calls(self, api, **wanted):
        """Lines of the trace of that call whose fields are as wanted."""
        return [line for line in self.trace if line["api"] == api and all(line.get(k) == v for k, v in wanted.items())]

    @property
    def log(self):
        """What debug was given, in order."""
        return [line["message"] for line in self.calls("debug")]

    @property
    def values(self):
        """What the playbook logged as `NAME: JSON`, by name; the last of a name."""
        found = {}
        for message in self.log:
            name, colon, text = message.partition(": ")
            if colon:
                found[name] = json.loads(text)
        return found

    def place(self, api, **wanted):
        """The number of the only line of the trace that fits."""
        fits = self.calls(api, **wanted)
        same(len(fits), 1, f"lines of {api} {wanted}")
        return self.trace.index(fits[0])


def same(found, expected, what=""):
    """Equal, and of the same types: True is no 1 here."""
    texts = [json.dumps(value) for value in (found, expected)]
    if texts[0] != texts[1]:
        raise AssertionError(f"{what + ': ' if what else ''}found {texts[0]}, expected {texts[1]}")


def holds(condition, what):
    if not condition:
        raise AssertionError(what)


def load(file):
    """The module in a file that no import finds."""
    spec = importlib.util.spec_from_file_location(f"{file.parent.name}_{file.stem}", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
