# SPDX-License-Identifier: Apache-2.0
"""Writes the playbooks of the reference's own tests, and those of tests/golden/run, as cases, so that compare.py can put them before pbc:

    python3 tests/oracle/export.py DIR && python3 tests/oracle/compare.py --pbc build/bin/pbc DIR/*
"""

import json
import shutil
import sys
import unittest
from pathlib import Path

import support


GOLDENS = Path(__file__).resolve().parent.parent / "golden" / "run"


def export_goldens(target):
    """Each playbook of the goldens with its cases and with the folders of what it is linked with."""
    playbooks = sorted(GOLDENS.glob("*.py"))
    for playbook in playbooks:
        folder = target / f"golden_{playbook.stem}"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(playbook, folder)
        for linked in (path for path in GOLDENS.iterdir() if path.is_dir() and path.name != "playbooks"):
            shutil.copytree(linked, folder / linked.name, dirs_exist_ok=True)
        for file in GOLDENS.glob(f"{playbook.stem}.*.json"):
            shutil.copy(file, folder)
        if not any(folder.glob("*.event.json")):
            (folder / f"{playbook.stem}.event.json").write_text("{}\n", encoding="utf-8")
    return len(playbooks)


class Recording(unittest.TestResult):
    """Puts the playbooks of each test into a folder named after it."""

    def __init__(self, target):
        super().__init__()
        self.target = target
        self.count = 0

    def startTest(self, test):
        super().startTest(test)
        support.recorded = []

    def stopTest(self, test):
        seen = {}
        for source, event, world, inputs in support.recorded:
            folder = self.target / f"{test.id().split('.', 1)[1].replace('.', '_')}_{len(seen)}"
            if seen.setdefault(json.dumps([source, event, world, inputs]), folder) is not folder:
                continue
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "playbook.py").write_text(source, encoding="utf-8")
            for what, value in (("event", event), ("world", world), ("inputs", inputs)):
                (folder / f"case.{what}.json").write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
            self.count += 1
        super().stopTest(test)


def main():
    if len(sys.argv) != 2:
        print("usage: export.py DIR", file=sys.stderr)
        return 2
    result = Recording(Path(sys.argv[1]))
    unittest.defaultTestLoader.discover(str(Path(__file__).resolve().parent)).run(result)
    print(f"{result.count + export_goldens(result.target)} playbooks")
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
