# SPDX-License-Identifier: Apache-2.0
"""Python semantics: every script here gives the same from CPython 3.11 and from the executable that pbc makes of it.

    python3 tests/conformance/run.py --pbc build/bin/pbc [--jobs 2] [FAMILY or FAMILY/NAME.py ...]
    python3 tests/conformance/run.py --pbc build/bin/pbc --generated 100 [--seed 1]

Compared are the bytes of stdout, the last line of stderr and the exit code. not_yet.txt lists the scripts that are known not to pass
yet: those count apart, as refused (with UnsupportedConstruct) or as not yet right, and the run shows why. A listed script that
passes is an error, so that the list only shrinks; any other script that does not pass is one too. With --generated the scripts are those that generate.py makes of that many seeds. Without --pbc the scripts run under CPython alone, to show that they are sound and give the same twice.

Exit code 0 when nothing fails, 1 when something does, 2 when the arguments cannot be used.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import generate

HERE = Path(__file__).resolve().parent
NOT_YET = HERE / "not_yet.txt"
REFUSAL = b"UnsupportedConstruct"
SECONDS = 120


class Outcome:
    def __init__(self, command, folder, **variables):
        environment = {**os.environ, **variables}
        done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS,
                              env=environment)
        self.stdout, self.stderr, self.code = done.stdout, done.stderr, done.returncode

    @property
    def last_line(self):
        lines = self.stderr.rstrip(b"\n").splitlines()
        return lines[-1] if lines else b""

    def difference(self, other):
        """What differs from `other`, the expected outcome; "" when nothing does."""
        if self.stdout != other.stdout:
            return _first_difference(self.stdout, other.stdout)
        if self.code != other.code:
            return f"exit code {self.code}, expected {other.code}: {_text(self.last_line)}"
        if self.last_line != other.last_line:
            return f"last line of stderr: {_text(self.last_line)}\n    expected: {_text(other.last_line)}"
        return ""


def _first_difference(found, expected):
    ours, theirs = found.splitlines(), expected.splitlines()
    for number, (one, other) in enumerate(zip(ours, theirs), 1):
        if one != other:
            return f"stdout line {number}: {_text(one)}\n    expected: {_text(other)}"
    number = min(len(ours), len(theirs))
    tail = theirs[number] if number < len(theirs) else b"nothing"
    head = ours[number] if number < len(ours) else b"nothing"
    return f"stdout line {number + 1}: {_text(head)}\n    expected: {_text(tail)}"


def _text(line):
    return line.decode("utf-8", "backslashreplace")


def check(script, pbc, python):
    """("passed" | "refused" | "failed", what differs); compare() makes "not yet" of what is listed."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            # Each run has an empty folder of its own to start in, and one for temporary files.
            def start(name, command, **variables):
                for part in ("here", "tmp"):
                    (Path(folder) / name / part).mkdir(parents=True)
                return Outcome(command, Path(folder) / name / "here", TMPDIR=f"{folder}/{name}/tmp", **variables)

            interpret = [python, "-W", "ignore", script]
            expected = start("python", interpret, PYTHONHASHSEED="1", PYTHONDONTWRITEBYTECODE="1")
            if pbc is None:
                again = start("again", interpret, PYTHONHASHSEED="2", PYTHONDONTWRITEBYTECODE="1")
                problem = again.difference(expected)
                return ("failed", problem) if problem else ("passed", "")
            executable = Path(folder) / "exe"
            built = Outcome([pbc, "compile", script, "-o", executable], folder)
            if built.code != 0:
                refused = built.code == 1 and REFUSAL in built.stdout + built.stderr
                lines = (built.stderr or built.stdout).decode("utf-8", "replace").strip().splitlines()[:1]
                return "refused" if refused else "failed", f"pbc exit code {built.code}: {''.join(lines)}"
            problem = start("pbc", [executable]).difference(expected)
            return ("failed", problem) if problem else ("passed", "")
    except subprocess.TimeoutExpired as error:
        return "failed", f"no end after {SECONDS} s: {error.cmd[0]}"


def listed():
    lines = (line.partition("#")[0].strip() for line in NOT_YET.read_text().splitlines())
    return {line for line in lines if line}


def named(path):
    """FAMILY/NAME.py"""
    return f"{path.parent.name}/{path.name}"


def generated(count, seed, folder):
    family = folder / "generated"
    family.mkdir()
    for number in range(seed, seed + count):
        (family / f"{number}.py").write_text(generate.script(number), encoding="utf-8")
    return sorted(family.glob("*.py"), key=lambda path: int(path.stem))


def chosen(names):
    scripts = sorted(path for path in HERE.glob("*/*.py"))
    if not names:
        return scripts
    return [path for path in scripts if path.parent.name in names or named(path) in names]


def python_3_11():
    if sys.version_info[:2] == (3, 11):
        return sys.executable
    return shutil.which("python3.11")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("names", nargs="*", metavar="FAMILY or FAMILY/NAME.py")
    parser.add_argument("--generated", type=int, default=0, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.generated:
            scripts = generated(options.generated, options.seed, Path(folder))
        else:
            scripts = chosen(options.names)
        return compare(scripts, options)


def compare(scripts, options):
    python, not_yet = python_3_11(), listed()
    if not scripts or python is None or options.pbc and not options.pbc.is_file():
        print("error: needs scripts, Python 3.11 and, after --pbc, the compiler", file=sys.stderr)
        return 2
    pbc = options.pbc.resolve() if options.pbc else None

    scores, failures = defaultdict(Counter), []
    with ThreadPoolExecutor(options.jobs) as pool:
        for script, (state, why) in zip(scripts, pool.map(lambda path: check(path, pbc, python), scripts)):
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
