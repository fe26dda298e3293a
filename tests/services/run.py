# SPDX-License-Identifier: Apache-2.0
"""Tests of the stand-in itself: every service answers, refuses and counts as it should, and every fault is one.

    python3 tests/services/run.py [NAME ...]

Without names: all modules NAME_test.py of this folder.
"""

import sys
import unittest
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))
sys.dont_write_bytecode = True


def main():
    names = [f"{name}_test" for name in sys.argv[1:]] or sorted(path.stem for path in FOLDER.glob("*_test.py"))
    result = unittest.TextTestRunner(verbosity=1).run(unittest.defaultTestLoader.loadTestsFromNames(names))
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
