# SPDX-License-Identifier: Apache-2.0
"""The block behind the join runs exactly once, whichever ends first and also when both end together: in the callback of the last."""

from observed import holds, same


def check(run, case):
    same(run.exit_code, 0)
    same(len(run.calls("add_note")), 1, "notes")
    same(run.log.count("join_add_note_1() called"), 2, "joins reached")
    same(run.values["results"], None, "a join passes no results on")
    ends = [line["name"] for line in run.calls("action_result")]
    first, last = ["whois_ip_1", "geolocate_ip_1"][:: -1 if case == "second_is_quicker" else 1]
    same(ends, [first, last])
    holds(run.place("action_result", name=last) < run.place("add_note"), "the block must not run before both have ended")
    same(run.log[-1], "on_finish() called")
