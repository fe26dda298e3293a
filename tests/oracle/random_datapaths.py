# SPDX-License-Identifier: Apache-2.0
"""Playbooks that read random data by random datapaths, for random_playbooks.py: rows of several paths, and filters by one."""

import random

KEYS = "abcd"
CALLS = 60


def value(chance, depth):
    kind = chance.random() if depth else 0
    if kind < 0.2:
        return chance.choice([None, 1, 2, "x", "y", ""])
    if kind < 0.6:
        return {key: value(chance, depth - 1) for key in chance.sample(KEYS, chance.randint(0, len(KEYS)))}
    return [value(chance, depth - 1) for _ in range(chance.randint(0, 3))]


def segments(chance):
    return [chance.choice([*KEYS, *KEYS, "*", "*", "0", "1", "a.b"]) for _ in range(chance.randint(1, 5))]


def paths(chance):
    """Up to five that have their beginnings in common, as those of one call do."""
    base = segments(chance)
    made = [base[: chance.randint(0, len(base))] + segments(chance) for _ in range(chance.randint(1, 5))]
    return ["artifact:*.cef." + ".".join(path) for path in made]


class Program:
    def __init__(self, seed):
        self.chance = random.Random(seed)

    def text(self):
        lines = ["import phantom.rules as phantom", "", "", "def on_start(container):"]
        for number in range(CALLS):
            lines += self.calls(number, paths(self.chance))
        return "\n".join([*lines, "    return", "", "", "def on_finish(container, summary):", "    return", ""])

    def calls(self, number, datapaths):
        yield f"    phantom.debug(phantom.collect2(container=container, datapath={datapaths!r}))"
        if number % 3:
            return
        row = [datapaths[0], self.chance.choice(["==", "!=", "in"]), self.chance.choice(["x", "y", 1, "", None])]
        given = f"container=container, conditions=[{row!r}], name='filter_{number}:condition_1'"
        filtered = [f"filtered-data:filter_{number}:condition_1:{path}" for path in datapaths]
        yield f"    phantom.debug(phantom.condition({given}))"
        yield f"    phantom.debug(phantom.collect2(container=container, datapath={filtered!r}))"
        yield f"    phantom.debug(phantom.decision(container=container, conditions=[{row!r}]))"


LINKED = {}


def world(seed, program):
    """An event, a world and inputs."""
    chance = random.Random(seed)
    artifacts = [{"id": 9 - number, "cef": {key: value(chance, 4) for key in KEYS}} for number in range(4)]
    return {"artifacts": artifacts}, {}, {}
