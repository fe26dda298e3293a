# SPDX-License-Identifier: Apache-2.0
"""A failed call is no exception: its status is `failed`, its data a row with None; the callback runs and `!= success` is taken."""

from observed import same

GOOD = ["1.1.1.1", "success", "", 5]
BAD = ["2.2.2.2", "failed", "quota exceeded", None]


def check(run, case):
    rows = {"one_of_two": [GOOD, BAD], "the_only_one": [BAD], "none": [GOOD]}[case]
    same(run.exit_code, 0)
    same(run.values["rows"], rows)
    same(run.values["data"], [[] if row is BAD else [{"score": 5}] for row in rows])
    same(run.values["success"], case != "the_only_one", "success with any result that is one")
    same(run.result["status"], "success", "the run goes on")
    wanted = "all are known" if case == "none" else "not all are known"
    same([line["comment"] for line in run.calls("comment")], [wanted])
    failed = [line for line in run.calls("action_result") if line["status"] == "failed"]
    same([line["data"] for line in failed], [[]] * (case != "none"))
