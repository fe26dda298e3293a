# SPDX-License-Identifier: Apache-2.0
"""What the tests of the reference share: run a playbook given as text, in this process."""

import json
import sys
import textwrap
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from phantom.engine import Process, Run  # noqa: E402
from phantom.world import World  # noqa: E402

HEAD = "import json\nimport phantom.rules as phantom\nfrom datetime import datetime, timedelta\n"
TAIL = "\ndef on_finish(container, summary):\n    phantom.debug('finish')\n"


recorded = None  # a list: every play() appends (playbook, event, world, inputs) to it


class Outcome:
    def __init__(self, process, run):
        self.run = run
        self.process = process
        self.trace = [json.loads(line) for line in process.trace.lines]
        self.ledger = [json.loads(line) for line in process.ledger.text(process.clock.ms).splitlines()]

    def calls(self, api):
        return [line for line in self.trace if line["api"] == api]

    @property
    def log(self):
        return [line["message"] for line in self.calls("debug")]


def play(source, event=None, world=None, inputs=None, strict=False, name="playbook", paths=()):
    """Run a playbook; an on_finish that says so is added where the text has none."""
    source = HEAD + textwrap.dedent(source)
    if "def on_finish" not in source:
        source += TAIL
    if recorded is not None and not strict and not paths:
        recorded.append((source, event or {}, world or {}, inputs or {}))
    process = Process(World(world or {}, strict), event or {}, paths)
    run = Run(process, name, inputs or {})
    run.load(source, f"{name}.py")
    run.start()
    run.finish_all()
    process.files.remove()
    return Outcome(process, run)


def answer(action, data=None, summary=None, status="success", latency=0, **parameter):
    return {
        "action": action,
        "parameter": parameter or "*",
        "latency_ms": latency,
        "result": {"status": status, "data": data or [], "summary": summary or {}},
    }
