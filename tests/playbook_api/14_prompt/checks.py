# SPDX-License-Identifier: Apache-2.0
"""Answers are text, in the order of the questions; a number compares with its text. Without an answer the time passes: the prompt has failed and
the callback runs."""

from observed import same

ROWS = {
    "yes": ["success", "Yes", "known bad", "9", "bob"],
    "no": ["success", "No", "ours", "9", "bob"],
    "timeout": ["failed", None, None, None, None],
    "nobody": ["failed", None, None, None, None],
}
COMMENTS = {"yes": "blocked", "no": "left alone", "timeout": "nobody answered", "nobody": "nobody answered"}
MILLISECONDS = {"yes": 60_000, "no": 60_000, "timeout": 30 * 60_000, "nobody": 30 * 60_000}


def check(run, case):
    row = ROWS[case]
    same(run.exit_code, 0)
    same(run.values["success"], row[0] == "success")
    same(run.values["rows"][0][:4], row[:4])
    same(len(run.values["rows"]), 1)
    if row[0] == "success":
        same(run.values["rows"][0][4], row[4])
        same(run.values["whole"], [row[1:4]])
    same(run.values["message"], ["Block these?\n- 1.1.1.1\n- 2.2.2.2"])
    same([line["comment"] for line in run.calls("comment")], [COMMENTS[case]])
    same([line["t_ms"] for line in run.calls("comment")], [MILLISECONDS[case]])
    same(run.result["status"], "success")
