# SPDX-License-Identifier: Apache-2.0
"""The filter keeps results whose data matches; each still knows its artifact, and its lists hold only what led to the match."""

from observed import same


def check(run, case):
    same(run.exit_code, 0)
    same(run.values["ids"], [], "no comparison is about artifacts")
    same(run.values["rows"], [["1.1.1.1", 11], ["3.3.3.3", 33]])
    same(run.values["engines"], [["b", 11], ["d", 33], ["e", 33]])
    same(run.values["whole"], [["a"], ["b"], ["c"], ["d"], ["e"]], "what is stored stays whole")
    sent = run.calls("act", name="block_ip_1")[0]["parameters"]
    same([(item["ip"], item["context"]["artifact_id"]) for item in sent], [("1.1.1.1", 11), ("3.3.3.3", 33)])
    same(run.values["blocked"], [[11, "1.1.1.1"], [33, "3.3.3.3"]])
