# SPDX-License-Identifier: Apache-2.0
"""Playbooks in worlds that `pbc world` makes up: does the executable give what the reference gives?

    python3 tests/oracle/worlds.py --pbc build/bin/pbc [--worlds 3] [--level 0] [--jobs 2] [--only TEXT] DIR...

Each DIR is a collection: every .py file in it or below that defines `on_start` is compiled, with DIR as --path, and runs in as many
worlds. Files of the same content are taken once. Compared byte by byte are exit code, trace and result; a message on stderr by its
last line. Ends with a line `N compared, N equal`, before it the first difference of each run that differs and the first line of what
pbc says of each file that it does not compile. Exit code 0 when all are equal and all compile, 1 when not, 2 when nothing is found.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from compare import HERE, difference, outcome

PLAYBOOKS = HERE.parent.parent / "playbooks"
COMPARED = ("exit code", "stderr", "trace", "result")
SECONDS = 300


def playbooks(directories, only):
    """(file, its collection), each content once."""
    seen = set()
    for directory in directories:
        for file in sorted(directory.rglob("*.py")):
            text = file.read_bytes()
            digest = hashlib.sha256(text).digest()
            if b"\ndef on_start(" in text and only in str(file) and digest not in seen:
                seen.add(digest)
                yield file, directory


def first_line(done):
    lines = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "error" in line]
    return lines[0] if lines else f"exit code {done.returncode}"


def compare(playbook, collection, options, folder):
    """(number compared, number equal, what to print)."""
    label = playbook.relative_to(collection.parent)
    paths = ["--path", str(collection)]
    executable = folder / "executable"
    command = [options.pbc, "compile", f"-O{options.level}", *paths, str(playbook), "-o", str(executable)]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS)
    if done.returncode != 0:
        return 0, 0, [f"not compiled {label}: {first_line(done)}"]
    reference = [sys.executable, str(HERE / "run.py"), "run", str(playbook), *paths]
    equal, problems = 0, []
    for seed in range(1, options.worlds + 1):
        world = folder / f"world{seed}"
        made = subprocess.run([options.pbc, "world", str(playbook), *paths, "--seed", str(seed), "-o", str(world)], capture_output=True)
        if made.returncode != 0:
            problems.append(f"no world {label} {seed}: {first_line(made)}")
            continue
        arguments = [str(world / "event.json"), "--world", str(world / "world.json")]
        if (world / "inputs.json").is_file():
            arguments += ["--inputs", str(world / "inputs.json")]
        try:
            expected = outcome([*reference, *arguments], folder / f"reference{seed}")
            found = outcome([str(executable), "run", *arguments], folder / f"found{seed}")
        except subprocess.TimeoutExpired as error:
            problems.append(f"no end {label} {seed}: {Path(error.cmd[0]).name}")
            continue
        differing = [text for what in COMPARED if (text := difference(found, expected, what))]
        equal += not differing
        problems += [f"differs {label} {seed}: {text}" for text in differing[:1]]
    return options.worlds, equal, problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path, required=True)
    parser.add_argument("--worlds", type=int, default=3)
    parser.add_argument("--level", type=int, default=0, choices=[0, 1, 2])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", metavar="TEXT", help="files whose path has TEXT in it")
    parser.add_argument("directories", nargs="*", type=Path, metavar="DIR")
    options = parser.parse_args()
    options.pbc = options.pbc.resolve()
    found = list(playbooks([d.resolve() for d in options.directories] or [PLAYBOOKS], options.only))
    if not found or not options.pbc.is_file():
        print("error: needs playbooks and, after --pbc, the compiler", file=sys.stderr)
        return 2

    def run(entry):
        with tempfile.TemporaryDirectory() as folder:
            return compare(*entry, options, Path(folder))

    compared = equal = refused = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for runs, good, problems in pool.map(run, found):
            compared, equal, refused = compared + runs, equal + good, refused + (runs == 0)
            for problem in problems:
                print(problem, flush=True)
    print(f"{len(found)} playbooks, {refused} not compiled")
    print(f"{compared} compared, {equal} equal")
    return 0 if compared == equal and refused == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
