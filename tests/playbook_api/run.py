# SPDX-License-Identifier: Apache-2.0
"""The behaviour that every implementation of the Playbook API must show, one folder for each point.

    python3 tests/playbook_api/run.py --pbc build/bin/pbc [--jobs 2] [NAME ...]

A folder holds playbook.py, or rows.py that writes one, what it is linked with, cases (CASE.event.json, CASE.world.json and CASE.inputs.json, each
of which may be missing) and checks.py: `check(run, case)` states what the API's description demands of a run. It must hold for the executable and
for the reference (tests/oracle), and their traces, results, exit codes and last lines of stderr must be equal; it must hold for the executable
that the optimizer made, too, whose requests may be fewer and sooner. Without --pbc the reference runs alone.
NAME is a folder, or the beginning of its name. Exit code 0 when all hold, 1 when something does not, 2 when there is nothing to run.
"""

import argparse
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from observed import SECONDS, Run, load  # noqa: E402

ORACLE = HERE.parent / "oracle" / "run.py"


def cases_of(folder):
    names = {file.name.split(".")[0] for what in ("event", "world", "inputs") for file in folder.glob(f"*.{what}.json")}
    return sorted(names) or [""]


def arguments_of(folder, case):
    found = []
    for what, option in (("event", []), ("world", ["--world"]), ("inputs", ["--inputs"])):
        file = folder / f"{case}.{what}.json"
        if case and file.is_file():
            found += [*option, str(file)]
    return found


def playbook_of(folder, scratch):
    rows = folder / "rows.py"
    if not rows.is_file():
        return folder / "playbook.py"
    made = scratch / "playbook.py"
    made.write_text(load(rows).playbook(), encoding="utf-8")
    return made


def compiled(pbc, level, playbook, folder, scratch):
    executable = scratch / f"executable{level}"
    command = [pbc, "compile", level, str(playbook), "--path", str(folder), "-o", str(executable)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    if done.returncode != 0:
        raise AssertionError(f"pbc does not compile it: {(done.stderr or done.stdout).strip()}")
    return [str(executable), "run"]


def differences(ours, theirs):
    if ours.exit_code != theirs.exit_code:
        yield f"exit code {ours.exit_code}, the reference has {theirs.exit_code}"
    if ours.stderr.splitlines()[-1:] != theirs.stderr.splitlines()[-1:]:
        yield f"stderr {ours.stderr.splitlines()[-1:]}, the reference has {theirs.stderr.splitlines()[-1:]}"
    for output in ("trace", "result"):
        lines, others = ours.bytes[output].splitlines(), theirs.bytes[output].splitlines()
        if lines != others:
            place = next((n for n, pair in enumerate(zip(lines, others)) if pair[0] != pair[1]), min(len(lines), len(others)))
            shown = [each[place].decode() if place < len(each) else "(end)" for each in (lines, others)]
            yield f"{output} line {place + 1}:\n      found     {shown[0]}\n      reference {shown[1]}"


def examine(folder, pbc):
    """[(case, problems)]"""
    checks = load(folder / "checks.py")
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        playbook = playbook_of(folder, scratch)
        commands = {"reference": [sys.executable, str(ORACLE), "run", str(playbook), "--path", str(folder)]}
        try:
            if pbc:
                commands["executable"] = compiled(pbc, "-O0", playbook, folder, scratch)
                commands["optimized"] = compiled(pbc, "-O2", playbook, folder, scratch)
        except AssertionError as error:
            found.append(("", [str(error)]))
        for number, case in enumerate(cases_of(folder)):
            problems, runs = [], {}
            for who, command in commands.items():
                try:
                    run = runs[who] = Run([*command, *arguments_of(folder, case)], scratch / f"{who}{number}", may_share=who == "optimized")
                    checks.check(run, case)
                except Exception as error:
                    shown = f"{type(error).__name__}: " if not isinstance(error, AssertionError) else ""
                    problems.append(f"{who}: {shown}{error}")
            if "executable" in runs and "reference" in runs:
                problems += differences(runs["executable"], runs["reference"])
            found.append((case, problems))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    folders = [file.parent for file in sorted(HERE.glob("*/checks.py"))]
    if options.names:
        folders = [folder for folder in folders if folder.name.startswith(tuple(options.names))]
    if not folders or options.pbc and not options.pbc.is_file():
        print("error: needs folders and, after --pbc, the compiler", file=sys.stderr)
        return 2
    pbc = options.pbc.resolve() if options.pbc else None
    count = failed = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for folder, cases in zip(folders, pool.map(lambda folder: examine(folder, pbc), folders)):
            for case, problems in cases:
                count += 1
                failed += bool(problems)
                print(f"{'FAILED' if problems else 'passed'} {folder.name}{' ' if case else ''}{case}")
                for problem in problems:
                    print(f"    {problem}")
    print(f"{count} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
