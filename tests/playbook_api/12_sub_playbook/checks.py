# SPDX-License-Identifier: Apache-2.0
"""The child sees its list of 2 as two rows; its on_finish comes before the parent's callback, and that before the parent's on_finish.
A key on its output goes through the list by itself. Runs share neither inputs nor what is done."""

from observed import same

URLS = ["https://a.example", "https://b.example"]


def check(run, case):
    same(run.exit_code, 0)
    order = ["parent goes on", "child on_finish() called", "success: true", "on_finish() called"]
    same([message for message in run.log if message in order], order)
    values = run.values
    same(values["inputs"], [[url] for url in URLS])
    same(values["success"], True)
    same(values["completed"], True)
    same(values["types"], [["url", "bad"], ["url", "bad"]])
    same(values["verdicts"], [["bad"]])
    same(values["passed"], [[url] for url in URLS])
    same(values["missing"], [[None]])
    same(values["own"], [[None]], "the parent has no such input")
    same(values["child's act"], False)
    same([act["name"] for act in run.result["action_runs"]], [], "the result shows the parent's own actions")
    answered = [line["t_ms"] for line in run.calls("action_result")]
    same(run.calls("debug", message="success: true")[0]["t_ms"], max(answered), "the parent goes on when the child's last answer is there")
