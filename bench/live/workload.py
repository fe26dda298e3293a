# SPDX-License-Identifier: Apache-2.0
"""Mails that resemble what a company gets: few links, addresses and files come again and again, many come once."""

import bisect
import hashlib
import itertools
import json
import random

KINDS = {"requestURL": 3, "sourceAddress": 1, "fileHash": 1}  # of each mail


class Zipf:
    """Ranks from 0, the n-th with a probability in proportion to 1/n ** exponent."""

    def __init__(self, chance, size, exponent):
        self.chance = chance
        self.sums = list(itertools.accumulate(1 / (rank + 1) ** exponent for rank in range(size)))

    def draw(self):
        return bisect.bisect_left(self.sums, self.chance.random() * self.sums[-1])


def indicator(kind, rank):
    if kind == "requestURL":
        return f"https://host{rank % 997}.example.com/offer/{rank}?campaign=spring"
    if kind == "sourceAddress":
        return f"198.{18 + rank // 65536 % 2}.{rank // 256 % 256}.{rank % 256}"
    return hashlib.sha256(f"file {rank}".encode()).hexdigest()


def mails(count, universe, exponent=1.0, seed=1):
    """Events as docs/contracts.md has them."""
    chance = random.Random(seed)
    zipf = Zipf(chance, universe, exponent)
    for number in range(count):
        cefs = [{kind: indicator(kind, zipf.draw())} for kind, each in KINDS.items() for _ in range(each)]
        yield {
            "name": f"Reported mail {number}",
            "label": "email",
            "source_data_identifier": f"mail-{number}",
            "artifacts": [{"name": "Artifact", "label": "event", "cef": cef} for cef in cefs],
        }


def write(path, events):
    with open(path, "w", encoding="utf-8") as file:
        for event in events:
            file.write(json.dumps(event) + "\n")


def indicators(event):
    """(kind, value) of all, as they come."""
    return [pair for artifact in event["artifacts"] for pair in artifact["cef"].items()]
