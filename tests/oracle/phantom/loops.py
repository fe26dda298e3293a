# SPDX-License-Identifier: Apache-2.0
"""LoopState: how often a block repeats."""

import json

from . import condition
from .api import run
from .sources import Reading


class LoopState:
    def __init__(self, state=None):
        self.state = json.loads(state) if isinstance(state, str) else dict(state or {})
        self.state.setdefault("start_time", run().process.clock.epoch())

    def should_continue(self, container=None, results=None):
        state = self.state
        if state.get("current_iteration", 1) >= state.get("max_iterations", 1):
            return False
        elapsed = run().process.clock.epoch() - state["start_time"]
        if state.get("max_ttl") is not None and elapsed > state["max_ttl"]:
            return False
        conditions = state.get("conditions")
        options = condition.Options(Reading(action_results=results))
        return not (conditions and condition.decision(run(), conditions, "and", options))

    def increment(self):
        self.state["current_iteration"] = self.state.get("current_iteration", 1) + 1

    def to_json(self):
        return json.dumps(self.state)
