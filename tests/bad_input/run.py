# SPDX-License-Identifier: Apache-2.0
"""Input that is absurd or hostile: a clear error or a failed run, soon; and nothing outside the run's directory is touched.

    python3 tests/bad_input/run.py --pbc build/bin/pbc [--jobs 2] [FAMILY ...]

Families are the modules of this folder: shapes, files, sizes, cycles, paths, arguments. Without --pbc the reference (tests/oracle) runs alone.
Exit code 0 when all is as it should be, 1 when something is not, 2 when there is nothing to run.
"""

import argparse
import importlib
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

import sandbox  # noqa: E402

FAMILIES = ("shapes", "files", "sizes", "cycles", "paths", "arguments")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("families", nargs="*", metavar="FAMILY")
    options = parser.parse_args()
    wanted = options.families or FAMILIES
    if not set(wanted) <= set(FAMILIES) or options.pbc and not options.pbc.is_file():
        print(f"error: needs families among {', '.join(FAMILIES)} and, after --pbc, the compiler", file=sys.stderr)
        return 2
    passed, failed = Counter(), Counter()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
        programs = sandbox.Programs(options.pbc.resolve() if options.pbc else None, folder)
        for name in wanted:
            for label, problems in importlib.import_module(name).family(programs, pool):
                (failed if problems else passed)[name] += 1
                for problem in problems:
                    print(f"FAILED {name}: {label}\n    {problem}")
            print(f"{name:<10} {passed[name]:>5} of {passed[name] + failed[name]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
