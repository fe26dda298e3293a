# SPDX-License-Identifier: Apache-2.0
"""Tests of live runs against the stand-in of the services (tests/services/).

    python3 tests/live/run.py [--pbc PBC] [NAME ...]

Without names: all of MODULES. What needs a Redis is apart (redis_test.py).
"""

import argparse
import sys
import unittest
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))
sys.dont_write_bytecode = True

import live  # noqa: E402

MODULES = ("actions", "code", "faults", "files", "proxy", "quotas", "records", "transports", "triage")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pbc", type=Path, default=live.PBC)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    live.PBC = arguments.pbc
    names = [f"{name}_test" for name in arguments.names or MODULES]
    result = unittest.TextTestRunner(verbosity=1).run(unittest.defaultTestLoader.loadTestsFromNames(names))
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
