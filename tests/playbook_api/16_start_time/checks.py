# SPDX-License-Identifier: Apache-2.0
"""The request is sent at that time and not before; the callback follows it, and on_finish waits, all on the run's clock."""

from observed import same


def check(run, case):
    same(run.exit_code, 0)
    same([(line["parameter"]["ip"], line["t_ms"]) for line in run.requests], [("2.2.2.2", 0), ("1.1.1.1", 600_000)])
    same(run.values, {"now": "2024-05-06 07:08:09.250000", "later": "2024-05-06 07:18:09.250000"})
    same([line["t_ms"] for line in run.calls("debug")], [250, 600_250, 600_250])
    same(run.log[-1], "on_finish() called")
