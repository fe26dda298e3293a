# SPDX-License-Identifier: Apache-2.0
"""The run has failed with the exception's text; what is under way still ends and leaves its results, without callbacks; no on_finish."""

from observed import holds, same


def check(run, case):
    same(run.exit_code, 1)
    lines = run.stderr.splitlines()
    same(lines[0], "Traceback (most recent call last):")
    same(lines[-1], "RuntimeError: no country in []")
    holds(any("in code_1" in line for line in lines), "the traceback names the block")
    same((run.result["status"], run.result["message"]), ("failed", "RuntimeError: no country in []"))
    same(run.log, [], "no callback, no on_finish")
    ended = [(line["name"], line["t_ms"]) for line in run.calls("action_result")]
    same(ended, [("quick_1", 10), ("issued_1", 30), ("slow_1", 500)])
    same([act["status"] for act in run.result["action_runs"]], ["success"] * 3)
