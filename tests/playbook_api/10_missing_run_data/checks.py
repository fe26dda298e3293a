# SPDX-License-Identifier: Apache-2.0
"""A key that was never saved is the empty text, so that the generated idiom gives None."""

from observed import same


def check(run, case):
    same(run.exit_code, 0)
    same(run.values, {"missing": "", "idiom": None, "saved": [1, None], "text": "[1, null]"})
    same(run.result["run_data"], {"code_1:found": "[1, null]"})
