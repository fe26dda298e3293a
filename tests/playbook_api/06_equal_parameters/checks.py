# SPDX-License-Identifier: Apache-2.0
"""However few requests serve them, there are 3 results in order, each with its own context and its own data.

The ledger says how many were sent: one for each parameter; at -O2 one that serves the equal ones, or a batch of all.
"""

from observed import holds, same


def check(run, case):
    same(run.exit_code, 0)
    same(run.values["rows"], [["8.8.8.8", 1, 5], ["8.8.8.8", 2, 5], ["9.9.9.9", 3, 7]])
    same(run.values["alike"], [[{"score": 5}, "changed"], [{"score": 5}], [{"score": 7}]], "results share nothing")
    same([line["parameter"]["context"]["artifact_id"] for line in run.calls("action_result")], [1, 2, 3])
    same(run.total["parameters"], 3)
    expected = (1, 2) if run.may_share else (3,)
    holds(run.total["requests"] in expected, f"{run.total['requests']} requests for 3 parameters, 2 of them equal")
    holds(all(line["requests"] <= line["unique"] <= line["parameters"] for line in run.requests), "more requests than parameters")
