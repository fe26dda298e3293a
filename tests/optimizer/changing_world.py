# SPDX-License-Identifier: Apache-2.0
"""A world in which no answer takes time, but answers change where the optimizer has to notice it.

A look-up answers by how many requests that may change something its asset was sent before; some keys fail the first act that asks for them. What
asks how things are now answers each act in another way. Every request that may change something has an answer of its own.

A world file cannot say that, but it can list the answers of one run in its order, with `times`. So it is made for a run of which the requests
are known; if they turn out to be others, it is made again for those.
"""

from collections import Counter

from acts import World
from faster_world import with_answers

FAILURE = {"status": "failed", "message": "not at first", "data": [], "summary": {}}
ROUNDS = 12


class Askers:
    """Which of the acts that ask for a key a request is of, in their order: 0 for the first."""

    def __init__(self, run, is_plain):
        self.waiting = {}
        acts = Counter()
        for act in run.acts:
            for key in act.calls if is_plain else act.keys:  # -O0 asks again for what it has just asked
                self.waiting.setdefault((key, act.sharing), []).append(acts[key, act.sharing])
            acts.update((key, act.sharing) for key in act.keys)

    def next(self, key, sharing):
        return self.waiting[key, sharing].pop(0)


def changing_world(world, run, is_plain, fails_first):
    """`fails_first(key)`: of a look-up that would succeed."""
    recorded, askers, entries = World(world), Askers(run, is_plain), []
    changes, calls = Counter(), Counter()
    for request in run.requests:
        for key, parameter in zip(request.keys, request.parameters):
            result, _ = recorded.answer(request.action, request.asset, parameter)
            asker = askers.next(key, request.sharing) if request.sharing != "none" else None
            if request.sharing == "run":
                version = f"after {changes[request.asset]} changes"
                if asker == 0 and fails_first(key):
                    result = FAILURE
            else:
                version = f"{asker} of acts" if request.sharing == "act" else f"{calls[key]} of calls"
            result = {**result, "message": f"{result['message']} ({version})"}
            entries.append({"action": request.action, "asset": request.asset, "parameter": parameter, "result": result, "times": 1})
        if request.sharing == "none":
            changes[request.asset] += 1
            calls.update(request.keys)
    return with_answers(world, entries)


def settled(world, run, is_plain, fails_first, live):
    """The run in the changing world that fits it, or None where none was found; `live(world)` gives a run in a world."""
    for _ in range(ROUNDS):
        asked = [request.keys for request in run.requests]
        run = live(changing_world(world, run, is_plain, fails_first))
        if [request.keys for request in run.requests] == asked:
            return run
    return None
