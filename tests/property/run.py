# SPDX-License-Identifier: Apache-2.0
"""Property tests: each script here makes random cases of one family and prints what each gives; CPython 3.11 and the executable
that pbc makes must print the same lines.

    python3 tests/property/run.py --pbc build/bin/pbc [--seed 1] [--rounds 1] [--show 20] [--host-opt 0] [NAME ...]

A script draws its cases with `random`, which gives the same sequence in both, from the number in its line `SEED = 1`; --seed and
--rounds put others there. --host-opt is pbc's; the default is what users of scripts get. Lines are compared one by one: a difference is shown with the line that CPython prints.

Exit code 0 when every line is the same, 1 when one differs, 2 when the arguments cannot be used.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECONDS = 300


def lines_of(command, folder):
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONINTMAXSTRDIGITS": "4300"}
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, env=environment)
    lines = done.stdout.decode("utf-8", "backslashreplace").split("\n")
    last = done.stderr.decode("utf-8", "backslashreplace").rstrip("\n").split("\n")[-1]
    return lines + [f"exit code {done.returncode}: {last}"]


def differences(found, expected):
    """Pairs of lines that differ; what one has more than the other stands against nothing."""
    pairs = [(one, other) for one, other in zip(found, expected) if one != other]
    if len(found) != len(expected):
        count = min(len(found), len(expected))
        pairs.append(("".join(found[count : count + 1]) or "nothing", "".join(expected[count : count + 1]) or "nothing"))
    return pairs


def run(script, seed, compiler, folder):
    """(count of lines, differences)"""
    source = re.sub(r"^SEED = \d+$", f"SEED = {seed}", script.read_text(encoding="utf-8"), flags=re.MULTILINE)
    copy = folder / script.name
    copy.write_text(source, encoding="utf-8")
    expected = lines_of([sys.executable, "-W", "ignore", copy], folder)
    executable = folder / "exe"
    built = subprocess.run([*compiler, copy, "-o", executable], capture_output=True, text=True, timeout=SECONDS)
    if built.returncode != 0:
        return len(expected), [(f"pbc exit code {built.returncode}: {built.stderr.strip()}", expected[0])]
    return len(expected), differences(lines_of([executable], folder), expected)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1, help="how many seeds, from --seed on")
    parser.add_argument("--show", type=int, default=20, help="differences to show of each script")
    parser.add_argument("--host-opt", choices=["0", "1", "2"])
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    scripts = [path for path in sorted(HERE.glob("*.py")) if path.name != "run.py"]
    if options.names:
        scripts = [path for path in scripts if path.stem in options.names]
    if not scripts or not options.pbc.is_file() or sys.version_info[:2] != (3, 11):
        print("error: needs known names, the compiler after --pbc, and Python 3.11", file=sys.stderr)
        return 2
    level = ["--host-opt", options.host_opt] if options.host_opt else []
    failed = False
    for script in scripts:
        for seed in range(options.seed, options.seed + options.rounds):
            with tempfile.TemporaryDirectory() as folder:
                count, pairs = run(script, seed, [options.pbc.resolve(), "compile", *level], Path(folder))
            for found, expected in pairs[: options.show]:
                print(f"    {found}\n    expected: {expected}")
            print(f"{script.stem}, seed {seed}: {len(pairs)} of {count} lines differ")
            failed = failed or bool(pairs)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
