#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the programs of bench/python with CPython, and prints a table.

    programs.py --pbc build/bin/pbc [--rounds 5] [--json FILE] [PROGRAM ...]

Both run each program alternately, round by round. What counts is the whole process as its user sees it, start and exit included:
the median of its wall-clock time. The processor time (user and system) stands beside it, because on a busy machine only that says
something; `--by cpu` takes the ratios from it. Both must print the same bytes.
Exit code 0 whether or not the targets are met, 1 when a program does not compile, does not run, or prints something else.
"""

import argparse
import json
import math
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent / "python"
GEOMETRIC_MEAN, EACH, JSON = 3.0, 1.0, 2.0


def measure(command):
    """(output, wall ms, processor ms) of one run."""
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        wall = (time.perf_counter() - begin) * 1000
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"error: exit code {process.returncode} of {' '.join(map(str, command))}")
        output.seek(0)
        return output.read(), wall, (usage.ru_utime + usage.ru_stime) * 1000


def compare(program, executable, rounds):
    runs = {"python": [], "pbc": []}
    for _ in range(rounds):
        theirs, *spent = measure([sys.executable, program])
        runs["python"].append(spent)
        ours, *spent = measure([executable])
        runs["pbc"].append(spent)
        if ours != theirs:
            sys.exit(f"error: {program.name} prints something else than CPython")
    row = {"program": program.stem}
    for who, spent in runs.items():
        row[f"{who}_wall_ms"] = statistics.median(wall for wall, _ in spent)
        row[f"{who}_cpu_ms"] = statistics.median(cpu for _, cpu in spent)
    for by in ("wall", "cpu"):
        row[f"ratio_{by}"] = row[f"python_{by}_ms"] / row[f"pbc_{by}_ms"]
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--by", choices=["wall", "cpu"], default="wall", help="the time that the ratios are taken from")
    parser.add_argument("--json", help="writes the numbers there, too")
    parser.add_argument("programs", nargs="*")
    options = parser.parse_args()
    programs = sorted(HERE.glob("*.py"))
    if options.programs:
        programs = [program for program in programs if program.stem in options.programs]
    version = platform.python_implementation() + " " + platform.python_version()
    print(f"{version} ({sys.executable}) against pbc; medians of {options.rounds} rounds, ms of the whole process")
    print(f"{'program':<16}{'python':>9}{'pbc':>9}{'times':>8}{'cpu: python':>14}{'pbc':>9}{'times':>8}")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for program in programs:
            executable = pathlib.Path(folder) / program.stem
            if subprocess.run([options.pbc, "compile", program, "-o", executable]).returncode != 0:
                sys.exit(f"error: {program.name} does not compile")
            row = compare(program, executable, options.rounds)
            rows.append(row)
            print("{program:<16}{python_wall_ms:>9.0f}{pbc_wall_ms:>9.0f}{ratio_wall:>8.2f}"
                  "{python_cpu_ms:>14.0f}{pbc_cpu_ms:>9.0f}{ratio_cpu:>8.2f}".format(**row), flush=True)
    ratios = {row["program"]: row[f"ratio_{options.by}"] for row in rows}
    mean = math.exp(statistics.fmean(math.log(ratio) for ratio in ratios.values()))
    slowest = min(ratios, key=ratios.get)
    verdicts = [("geometric mean", GEOMETRIC_MEAN, mean), (f"slowest: {slowest}", EACH, ratios[slowest])]
    verdicts += [(name, JSON, ratios[name]) for name in ("json_read", "json_write") if name in ratios]
    print(f"\ntimes as fast as {version}, by {options.by} time")
    for name, target, ratio in verdicts:
        print(f"{name:<24}{'at least':>9}{target:>6.1f}{ratio:>8.2f}  {'met' if ratio >= target else 'MISSED'}")
    if options.json:
        result = {"python": version, "by": options.by, "rounds": options.rounds, "geometric_mean": mean, "programs": rows}
        pathlib.Path(options.json).write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
