# SPDX-License-Identifier: Apache-2.0
"""Same playbook, event and world: does the executable give what the reference gives?

    python3 tests/oracle/compare.py --pbc build/bin/pbc [--jobs 2] [--succeeds] [DIR ...]

Each DIR (default: every folder of playbooks/) holds playbooks and cases: CASE.event.json with CASE.world.json and, if it has inputs,
CASE.inputs.json. Every playbook of a folder runs every case of it, with and without --strict. Compared byte by byte are
exit code, trace, result and ledger at -O0, and all but the ledger at -O2 where no answer takes time, since there the optimizer changes nothing
else; a message on stderr by its last line.

With --succeeds a case of which the reference says that it fails is a difference too: for playbooks that check what they get.
Without --pbc the reference runs alone, twice, and must give the same. Exit code 0 when nothing differs, 1 when something does,
2 when there is nothing to run.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
PLAYBOOKS = HERE.parent.parent / "playbooks"
OUTPUTS = ("trace", "result", "ledger")
SECONDS = 120


class Case:
    def __init__(self, playbook, event, strict):
        self.playbook, self.event, self.strict = playbook, event, strict
        self.name = event.name.removesuffix(".event.json")
        self.label = f"{playbook.parent.name}/{playbook.stem} {self.name}{' --strict' if strict else ''}"
        self.world = event.with_name(f"{self.name}.world.json")

    def without_latencies(self, folder):
        """The same in a world whose answers take no time, which is written to the folder."""
        timeless = Case(self.playbook, self.event, self.strict)
        if self.world.is_file():
            timeless.world = folder / "timeless.world.json"
            world = json.loads(self.world.read_text(encoding="utf-8"))
            timeless.world.write_text(json.dumps(without_latencies(world)), encoding="utf-8")
        return timeless

    def arguments(self):
        found = [str(self.event)]
        for what, file in (("world", self.world), ("inputs", self.event.with_name(f"{self.name}.inputs.json"))):
            if file.is_file():
                found += [f"--{what}", str(file)]
        return found + (["--strict"] if self.strict else [])

    def run(self, command, folder, seed="0"):
        return outcome([*command, *self.arguments()], folder, seed)


def without_latencies(world):
    return {**world, "actions": [{**entry, "latency_ms": 0} for entry in world.get("actions", [])]}


def outcome(command, folder, seed="0"):
    """What a run of the command gives: {"exit code", "stderr", and the bytes of each output}, which it writes to the folder."""
    folder.mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    outputs = [word for output in OUTPUTS for word in (f"--{output}", str(folder / output))]
    done = subprocess.run([*command, *outputs], cwd=folder, capture_output=True, timeout=SECONDS, env=environment)
    lines = done.stderr.rstrip(b"\n").splitlines()
    seen = {"exit code": done.returncode, "stderr": lines[-1] if lines else b""}
    for output in OUTPUTS:
        file = folder / output
        seen[output] = file.read_bytes() if file.is_file() else b"(not written)"
    return seen


def cases(directories):
    for directory in directories:
        for playbook in sorted(directory.glob("*.py")):
            for event in sorted(directory.glob("*.event.json")):
                for strict in (False, True):
                    yield Case(playbook, event, strict)


def difference(found, expected, what):
    if found[what] == expected[what]:
        return ""
    if not isinstance(found[what], bytes):
        return f"{what} {found[what]}, the reference has {expected[what]}"
    ours, theirs = found[what].splitlines(), expected[what].splitlines()
    place = next((n for n, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    shown = [lines[place].decode("utf-8", "replace") if place < len(lines) else "(end)" for lines in (ours, theirs)]
    return f"{what} line {place + 1}:\n      found     {shown[0]}\n      reference {shown[1]}"


def check(case, executables, succeeds=False):
    reference = [sys.executable, str(HERE / "run.py"), "run", str(case.playbook)]
    problems = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            expected = case.run(reference, folder / "reference")
            if succeeds and expected["exit code"] != 0:
                problems.append(f"the reference fails: {expected['stderr'].decode('utf-8', 'replace')}")
            if not executables:
                again = case.run(reference, folder / "again", seed="1")
                problems += [text for what in expected if (text := difference(again, expected, what))]
            for level, built in executables.items():
                executable, reason = built[case.playbook]
                if executable is None:
                    problems.append(f"{level}: pbc does not compile it: {reason}")
                    continue
                if level == "-O0":
                    found, wanted = case.run([executable, "run"], folder / level), expected
                else:
                    timeless = case.without_latencies(folder)
                    found, wanted = timeless.run([executable, "run"], folder / level), timeless.run(reference, folder / "timeless")
                    del wanted["ledger"]
                problems += [f"{level}: {text}" for what in wanted if (text := difference(found, wanted, what))]
    except subprocess.TimeoutExpired as error:
        problems.append(f"no end after {SECONDS} s: {error.cmd[0]}")
    return problems


def build(pbc, playbooks, level, folder):
    """{playbook: (executable or None, why not)}."""
    built = {}
    for number, playbook in enumerate(playbooks):
        executable = folder / f"{number}{level}"
        command = [pbc, "compile", level, str(playbook), "-o", str(executable)]
        done = subprocess.run(command, capture_output=True, timeout=SECONDS)
        lines = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()[:1]
        built[playbook] = (str(executable), "") if done.returncode == 0 else (None, "".join(lines))
    return built


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--succeeds", action="store_true")
    parser.add_argument("directories", nargs="*", type=Path, metavar="DIR")
    options = parser.parse_args()
    directories = [d.resolve() for d in options.directories] or sorted(d for d in PLAYBOOKS.iterdir() if d.is_dir())
    found = list(cases(directories))
    if not found or options.pbc and not options.pbc.is_file():
        print("error: needs playbooks with cases and, after --pbc, the compiler", file=sys.stderr)
        return 2
    failed = 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
        playbooks = list(dict.fromkeys(case.playbook for case in found))
        levels = ("-O0", "-O2") if options.pbc else ()
        executables = {level: build(options.pbc.resolve(), playbooks, level, Path(folder)) for level in levels}
        for case, problems in zip(found, pool.map(lambda case: check(case, executables, options.succeeds), found)):
            failed += bool(problems)
            print(f"{'differs' if problems else 'same   '} {case.label}")
            for problem in problems:
                print(f"    {problem}")
    print(f"{len(found)} runs, {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
