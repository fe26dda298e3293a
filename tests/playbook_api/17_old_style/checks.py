# SPDX-License-Identifier: Apache-2.0
"""A callback (action, success, incident, results, handle) gets five arguments by position; what an unnamed filter kept is read through what it
returned."""

from observed import same


def check(run, case):
    same(run.stderr, "")
    same(run.exit_code, 0)
    expected = {
        "arguments": ["ip_reputation_1", True, 7, 1, None],
        "filtered": [["2.2.2.2", 2]],
        "all": [["1.1.1.1"], ["2.2.2.2"]],
        "no block": [["2.2.2.2"]],
        "artifacts": [[1], [["1.1.1.1"]]],
        "any order": ["h", 7, 1],
        "finish": [7, "success"],
    }
    same(run.values, expected)
