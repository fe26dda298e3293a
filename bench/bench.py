#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the speed that the project promises, and prints target and measured value.

    bench.py --pbc build/bin/pbc --compile-bench build/bin/compile_bench [--repeat 9]

Every value is a median. Exit code 0 whether or not the targets are met (a busy machine misses them), 1 when something does not run.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PLAYBOOK = HERE / "playbook_50_blocks.py"
EMPTY = "import phantom.rules as phantom\n\n\ndef on_start(container):\n    return\n"


def run(command, **variables):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **variables})
    if done.returncode != 0:
        sys.stderr.write(done.stderr.decode("utf-8", "replace"))
        sys.exit(f"error: exit code {done.returncode} of {' '.join(map(str, command))}")
    return done.stdout


def median_ms(repeat, command, **variables):
    def once():
        begin = time.perf_counter()
        run(command, **variables)
        return (time.perf_counter() - begin) * 1000

    once()  # brings files into memory
    return statistics.median(once() for _ in range(repeat))


def compile_rows(program, repeat):
    """Rows of what is timed in process: each playbook to C++, and the passes on the longest, of PBC_CORPUS too."""
    corpus = [os.environ["PBC_CORPUS"]] if os.environ.get("PBC_CORPUS") else []
    text = run([program, *corpus, "--benchmark_format=json", f"--benchmark_repetitions={repeat}", "--benchmark_min_time=0.05",
                "--benchmark_report_aggregates_only=true"])
    for entry in json.loads(text)["benchmarks"]:
        if entry.get("error_occurred"):
            sys.exit(f"error: {entry['name']}: {entry['error_message']}")
        if entry["aggregate_name"] != "median":
            continue
        name = entry["run_name"].removesuffix("/manual_time")
        if "lines" in entry:
            yield f"{name}: all passes, {entry['lines']:.0f} lines", 5, entry["real_time"]
        else:
            yield f"{name}: Python to C++, 1,000 lines", 10, entry["ms_per_1000_lines"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", required=True)
    parser.add_argument("--compile-bench", required=True)
    parser.add_argument("--repeat", type=int, default=9)
    options = parser.parse_args()
    rows = list(compile_rows(options.compile_bench, options.repeat))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        variables = {"PBC_CACHE_DIR": str(folder / "cache")}
        made, empty = folder / "made", folder / "empty"
        compiling = [options.pbc, "compile", PLAYBOOK, "-o", made]
        cold = median_ms(min(options.repeat, 5), [*compiling, "--no-cache"], **variables)
        cached = median_ms(options.repeat, compiling, **variables)
        (folder / "empty.py").write_text(EMPTY, encoding="utf-8")
        run([options.pbc, "compile", folder / "empty.py", "-o", empty], **variables)
        starting = median_ms(max(options.repeat, 51), [empty, "run"])
        nothing = median_ms(max(options.repeat, 51), ["/bin/true"])
    rows += [("50 blocks to an executable, cold", 2000, cold), ("50 blocks to an executable, cached", 100, cached),
             ("an empty run, start to finish", 5, starting), ("for comparison: /bin/true", None, nothing)]
    width = max(len(name) for name, *_ in rows)
    print(f"{'median':<{width}}  {'target ms':>9}  {'measured ms':>11}")
    for name, target, ms in rows:
        verdict = "" if target is None else "  met" if ms < target else "  MISSED"
        print(f"{name:<{width}}  {target or '':>9}  {ms:>11.2f}{verdict}")


if __name__ == "__main__":
    main()
