# SPDX-License-Identifier: Apache-2.0
"""What was never started is not done: the block behind the join never runs, and the run ends well all the same."""

from observed import same


def check(run, case):
    same(run.exit_code, 0)
    same(run.result["status"], "success")
    same([line["name"] for line in run.calls("act")], ["whois_ip_1"])
    same(run.calls("add_note"), [])
    same(run.log, ["join_add_note_1() called", "on_finish() called"])
