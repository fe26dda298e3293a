# SPDX-License-Identifier: Apache-2.0
"""Is a run at -O2 as short as it can be? Its virtual time against the critical path that its trace, its ledger and its world give.

    python3 tests/optimizer/critical_path.py --pbc build/bin/pbc [--worlds 3] [--jobs 2] [--only TEXT] [--passes A,B,...]
                                            [--by-chance N [--seed 1]] [DIR...]

The critical path is the longest chain of what had to wait for one another: an act for what ended last before it was issued (by control), its
results for its requests (by data). Requests of an act that may be shared are under way at the same time, each key of a look-up once; what may change
something is sent one after the other. How long a request takes is the world's to say, and never taken from the run. Prompts, start_time,
delays of loops and sleeping blocks take the time that they take.

Prints for both levels `N runs, N within 1.05`, the worst and the geometric mean of virtual time by critical path. -O2 must be within in every run;
-O0 shows what it is when it is not, and with --by-chance it must be.
"""

import math
import random
import subprocess
import sys

sys.dont_write_bytecode = True

from levels import Refused, over_all, parsed, parser_of, with_failures, with_latencies, with_quick_prompts  # noqa: E402
from acts import Observed  # noqa: E402

LIMIT = 1.05
SLOWEST = 5000  # milliseconds


class CriticalPath:
    """`length`: when the run would have ended."""

    def __init__(self, run):
        self.run = run
        self.unused = {}  # {(key, sharing): requests}, as sent
        for request in run.requests:
            for key in request.keys:
                self.unused.setdefault((key, request.sharing), []).append(request)
        self.look_ups = {}  # {key: (when it would have been sent, its request)}
        self.asked = {}  # {name of a prompt: when it was asked, and when it would have been}
        self.ended = [(0, 0)]  # (when it ended, when it would have), the last is what came last
        acts = {act.place: act for act in run.acts}
        ends = {act.end_place: act for act in run.acts if act.results}
        would_end = {}
        self.length = 0
        for place, line in enumerate(run.trace):
            now = self.would_be(line["t_ms"])
            if place in acts:
                would_end[place] = self.end_of(acts[place], now)
                if acts[place].end is None:  # without results: its end leaves no line
                    self.length = max(self.length, would_end[place])
            elif place in ends:
                self.ended.append((line["t_ms"], would_end[ends[place].place]))
            elif line["api"] in ("prompt", "prompt2"):
                self.asked.setdefault(line.get("name") or line["api"], []).append((line["t_ms"], now))
            elif line["api"] == "action_result" and line["action"] == "prompt":
                asked, would_be = self.asked[line["name"]].pop(0)
                self.ended.append((line["t_ms"], would_be + line["t_ms"] - asked))
            self.length = max(self.length, self.would_be(line["t_ms"]) if line["api"] != "action_result" else self.ended[-1][1])

    def would_be(self, t_ms):
        """The time of what is done at t_ms; it comes from what has just ended, and blocks may sleep."""
        ended, would_have = self.ended[-1]
        return would_have + t_ms - ended

    def end_of(self, act, now):
        begin = now + act.begin - act.issued
        by_asset = {}
        for key in act.calls if act.sharing == "none" else act.keys:
            by_asset.setdefault(key[0], []).append(key)
        ends = [begin]
        for keys in by_asset.values():
            if act.sharing == "run":
                ends += [self.look_up(key, act, begin) for key in keys]
            elif act.sharing == "act":
                ends += [begin + self.take(key, "act").latency for key in keys]
            else:
                ends.append(begin + sum(self.take(key, "none").latency for key in keys))
        return max(ends)

    def take(self, key, sharing):
        return self.unused[key, sharing].pop(0)

    def look_up(self, key, act, begin):
        """When its answer is there: that of a request that was sent before, or of a new one."""
        known = self.look_ups.get(key)
        if known is None or self.unused[key, "run"] and self.is_over(key, act, begin, *known):
            known = self.look_ups[key] = (begin, self.take(key, "run"))
        sent, request = known
        return max(begin, sent + request.latency)

    def is_over(self, key, act, begin, sent, request):
        """Whether it has failed before, or its asset may have changed."""
        has_failed = request.results[request.keys.index(key)]["status"] != "success"
        return has_failed and (sent + request.latency, request.place) < (begin, act.place) or self.run.may_have_changed(request, act.asks_at)


class Ratios:
    def __init__(self):
        self.found = []  # (ratio, what ran)

    def add(self, run, label):
        length = CriticalPath(run).length
        if length:
            self.found.append((run.total["t_ms"] / length, label))

    @property
    def beyond(self):
        return [entry for entry in self.found if entry[0] > LIMIT]

    def __str__(self):
        ratios = [ratio for ratio, _ in self.found] or [1]
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        return (f"{len(self.found)} runs, {len(self.found) - len(self.beyond)} within {LIMIT}, worst {max(ratios):.3f}, "
                f"geometric mean {mean:.3f}")


def main():
    parser = parser_of(__doc__)
    parser.add_argument("--passes", metavar="A,B,...", help="of the optimized run, in this order")
    options = parsed(parser)
    extra = {0: [], 2: ["--passes", options.passes] if options.passes else []}

    def examine(playbook):
        """({level: ratios}, why not)."""
        found = {level: Ratios() for level in extra}
        try:
            executables = {level: playbook.compiled(level, *words) for level, words in extra.items()}
            for seed in range(1, options.worlds + 1):
                given, world = playbook.made_up(seed)
                chance = random.Random(f"{playbook.label} {seed}")

                def latency():
                    return chance.randrange(1, SLOWEST)

                world = with_quick_prompts(with_latencies(with_failures(world, chance), latency), latency)
                for level, executable in executables.items():
                    found[level].add(Observed(playbook.lived(executable, given, world), world), f"{playbook.label} {seed}")
        except (Refused, ValueError, subprocess.TimeoutExpired) as error:
            return found, f"not run {playbook.label}: {error}"
        return found, ""

    total, refused = {level: Ratios() for level in extra}, 0
    for found, why_not in over_all(options, examine):
        refused += bool(why_not)
        if why_not:
            print(why_not, flush=True)
        for level, ratios in found.items():
            total[level].found += ratios.found
        for ratio, label in found[2].beyond:
            print(f"longer than need be {label}: {ratio:.3f} times its critical path", flush=True)
    print(f"{len(options.found)} playbooks, {refused} not run")
    for level, ratios in total.items():
        print(f"-O{level}: {ratios}")
    if options.by_chance and not total[0].beyond:
        print("-O0 is as short: nothing was measured")
        return 1
    return 1 if refused or total[2].beyond else 0


if __name__ == "__main__":
    sys.exit(main())
