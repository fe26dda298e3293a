#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`serve`: its API, who may use it, and what hostile clients get.

    run.py --pbc build/bin/pbc [NAME...]
"""

import argparse
import importlib.util
import os
import sys
import tempfile
import unittest
from pathlib import Path

SKIPPED = 77  # ctest tells of it: something was left out for lack of a tool

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import api_test  # noqa: E402
import document_test  # noqa: E402
import hostile_test  # noqa: E402
import live_test  # noqa: E402
import server  # noqa: E402


def with_jsonschema():
    """Goes on where it is. Debian's packages are for Debian's Python, which need not be the one in the PATH."""
    debian = "/usr/bin/python3"
    if importlib.util.find_spec("jsonschema") is None and os.path.exists(debian) and not os.environ.get("PBC_SERVE_AGAIN"):
        os.execve(debian, [debian, *sys.argv], {**os.environ, "PBC_SERVE_AGAIN": "1"})


def main():
    with_jsonschema()
    parser = argparse.ArgumentParser()
    parser.add_argument("--pbc", required=True)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lookups = (HERE.parent / "live" / "lookups.py").read_text()
        sources = [("spin.py", api_test.SPIN), ("spin.json", '{"coa": {}, "labels": ["spin"]}'), ("lookups.py", lookups),
                   ("lookups.json", '{"coa": {}, "labels": ["live"]}')]
        bundle = server.compile_bundle(arguments.pbc, Path(folder), sources)
        suite = unittest.TestSuite()
        for module in (api_test, document_test, hostile_test, live_test):
            module.BUNDLE = bundle
            module.FOLDER = Path(folder)
            for test in (each for case in unittest.defaultTestLoader.loadTestsFromModule(module) for each in case):
                if not arguments.names or any(name in test.id() for name in arguments.names):
                    suite.addTest(test)
        result = unittest.TextTestRunner(verbosity=2).run(suite)
        if not result.wasSuccessful():
            return 1
        return SKIPPED if result.skipped else 0


if __name__ == "__main__":
    sys.exit(main())
