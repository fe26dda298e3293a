# SPDX-License-Identifier: Apache-2.0
"""A list that a code block saves is read as one row for each element, which become one parameter each."""

from observed import same

HOSTS = ["a.example", "b.example"]


def check(run, case):
    same(run.exit_code, 0)
    same(run.values, {"rows": [[host] for host in HOSTS], "one": [["a.example"]], "none": [[None]]})
    same(run.calls("act")[0]["parameters"], [{"domain": host} for host in HOSTS])
    same([line["parameter"]["domain"] for line in run.calls("action_result")], HOSTS)
    same([line["parameter"] for line in run.requests], [{"domain": host} for host in HOSTS])
