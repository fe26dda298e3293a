# SPDX-License-Identifier: Apache-2.0
"""Every row of the worked examples, byte by byte."""

from pathlib import Path

from observed import load, same

rows = load(Path(__file__).with_name("rows.py"))


def check(run, case):
    same(run.stderr, "", "stderr")
    expected = [f"{name}: {text}" for name, _, text in rows.named()]
    same(len(run.log), len(expected) + 1, "rows")
    wrong = [f"{found}\n        expected {wanted}" for found, wanted in zip(run.log, expected) if found != wanted]
    if wrong:
        raise AssertionError("\n    ".join(wrong))
