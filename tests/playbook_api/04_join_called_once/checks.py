# SPDX-License-Identifier: Apache-2.0
"""Three branches reach the join, one of them gets through."""

from observed import holds, same


def check(run, case):
    same(run.exit_code, 0)
    same(run.log, ["join_add_note_1() called"] * 3 + ["on_finish() called"])
    same(len(run.calls("add_note")), 1)
    same(len(run.calls("save_run_data")), 1)
    same(run.result["run_data"], {"join_add_note_1_called": "add_note_1"})
    holds(run.place("action_result", name="geolocate_ip_1") < run.place("add_note"), "the quickest branch calls the block")
    holds(run.place("add_note") < run.place("action_result", name="whois_ip_1"), "the block does not wait for the others")
