# SPDX-License-Identifier: Apache-2.0
"""The acts of a run and its requests, as its trace and its ledger show them."""

import json
import re
import sys
from collections import Counter
from datetime import datetime, timezone
from functools import cache, cached_property
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "oracle"))

from effects import Effects  # noqa: E402
from phantom.world import World  # noqa: E402

# Which requests of an act may serve others: those of the whole run, those of the act, none.
SHARED = {"lookup": "run", "state": "act", "fetch": "act"}


@cache
def true_effects():
    return Effects()


def json_lines(data):
    return [json.loads(line) for line in data.decode("utf-8").splitlines()]


def without_context(parameter):
    return {key: value for key, value in parameter.items() if key != "context"}


def sent(parameter):
    """What goes to the asset: no context, no spacers, nothing that is not set."""
    kept = {key: value for key, value in without_context(parameter).items() if not re.fullmatch(r"ph(_\d+)?", key)}
    return {key: value for key, value in kept.items() if value is not None and value != ""}


def key_of(asset, action, parameter):
    """What makes requests equal."""
    return asset, str(action).lower(), json.dumps(parameter)


class Act:
    """One call of phantom.act: `place` and `end_place` are lines of the trace, the results are lines, too."""

    def __init__(self, place, line, effects, now):
        self.place, self.end_place = place, None
        self.action = line["action"]
        self.name = line.get("name") or self.action
        self.issued = line["t_ms"]
        self.begin = max(start_of(line, now), self.issued + delay_of(line))
        self.end = None
        self.results = []
        parameters, assets = line.get("parameters"), line.get("assets")
        assets = [assets] if isinstance(assets, str) else assets
        is_counted = isinstance(parameters, list) and parameters and isinstance(assets, list)
        self.count = len(parameters) * len(assets) if is_counted else None  # of results, where the call says it
        first = parameters[0] if isinstance(parameters, list) and parameters else parameters
        self.first = without_context(first) if isinstance(first, dict) else {}  # what runs without parameters has one result
        self.is_later = "start_time" in line or "loop_state" in line
        is_written = isinstance(assets, list) and all(isinstance(asset, str) for asset in assets)
        self.effect = effects.of(self.action, assets if is_written else [])
        self.sharing = "none" if self.is_later else SHARED.get(self.effect, "none")

    def may_have(self, result):
        is_same = (self.name, self.action) == (result["name"], result["action"])
        return is_same and self.begin <= result["t_ms"] and without_context(result["parameter"]) == self.first

    @property
    def asks_at(self):
        return self.begin, self.place

    def may_send(self, request):
        return self.end is not None and self.begin <= request.t_ms <= self.end and request.keys[0] in self.keys

    @cached_property
    def calls(self):
        """The key of each call that it makes: assets in order, parameters in order."""
        return [key_of(result["asset"], self.action, sent(result["parameter"])) for result in self.results]

    @cached_property
    def keys(self):
        """Each of them once."""
        return list(dict.fromkeys(self.calls))


class Request:
    """A line of the ledger, with the answer that the world has for it; `keys` are several for a batch."""

    def __init__(self, line, world, sharing):
        self.t_ms, self.asset, self.action, self.block = line["t_ms"], line["asset"], line["action"], line["block"]
        self.sharing = sharing
        self.parameter = line["parameter"]
        self.parameters = self.parameter if isinstance(self.parameter, list) else [self.parameter]
        self.keys = [key_of(self.asset, self.action, parameter) for parameter in self.parameters]
        answers = [world.answer(self.action, self.asset, parameter) for parameter in self.parameters]
        self.results = [result for result, _ in answers]
        self.latency = max((latency for _, latency in answers), default=0)
        self.place = 0  # of its act

    # What happens at the same time happens in the order of the acts.

    @property
    def sent_at(self):
        return self.t_ms, self.place

    @property
    def answered_at(self):
        return self.t_ms + self.latency, self.place

    def failed_before(self, key, at):
        return self.results[self.keys.index(key)]["status"] != "success" and self.answered_at < at


class Observed:
    """A run: its acts in order of issue, its requests in the order in which they were sent, and when it ended."""

    def __init__(self, outcome, world):
        self.trace = json_lines(outcome["trace"]) if outcome["trace"].startswith(b"{") else []
        ledger = json_lines(outcome["ledger"]) if outcome["ledger"].startswith(b"{") else [{"total": {"parameters": 0, "requests": 0, "t_ms": 0}}]
        *lines, last = ledger
        self.total = last["total"]
        self.acts = acts_of(self.trace, true_effects(), time_of(world.get("now", "2024-01-01T00:00:00Z")))
        recorded = World(world)
        self.requests = [Request(line, recorded, self.sharing_of(line)) for line in lines if line["requests"]]
        calls = Counter()
        for number, request in enumerate(self.requests):
            request.number, request.place = number, self.place_of(request, calls)

    def sharing_of(self, line):
        fits = {act.sharing for act in self.acts if (act.name, act.action) == (line["block"], line["action"])}
        if len(fits) != 1:
            raise ValueError(f"the request of `{line['block']}` may be shared or not: {sorted(fits)}")
        return fits.pop()

    def place_of(self, request, calls):
        """The place of its act: of those of the name, the first that has not sent it yet. `calls` are those of earlier requests."""
        key = request.keys[0]
        fits = [act for act in self.acts if act.name == request.block and act.may_send(request)]
        act = next((act for act in fits if calls[act.place, key] < (act.calls.count(key) if act.sharing == "none" else 1)), None)
        act = act or (fits[0] if fits else None)
        if act is None:
            return 0
        calls[act.place, key] += 1
        return act.place

    def changes(self, asset):
        """The requests that may change something there."""
        return [request for request in self.requests if request.sharing == "none" and request.asset == asset]

    def may_have_changed(self, request, at):
        """Whether something may have changed at its asset since a request was sent."""
        for change in self.changes(request.asset):
            if change.number > request.number and change.sent_at < at:
                return True
            # An answer that takes no time comes before anything else is sent.
            if change.latency > 0 and request.sent_at < change.answered_at < at:
                return True
        return False

    def sent(self, *sharing):
        return [request for request in self.requests if request.sharing in sharing]


def time_of(text):
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def start_of(line, now):
    """The virtual time in ms of its start_time."""
    text = line.get("start_time")
    return round((time_of(text) - now).total_seconds() * 1000) if text else 0


def delay_of(line):
    """How long it waits as the next round of a loop, in ms."""
    state = json.loads(line.get("loop_state") or "{}")
    return state.get("delay_time", 0) * 1000 if state.get("current_iteration", 0) > 1 else 0


def acts_of(trace, effects, now):
    """All of them. The results of one stand together and are of the first act that is under way and can have given them."""
    acts, waiting = [], []
    at = 0
    while at < len(trace):
        line = trace[at]
        if line["api"] == "act":
            acts.append(Act(at, line, effects, now))
            waiting.append(acts[-1])
        if line["api"] != "action_result" or line["action"] == "prompt":
            at += 1
            continue
        act = next((one for one in waiting if one.may_have(line)), None)
        last = at
        while last < len(trace) and same_act(trace[last], line) and (act is None or act.count is None or last - at < act.count):
            last += 1
        if act:
            waiting.remove(act)
            act.end, act.results, act.end_place = line["t_ms"], trace[at:last], last - 1
        at = last
    return acts


def same_act(line, first):
    return line["api"] == "action_result" and all(line[key] == first[key] for key in ("t_ms", "name", "action"))
