# SPDX-License-Identifier: Apache-2.0
"""Does the optimizer leave a run as it is? Playbooks in worlds that `pbc world` makes up, at -O0 and at -O2.

    python3 tests/optimizer/same_run.py --pbc build/bin/pbc [--worlds 3] [--jobs 2] [--only TEXT] [--passes A,B,... | --shuffle SEED]
                                       [--by-chance N [--seed 1]] [DIR...]

A tenth of the answers of each world is a failure. Compared byte by byte are exit code, stderr, trace and result, in three kinds of worlds:

- no latency: where no answer takes time, both levels must leave the same.
- latencies: where answers take random times, -O2 must be -O0 in a faster world (faster_world.py).
- changing: where no answer takes time, and answers are others after a change at the asset or a failure (changing_world.py), both must leave the same.

In all of them, requests that may change something must be the same, as often, in the same order; a look-up is sent once for each key, and again
only after a change or a failure; and no answer is older than it may be (asked.py). Prints `N compared, N equal` for each kind, and what was asked.
"""

import random
import subprocess
import sys
from collections import Counter

sys.dont_write_bytecode = True

from levels import Refused, all_passes, over_all, parsed, parser_of, with_failures, with_latencies  # noqa: E402
from acts import Observed  # noqa: E402
from asked import Asked, problem_of  # noqa: E402
from changing_world import settled  # noqa: E402
from compare import difference  # noqa: E402
from faster_world import faster_world  # noqa: E402

COMPARED = ("exit code", "stderr", "trace", "result")
KINDS = ("no latency", "latencies", "changing")
SLOWEST = (5000, 3)  # milliseconds: of every other world so short that much is at the same time
FAILS_FIRST = 0.2  # of the keys in a changing world


class Tally:
    def __init__(self):
        self.compared, self.equal = Counter(), Counter()
        self.asked = {kind: Asked() for kind in KINDS}
        self.numbers = Counter()
        self.problems = []

    def add(self, other):
        for mine, theirs in ((self.compared, other.compared), (self.equal, other.equal), (self.numbers, other.numbers)):
            mine.update(theirs)
        for kind in KINDS:
            self.asked[kind].add(other.asked[kind])


class Comparison:
    """One playbook."""

    def __init__(self, playbook, passes):
        self.playbook, self.tally = playbook, Tally()
        extra = ["--passes", ",".join(passes)] if passes else []
        self.plain, self.optimized = playbook.compiled(0), playbook.compiled(2, *extra)

    def run(self, worlds):
        for seed in range(1, worlds + 1):
            given, world = self.playbook.made_up(seed)
            chance = random.Random(f"{self.playbook.label} {seed}")
            world = with_failures(world, chance)
            self.no_latency(seed, given, with_latencies(world, lambda: 0))
            self.latencies(seed, given, with_latencies(world, lambda: chance.randrange(SLOWEST[(seed - 1) % 2])))

    def no_latency(self, seed, given, world):
        both = [self.playbook.lived(executable, given, world) for executable in (self.optimized, self.plain)]
        runs = [Observed(outcome, world) for outcome in both]
        self.judge("no latency", seed, both, runs)
        self.changing(seed, given, world, runs)

    def changing(self, seed, given, world, runs):
        lived = {}

        def fails_first(key):
            return random.Random(f"{seed} {key}").random() < FAILS_FIRST

        def live(executable):
            def run(changed):
                lived[executable] = self.playbook.lived(executable, given, changed)
                return Observed(lived[executable], changed)

            return run

        changed = [settled(world, run, is_plain, fails_first, live(executable))
                   for run, is_plain, executable in zip(runs, (False, True), (self.optimized, self.plain))]
        if None in changed:
            self.tally.numbers["unsettled"] += 1
            return
        self.judge("changing", seed, [lived[self.optimized], lived[self.plain]], changed)

    def latencies(self, seed, given, world):
        ours, slower = (self.playbook.lived(executable, given, world) for executable in (self.optimized, self.plain))
        run = Observed(ours, world)
        faster = faster_world(world, run)
        theirs = self.playbook.lived(self.plain, given, faster)
        self.judge("latencies", seed, [ours, theirs], [run, Observed(theirs, faster)])
        for level, each in enumerate((Observed(slower, world), run)):
            self.tally.numbers.update({f"requests{level}": each.total["requests"], f"time{level}": each.total["t_ms"]})
        results = [line for line in run.trace if line["api"] == "action_result" and line["action"] != "prompt"]
        self.tally.numbers.update({"results": len(results), "failed": sum(line["status"] != "success" for line in results)})

    def judge(self, kind, seed, outcomes, runs):
        differing = [text for what in COMPARED if (text := difference(*outcomes, what))]
        wrong = problem_of(runs[1], runs[0], self.tally.asked[kind])
        differing += [wrong] if wrong else []
        self.tally.compared[kind] += 1
        self.tally.equal[kind] += not differing
        self.tally.problems += [f"differs {self.playbook.label} {seed}, {kind}: {shortened(text)}" for text in differing[:1]]


def shortened(text):
    """The lines of a difference, each from shortly before they begin to differ."""
    lines = text.splitlines()
    begin = max(0, next((n for n, (a, b) in enumerate(zip(lines[-2][20:], lines[-1][20:])) if a != b), 0) - 80) if len(lines) > 1 else 0
    return "\n".join(line[:16] + line[16 + begin:216 + begin] for line in lines)


def main():
    parser = parser_of(__doc__)
    parser.add_argument("--passes", metavar="A,B,...", help="of the optimized run, in this order")
    parser.add_argument("--shuffle", metavar="SEED", help="all passes in an order by chance, another for each playbook")
    options = parsed(parser)

    def examine(playbook):
        passes = None
        if options.shuffle is not None:
            passes = random.Random(f"{options.shuffle} {playbook.label}").sample(names := all_passes(options.pbc), len(names))
        elif options.passes:
            passes = options.passes.split(",")
        try:
            comparison = Comparison(playbook, passes)
            comparison.run(options.worlds)
            return comparison.tally
        except (Refused, ValueError, subprocess.TimeoutExpired) as error:
            tally = Tally()
            tally.problems.append(f"not compared {playbook.label}: {error}")
            return tally

    total, refused = Tally(), 0
    for tally in over_all(options, examine):
        total.add(tally)
        refused += not tally.compared
        for problem in tally.problems:
            print(problem, flush=True)
    numbers = total.numbers
    print(f"{len(options.found)} playbooks, {refused} not compared")
    print(f"requests {numbers['requests0']} -> {numbers['requests1']}, virtual time {numbers['time0'] / 1000:.1f} s -> "
          f"{numbers['time1'] / 1000:.1f} s, {numbers['failed']} of {numbers['results']} results failed")
    if numbers["unsettled"]:
        print(f"changing: {numbers['unsettled']} not compared, whose requests never were those that the world was made for")
    for kind in KINDS:
        print(f"{kind}: {total.asked[kind]}")
        print(f"{kind}: {total.compared[kind]} compared, {total.equal[kind]} equal")
    return 0 if refused == 0 and all(total.compared[kind] == total.equal[kind] for kind in KINDS) else 1


if __name__ == "__main__":
    sys.exit(main())
