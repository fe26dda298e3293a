# SPDX-License-Identifier: Apache-2.0
"""Python semantics: every script here gives the same from CPython 3.11 and from the executable that pbc makes of it.

    python3 tests/conformance/run.py --pbc build/bin/pbc [--jobs 2] [--every N] [FAMILY or FAMILY/NAME.py ...]

Compared are the bytes of stdout, the last line of stderr and the exit code. not_yet.txt lists the scripts that are known not to pass
yet: those count apart, as refused (with UnsupportedConstruct) or as not yet right, and the run shows why. A listed script that
passes is an error, so that the list only shrinks; any other script that does not pass is one too. Without --pbc the scripts run
under CPython alone, to show that they are sound and give the same twice. --host-opt is pbc's; the default 0 is the quick one.
--every N takes each N-th script: a sample over all families.

Exit code 0 when nothing fails, 1 when something does, 2 when the arguments cannot be used.
"""

import argparse
import sys
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from outcome import check, python_3_11

HERE = Path(__file__).resolve().parent
NOT_YET = HERE / "not_yet.txt"


def listed():
    lines = (line.partition("#")[0].strip() for line in NOT_YET.read_text().splitlines())
    return {line for line in lines if line}


def named(path):
    """FAMILY/NAME.py"""
    return f"{path.parent.name}/{path.name}"


def chosen(names):
    scripts = sorted(path for path in HERE.glob("*/*.py"))
    if not names:
        return scripts
    return [path for path in scripts if path.parent.name in names or named(path) in names]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("names", nargs="*", metavar="FAMILY or FAMILY/NAME.py")
    parser.add_argument("--host-opt", type=int, default=0, choices=[0, 1, 2])
    options = parser.parse_args()
    return compare(chosen(options.names)[:: max(options.every, 1)], options)


def compare(scripts, options):
    python, not_yet = python_3_11(), listed()
    if not scripts or python is None or options.pbc and not options.pbc.is_file():
        print("error: needs scripts, Python 3.11 and, after --pbc, the compiler", file=sys.stderr)
        return 2
    pbc = options.pbc.resolve() if options.pbc else None

    scores, failures = defaultdict(Counter), []
    with ThreadPoolExecutor(options.jobs) as pool:
        for script, (state, why) in zip(scripts, pool.map(lambda path: check(path, pbc, python, options.host_opt), scripts)):
            name = named(script)
            if pbc and name in not_yet and state == "passed":
                state, why = "failed", "passes: take it out of not_yet.txt"
            elif state == "refused" and name not in not_yet:
                state = "failed"
            elif state == "failed" and pbc and name in not_yet:
                state = "not yet"
            scores[script.parent.name][state] += 1
            if state == "failed":
                failures.append(name)
            if why:
                print(f"{state} {name}\n    {why}")
    known = {named(path) for path in chosen([])}
    for name in sorted(not_yet - known):
        failures.append(name)
        print(f"failed {name}\n    not_yet.txt lists it, but there is no such script")

    for family, score in sorted(scores.items()):
        count = score.total()
        apart = "".join(f", {score[state]} {state}" for state in ("refused", "not yet") if score[state])
        print(f"{family:<16} {score['passed']:>3} of {count}{apart}")
    total = sum(scores.values(), Counter())
    print(f"{'all':<16} {total['passed']:>3} of {total.total()}, {total['refused']} refused, {total['not yet']} not yet, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
