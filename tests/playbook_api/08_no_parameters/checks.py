# SPDX-License-Identifier: Apache-2.0
"""Rows of None leave no parameters: nobody is asked, the action has failed, and its callback still runs, so that joins behind it fire.
An action that needs no parameters is called once."""

from observed import same


def check(run, case):
    same(run.exit_code, 0)
    same(run.values["collected"], [[None, 1], [None, 2]])
    same(run.values["success"], False)
    same(run.values["results"], [["virustotal", []]])
    same(run.values["rows"], [])
    same([(line["asset"], line["parameter"]) for line in run.requests], [("vmwarevsphere", {})])
    acts = run.result["action_runs"]
    same([(act["name"], act["status"]) for act in acts], [("ip_reputation_1", "failed"), ("list_vms_1", "success")])
    same(acts[0]["message"], "no parameters")
    same(len(run.calls("add_note")), 1, "the join fires")
    same(run.log[-1], "on_finish() called")
