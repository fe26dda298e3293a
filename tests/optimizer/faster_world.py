# SPDX-License-Identifier: Apache-2.0
"""The world that a run lived in, if every act had taken as long as it took there: -O0 in that world must leave the same trace.

Of an act whose requests may be shared, all are answered at once but for each asset's last, which takes from the act's beginning to its end: so
all are sent when the act begins, and each finds its own answer. Every other request keeps the time that it took. Prompts and everything but the
answers stay as they are.
"""

from acts import sent


def with_answers(world, entries):
    """The world with these answers instead. Its own are used up, and still say which assets can do what."""
    return {**world, "actions": [{**entry, "times": 0} for entry in world.get("actions", [])] + entries}


def of_act(act):
    """The world's entries for an act whose requests may be shared, each with the time and the place to be sorted by."""
    for asset in dict.fromkeys(result["asset"] for result in act.results):
        results = [one for one in act.results if one["asset"] == asset]
        for result in results:
            latency = act.end - act.begin if result is results[-1] else 0
            yield act.begin, act.place, entry(result["action"], asset, sent(result["parameter"]), result, latency)


def of_request(request):
    yield *request.sent_at, entry(request.action, request.asset, request.parameter, request.results[0], request.latency)


def entry(action, asset, parameter, result, latency):
    answer = {key: result[key] for key in ("status", "message", "data", "summary")}
    return {"action": action, "asset": asset, "parameter": parameter, "result": answer, "latency_ms": latency, "times": 1}


def faster_world(world, run):
    made = [one for act in run.acts if act.sharing != "none" and act.end is not None for one in of_act(act)]
    made += [one for request in run.sent("none") for one in of_request(request)]
    made.sort(key=lambda one: one[:2])  # stable: as issued, as sent
    return with_answers(world, [one for _, _, one in made])
