# SPDX-License-Identifier: Apache-2.0
"""2 app runs with 3 results each, in the order of the parameters although the second asset is quicker; 6 rows, asset by asset."""

from observed import same

IPS = ["1.1.1.1", "2.2.2.2", "3.3.3.3"]


def check(run, case):
    same(run.exit_code, 0)
    same(run.values["shape"], [["virustotal", IPS], ["threatstream", IPS]])
    same(run.values["ips"], [[ip] for ip in IPS * 2])
    same(run.values["from"], [[by, number] for by in ("vt", "ts") for number in (1, 2, 3)])
    runs = run.result["action_runs"][0]["app_runs"]
    same([app_run["asset"] for app_run in runs], ["virustotal", "threatstream"])
    same([app_run["summary"]["total_objects"] for app_run in runs], [3, 3])
    same(len(run.calls("action_result")), 6)
    same(run.total["parameters"], 6)
