# SPDX-License-Identifier: Apache-2.0
"""The world that a run lived in, if every act had taken as long as it took there: -O0 in that world must leave the same trace.

An act's requests are answered at once but for the last, which takes from the act's beginning to its end: so all are sent when the act begins,
in the order of the acts, and each finds its own answer. Prompts and everything but the answers stay as they are.
"""

import copy
import json
import re

UNANSWERED = "no answer in the world for '"


def json_lines(data):
    return [json.loads(line) for line in data.decode("utf-8").splitlines()]


def sent(parameter):
    """What goes to the asset: no context, no spacers, nothing that is not set."""
    kept = {key: value for key, value in parameter.items() if key != "context" and not re.fullmatch(r"ph(_\d+)?", key)}
    return {key: value for key, value in kept.items() if value is not None and value != ""}


class Act:
    def __init__(self, begin, line):
        self.name = line.get("name") or line["action"]
        self.begin = begin
        parameters, assets = line.get("parameters"), line.get("assets")
        is_counted = isinstance(parameters, list) and parameters and isinstance(assets, list)
        self.count = len(parameters) * len(assets) if is_counted else None  # of results, where the call says it
        self.end = None
        self.results = []


def ended_acts(trace, ledger):
    """The acts of a trace in order of issue, with what they gave and when."""
    acts = []
    waiting = []
    at = 0
    while at < len(trace):
        line = trace[at]
        if line["api"] == "act":
            acts.append(Act(beginning(line, ledger), line))
            waiting.append(acts[-1])
        if line["api"] != "action_result" or line["action"] == "prompt":
            at += 1
            continue
        act = next((one for one in waiting if one.name == line["name"] and one.begin <= line["t_ms"]), None)
        last = at
        while last < len(trace) and same_act(trace[last], line) and (act is None or act.count is None or last - at < act.count):
            last += 1
        if act:
            waiting.remove(act)
            act.end, act.results = line["t_ms"], trace[at:last]
        at = last
    return acts


def same_act(line, first):
    return line["api"] == "action_result" and all(line[key] == first[key] for key in ("t_ms", "name", "action"))


def beginning(line, ledger):
    """When its first request goes out: now, or when start_time or a loop says."""
    if "start_time" not in line and "loop_state" not in line:
        return line["t_ms"]
    name = line.get("name") or line["action"]
    return next((one["t_ms"] for one in ledger if one.get("block") == name and one["t_ms"] >= line["t_ms"]), line["t_ms"])


def answers(act):
    """The world's entries for one act."""
    made = []
    for asset in dict.fromkeys(result["asset"] for result in act.results):
        results = [one for one in act.results if one["asset"] == asset and not one["message"].startswith(UNANSWERED)]
        for result in results:
            latency = act.end - act.begin if result is results[-1] else 0
            answer = {key: result[key] for key in ("status", "message", "data", "summary")}
            entry = {"action": result["action"], "asset": asset, "parameter": sent(result["parameter"])}
            made.append({**entry, "result": answer, "latency_ms": latency, "times": 1})
    return made


def faster_world(world, trace, ledger):
    acts = [act for act in ended_acts(json_lines(trace), json_lines(ledger)[:-1]) if act.end is not None]
    ordered = sorted(acts, key=lambda act: act.begin)  # stable: as issued
    return {**copy.deepcopy(world), "actions": [entry for act in ordered for entry in answers(act)]}
