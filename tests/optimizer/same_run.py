# SPDX-License-Identifier: Apache-2.0
"""Does the optimizer leave a run as it is? Playbooks in worlds that `pbc world` makes up, at -O0 and at -O2.

    python3 tests/optimizer/same_run.py --pbc build/bin/pbc [--worlds 3] [--jobs 2] [--only TEXT] [--passes A,B,...] [DIR...]

Where no answer takes time, both must leave the same exit code, trace and result, byte by byte. Where answers take random times, -O2 must be -O0
in a faster world (faster_world.py). In both, requests of actions that change something must be the same in the same order, and look-ups must be
asked once for each key. Prints `N compared, N equal` for both, and the requests and the time of both levels.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "oracle"))
sys.dont_write_bytecode = True

from compare import difference, outcome  # noqa: E402
from faster_world import faster_world, json_lines  # noqa: E402
from worlds import PLAYBOOKS, SECONDS, first_line, playbooks  # noqa: E402

COMPARED = ("exit code", "stderr", "trace", "result")
SLOWEST = 5000  # milliseconds


class Tally:
    def __init__(self):
        self.compared = {"no latency": [0, 0], "latencies": [0, 0]}
        self.requests = [0, 0]
        self.time = [0, 0]
        self.problems = []

    def add(self, other):
        for kind, (runs, equal) in other.compared.items():
            self.compared[kind][0] += runs
            self.compared[kind][1] += equal
        for mine, theirs in ((self.requests, other.requests), (self.time, other.time)):
            for level in (0, 1):
                mine[level] += theirs[level]


def with_latencies(world, chance):
    made = json.loads(json.dumps(world))
    for entry in made["actions"]:
        entry["latency_ms"] = chance() if chance else 0
    return made


def fewer(plain, optimized):
    """What is wrong with the requests of the optimized run, by the ledgers; "" where nothing is."""
    plain, optimized = json_lines(plain)[:-1], json_lines(optimized)[:-1]
    if len(optimized) > len(plain):
        return f"{len(optimized)} requests instead of {len(plain)}"
    shared = {(one["asset"], one["action"].lower()) for one in optimized if one["cache_hits"]}
    rest = [[(one["asset"], one["action"], one["parameter"]) for one in run if (one["asset"], one["action"].lower()) not in shared] for run in (plain, optimized)]
    return "" if sorted(map(repr, rest[0])) == sorted(map(repr, rest[1])) else "other requests"


class Comparison:
    """One playbook."""

    def __init__(self, playbook, collection, options, folder):
        self.playbook, self.options, self.folder = playbook, options, folder
        self.label = playbook.relative_to(collection.parent)
        self.paths = ["--path", str(collection)]
        self.tally = Tally()

    def compiled(self, level, extra=()):
        executable = self.folder / f"executable{level}"
        command = [self.options.pbc, "compile", f"-O{level}", *extra, *self.paths, str(self.playbook), "-o", str(executable)]
        done = subprocess.run(command, capture_output=True, timeout=SECONDS)
        if done.returncode != 0:
            self.tally.problems.append(f"not compiled {self.label}: {first_line(done)}")
            return None
        return executable

    def run(self):
        plain, optimized = self.compiled(0), self.compiled(2, ["--passes", self.options.passes] if self.options.passes else [])
        if plain and optimized:
            for seed in range(1, self.options.worlds + 1):
                self.compare(plain, optimized, seed)
        return self.tally

    def compare(self, plain, optimized, seed):
        made = self.folder / f"world{seed}"
        subprocess.run([self.options.pbc, "world", str(self.playbook), *self.paths, "--seed", str(seed), "-o", str(made)], capture_output=True, check=True)
        world = json.loads((made / "world.json").read_text(encoding="utf-8"))
        given = [str(made / "event.json")]
        if (made / "inputs.json").is_file():
            given += ["--inputs", str(made / "inputs.json")]

        def lived(executable, world, name):
            file = self.folder / f"{name}{seed}.json"
            file.write_text(json.dumps(world), encoding="utf-8")
            return outcome([str(executable), "run", *given, "--world", str(file)], self.folder / f"{name}{seed}")

        timeless = with_latencies(world, None)
        ours, theirs = lived(optimized, timeless, "optimized"), lived(plain, timeless, "plain")
        self.judge("no latency", seed, ours, theirs, fewer(theirs["ledger"], ours["ledger"]))

        chance = random.Random(f"{self.label} {seed}")
        slow = with_latencies(world, lambda: chance.randrange(SLOWEST))
        ours, slower = lived(optimized, slow, "slow"), lived(plain, slow, "plain_slow")
        theirs = lived(plain, faster_world(slow, ours["trace"], ours["ledger"]), "faster")
        self.judge("latencies", seed, ours, theirs, "")
        for level, run in enumerate((slower, ours)):
            total = json_lines(run["ledger"])[-1]["total"] if run["ledger"].startswith(b"{") else {"requests": 0, "t_ms": 0}
            self.tally.requests[level] += total["requests"]
            self.tally.time[level] += total["t_ms"]

    def judge(self, kind, seed, ours, theirs, wrong):
        differing = [text for what in COMPARED if (text := difference(ours, theirs, what))] + ([wrong] if wrong else [])
        self.tally.compared[kind][0] += 1
        self.tally.compared[kind][1] += not differing
        self.tally.problems += [f"differs {self.label} {seed}, {kind}: {text}" for text in differing[:1]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path, required=True)
    parser.add_argument("--worlds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", metavar="TEXT", help="files whose path has TEXT in it")
    parser.add_argument("--passes", metavar="A,B,...", help="of the optimized run, in this order")
    parser.add_argument("directories", nargs="*", type=Path, metavar="DIR")
    options = parser.parse_args()
    options.pbc = options.pbc.resolve()
    found = list(playbooks([d.resolve() for d in options.directories] or [PLAYBOOKS], options.only))
    if not found or not options.pbc.is_file():
        print("error: needs playbooks and, after --pbc, the compiler", file=sys.stderr)
        return 2

    def run(entry):
        with tempfile.TemporaryDirectory() as folder:
            return Comparison(*entry, options, Path(folder)).run()

    total, refused = Tally(), 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for tally in pool.map(run, found):
            total.add(tally)
            refused += not tally.compared["no latency"][0]
            for problem in tally.problems:
                print(problem, flush=True)
    print(f"{len(found)} playbooks, {refused} not compiled")
    print(f"requests {total.requests[0]} -> {total.requests[1]}, virtual time {total.time[0] / 1000:.1f} s -> {total.time[1] / 1000:.1f} s")
    for kind, (runs, equal) in total.compared.items():
        print(f"{kind}: {runs} compared, {equal} equal")
    return 0 if refused == 0 and all(runs == equal for runs, equal in total.compared.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
