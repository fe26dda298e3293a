# SPDX-License-Identifier: Apache-2.0
"""What the child saves in on_finish is there in the parent's callback; of several, the last counts. A summary has an entry for each result. Over REST
a run's inputs and outputs are lists of JSON texts and its message is the summary as text."""

from observed import same


def check(run, case):
    same(run.stderr, "")
    same(run.exit_code, 0)
    values = run.values
    same(values["output"], [True, [["a", 2], ["b", None]]])
    same(values["record"], [2, "success", "child"])
    texts, inputs = values["inputs"]
    same([type(text) is str for text in texts], [True] * len(texts))
    same(inputs, [{"word": ["a", "b"]}])
    same(values["outputs"], [{"word": ["a", "b"], "count": 2}])
    same(values["message"], [["look_up_1", "success", ["x"]]])
    same(values["same"], True)
    same(values["head"], ["playbook", "success"])
    same(values["result"], [["ip_reputation_1", "ip reputation", True, "success", "1 action succeeded, 1 action failed"]])
    same(
        values["app_runs"],
        [
            ["VirusTotal", "ip reputation", "success", "1.1.1.1", {"positives": 3}],
            ["VirusTotal", "ip reputation", "failed", "2.2.2.2", {}],
        ],
    )
    same(values["by id"], [1, ["success", "failed"]])
    same(run.result["outputs"], {"verdict": "bad", "n": [1, 2]})
