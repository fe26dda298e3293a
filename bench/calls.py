#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Requests and virtual time of playbooks at -O0 and at -O2, with the geometric means.

    calls.py --pbc build/bin/pbc [--seed 1] [--jobs 1] [--only TEXT] [--json FILE] [DIR...]

First our main playbooks, with their `malicious` event grown to 100 indicators of which 85 are unique: variants of those that it has, each answered as
the one that it is made from. Then every playbook of playbooks/, of each DIR and of the folder that PBC_CORPUS names, with the event and the world
that `pbc world` makes up. An answer, of a service or a person, takes from 50 to 500 ms by chance.
"""

import hashlib
import json
import math
import os
import random
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "optimizer"))
sys.dont_write_bytecode = True

from levels import PLAYBOOKS, Refused, over_all, parsed, parser_of, with_latencies, with_quick_prompts  # noqa: E402

MAIN = ("url_reputation", "email_alert", "phishme_respond", "attachment_detonate")
INDICATORS, UNIQUE = 100, 85
FASTEST, SLOWEST = 50, 500  # milliseconds
FIELDS = ("requestURL", "sourceAddress", "destinationDnsDomain", "fileHash", "vaultId")


# --- An event with many indicators --------------------------------------------------------------------------------------------


def variant(value, number):
    """Another value of the same kind."""
    if re.fullmatch("([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})", value):
        return hashlib.sha256(f"{value} {number}".encode()).hexdigest()[:len(value)]
    if re.fullmatch(r"[\d.]+", value):
        return f"198.18.{number // 250}.{number % 250 + 1}"
    if "://" in value:
        return f"{value}{'&' if '?' in value else '?'}n={number}"
    return f"n{number}.{value}"


def is_indicator(value):
    return isinstance(value, str) and bool(re.fullmatch(r"[0-9a-f]{32,64}|[\d.]+|https?://.*|[a-z0-9-]+(\.[a-z0-9-]+)+", value))


def replaced(thing, names):
    text = json.dumps(thing)
    for old, new in names.items():
        for form in (str, str.upper):
            text = text.replace(json.dumps(form(old))[1:-1], json.dumps(form(new))[1:-1])
    return json.loads(text)


class Growth:
    """Variants of indicators, and the answers for them; a variant's number is its own."""

    def __init__(self, world, chance):
        self.world, self.chance, self.answers = world, chance, []

    def grown(self, things, values_of):
        """100 variants of the things, 85 of them unique; `values_of(thing)` are the indicators in it."""
        unique = []
        for number in range(UNIQUE):
            thing = things[number % len(things)]
            names = {value: variant(value, number) for value in values_of(thing)}
            unique.append(replaced(thing, names))
            self.answers += [replaced(entry, names) for entry in self.world["actions"] if self.is_about(entry, names)]
        again = [self.chance.choice(unique) for _ in range(INDICATORS - UNIQUE)]
        return self.chance.sample(unique + again, INDICATORS)

    def is_about(self, entry, names):
        text = json.dumps(entry["parameter"])
        return any(json.dumps(form(name)) in text for name in names for form in (str, str.upper))

    def grown_world(self):
        return {**self.world, "actions": self.answers + self.world["actions"]}


def many_indicators(folder, chance):
    """(event, inputs, world) of the folder's case `malicious`, with many indicators."""
    event, world = (json.loads((folder / f"malicious.{what}.json").read_text(encoding="utf-8")) for what in ("event", "world"))
    growth = Growth(world, chance)
    file = folder / "malicious.inputs.json"
    if file.is_file():
        inputs = {name: growth.grown(list(dict.fromkeys(values)), lambda value: [value])
                  for name, values in json.loads(file.read_text(encoding="utf-8")).items()}
        return event, inputs, growth.grown_world()
    named = {}
    for artifact in event["artifacts"]:
        if any(field in artifact["cef"] for field in FIELDS):
            named.setdefault(str(artifact["cef"]), artifact)
    others = [artifact for artifact in event["artifacts"] if not any(field in artifact["cef"] for field in FIELDS)]
    many = growth.grown(list(named.values()), lambda artifact: dict.fromkeys(v for v in artifact["cef"].values() if is_indicator(v)))
    return {**event, "artifacts": others + many}, None, growth.grown_world()


def given_many(playbook, chance):
    event, inputs, world = many_indicators(playbook.file.parent, chance)
    given = []
    for option, what in (([], event), (["--inputs"], inputs)):
        if what is not None:
            file = playbook.folder / f"many{len(given)}.json"
            file.write_text(json.dumps(what), encoding="utf-8")
            given += [*option, str(file)]
    return given, world


# --- The table ----------------------------------------------------------------------------------------------------------------


def measured(playbook, given, world, chance):
    """[(requests, ms) at -O0 and at -O2]"""

    def latency():
        return chance.randrange(FASTEST, SLOWEST + 1)

    world = with_quick_prompts(with_latencies(world, latency), latency)
    found = []
    for level in (0, 2):
        ledger = playbook.lived(playbook.compiled(level), given, world)["ledger"]
        total = json.loads(ledger.splitlines()[-1])["total"]
        found.append((total["requests"], total["t_ms"]))
    return found


def mean(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else 1


class Table:
    def __init__(self, title):
        self.title, self.rows = title, []

    def add(self, name, found):
        self.rows.append({"playbook": name, "requests": [one[0] for one in found], "ms": [one[1] for one in found]})

    def ratios(self, what):
        return [row[what][0] / row[what][1] for row in self.rows if row[what][1]]

    def print(self):
        width = max([len(self.title), 28, *(len(row["playbook"]) for row in self.rows)])
        print(f"\n{self.title:<{width}}{'requests':>10}{'-O2':>7}{'ratio':>7}{'seconds':>10}{'-O2':>9}{'ratio':>7}")
        for row in self.rows:
            print(f"{row['playbook']:<{width}}" + self.numbers(row["requests"], 10, 7, str) +
                  self.numbers(row["ms"], 10, 9, lambda ms: f"{ms / 1000:.2f}"))
        means = [f"{mean(self.ratios(what)):.2f}" for what in ("requests", "ms")]
        print(f"{'geometric mean':<{width}}{means[0]:>24}{means[1]:>26}")

    @staticmethod
    def numbers(both, first, second, shown):
        ratio = f"{both[0] / both[1]:.2f}" if both[1] else ""
        return f"{shown(both[0]):>{first}}{shown(both[1]):>{second}}{ratio:>7}"


def main():
    parser = parser_of(__doc__)
    parser.set_defaults(jobs=1)
    parser.add_argument("--json", type=Path, metavar="FILE", help="writes the numbers")
    corpus = [Path(os.environ["PBC_CORPUS"])] if os.environ.get("PBC_CORPUS") else []
    options = parsed(parser, [PLAYBOOKS, *corpus])

    def chance(playbook):
        return random.Random(f"{options.seed} {playbook.label}")

    def of_many(playbook):
        return measured(playbook, *given_many(playbook, chance(playbook)), chance(playbook))

    def of_made_up(playbook):
        return measured(playbook, *playbook.made_up(options.seed), chance(playbook))

    mains = [(next(iter(sorted((PLAYBOOKS / name).glob("*.py")))), PLAYBOOKS) for name in MAIN]
    failed, tables = 0, []
    for title, found, examine in ((f"{INDICATORS} indicators, {UNIQUE} unique", mains, of_many), ("made-up events", options.found, of_made_up)):
        table = Table(title)
        tables.append(table)

        def attempt(playbook, examine=examine):
            try:
                return playbook.label, examine(playbook), ""
            except (Refused, subprocess.TimeoutExpired, ValueError) as error:
                return playbook.label, None, f"{playbook.label}: {error}"

        for label, numbers, problem in over_all(options, attempt, found):
            failed += bool(problem)
            if problem:
                print(f"error: {problem}", file=sys.stderr)
            else:
                table.add(label, numbers)
        table.print()
    if options.json:
        options.json.write_text(json.dumps({table.title: table.rows for table in tables}, indent=2), encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
