# SPDX-License-Identifier: Apache-2.0
"""Random programs: what CPython 3.11 prints, the executable that pbc makes prints.

    python3 tests/programs/run.py --pbc build/bin/pbc [--programs 300] [--seed 1]       the same ones every time
    python3 tests/programs/run.py --pbc build/bin/pbc --minutes 60 [--save DIR]         new ones until the time is over

A program that differs is written to DIR and shrunk (shrink.py), at most --shrink of them in a run; what comes out belongs under
tests/conformance/regressions/. Exit code 0 when nothing differs, 1 when something does, 2 when the arguments cannot be used.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import generate

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance"))
from outcome import build, first_difference, python_3_11, refusal, started, under_python  # noqa: E402

MARKER = re.compile(rb"^== (\d+)$", re.MULTILINE)


def sections(stdout):
    """What each program printed: {number: bytes}."""
    parts = MARKER.split(stdout)
    return {int(number): text for number, text in zip(parts[1::2], parts[2::2])}


class Runner:
    def __init__(self, options):
        self.pbc, self.python, self.level = options.pbc.resolve(), python_3_11(), options.host_opt
        self.optional = tuple(name for name in options.optional.split(",") if name)

    def differences(self, text):
        """{number: what differs} of a script of several programs; number 0 stands for the whole."""
        with tempfile.TemporaryDirectory() as folder:
            script, executable = Path(folder) / "script.py", Path(folder) / "exe"
            script.write_text(text, encoding="utf-8")
            try:
                expected = under_python(self.python, script, folder)
                if expected.code != 0:
                    return {0: f"CPython ends with {expected.last_line.decode()}: the generator is wrong"}
                built = build(self.pbc, script, executable, folder, self.level)
                if built.code != 0:
                    return {0: refusal(built)[1]}
                found = started(folder, "pbc", [executable])
            except subprocess.TimeoutExpired as error:
                return {0: f"no end after {error.timeout} s: {error.cmd[0]}"}
        ours, theirs = sections(found.stdout), sections(expected.stdout)
        result = {number: first_difference(ours.get(number, b""), part) for number, part in theirs.items() if ours.get(number) != part}
        problem = found.difference(expected)
        return result or ({0: problem} if problem else {})

    def file(self, seed, count):
        """[(name, script, what differs)] of the programs of one seed."""
        made = generate.programs(seed, count, self.optional)
        found = self.differences(generate.assemble(made))
        alone = {number: generate.assemble([(number, lines)]) for number, lines in made}
        if 0 in found and count > 1:  # which of them is it?
            found = {number: "".join(self.differences(text).values()) for number, text in alone.items()}
        return [(f"{seed}_{number}", alone.get(number, ""), why) for number, why in found.items() if why]


def batches(options):
    """(seed, how many programs), each for one compilation."""
    if options.minutes:
        end, seed = time.monotonic() + options.minutes * 60, options.seed or int(time.time())
        while time.monotonic() < end:
            yield seed, options.per_file
            seed += 1
        return
    for first in range(0, options.programs, options.per_file):
        yield (options.seed or 1) + first // options.per_file, min(options.per_file, options.programs - first)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--programs", type=int, default=300)
    parser.add_argument("--per-file", type=int, default=25)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--host-opt", type=int, default=0, choices=[0, 1, 2])
    parser.add_argument("--with", dest="optional", default="", metavar="class,generator")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--shrink", type=int, default=0, metavar="COUNT")
    options = parser.parse_args()
    if not options.pbc.is_file() or python_3_11() is None:
        print("error: needs the compiler and Python 3.11", file=sys.stderr)
        return 2
    runner, failures, programs = Runner(options), [], 0
    with ThreadPoolExecutor(options.jobs) as pool:
        pending, source = [], batches(options)
        while True:
            while len(pending) < options.jobs and (batch := next(source, None)):
                programs += batch[1]
                pending.append(pool.submit(runner.file, *batch))
            if not pending:
                break
            for name, script, why in pending.pop(0).result():
                failures.append(name)
                print(f"failed {name}\n    {why}", flush=True)
                if options.save and script:
                    options.save.mkdir(parents=True, exist_ok=True)
                    path = options.save / f"{name}.py"
                    path.write_text(script, encoding="utf-8")
                    if len(failures) <= options.shrink:
                        subprocess.run([sys.executable, Path(__file__).with_name("shrink.py"), path, "--pbc", runner.pbc, "-o", options.save / f"{name}_small.py"])
    print(f"{programs - len(failures)} of {programs} programs agree with CPython")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
