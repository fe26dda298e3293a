# SPDX-License-Identifier: Apache-2.0
"""A returned list gives the same rows with `data.item` (outputs_type list) and `data.*.item`; one call for each dict, in order; one that raises
is a result that failed, and the others still run. An empty list of parameters runs nothing and calls back."""

from observed import same


def check(run, case):
    same(run.exit_code, 0)
    values = run.values
    same(values["data.item"], ["a", "b", None, "c", None])
    same(values["data.*.item"], ["a", "b", None, "c", None])
    same([message for message in run.log if message.startswith("success: ")], ["success: true", "success: [true, false, true, true]"])
    same(values["data"], [[{"item": "a"}, {"item": "b"}], {}, [{"item": "c"}], []])
    same(values["words"], [["x", 2], ["y", 2]])
    same(values["implicit"], [["x"], ["y"]])
    same(values["done"], True)
    same(values["empty"], [False, True, []])
