# SPDX-License-Identifier: Apache-2.0
"""Every row, byte by byte."""

from pathlib import Path

from observed import load, same

rows = load(Path(__file__).with_name("rows.py"))


def check(run, case):
    same(run.stderr, "")
    same(len(run.log), len(rows.ROWS))
    wrong = []
    for number, ((expression, expected), found) in enumerate(zip(rows.ROWS, run.log), 1):
        if found != f"{number}: {expected}":
            wrong.append(f"{expression}\n        found    {found.partition(': ')[2]}\n        expected {expected}")
    if wrong:
        raise AssertionError("\n    ".join(wrong))
