# SPDX-License-Identifier: Apache-2.0
"""How often the action runs: until its newest result says so, exactly max_iterations times, or until max_ttl has passed on the run's clock."""

from observed import same

MINUTE = 60_000


def check(run, case):
    same(run.exit_code, 0)
    times = {}
    for line in run.calls("action_result"):
        times.setdefault(line["name"], []).append(line["t_ms"])
    # Each waits 2 minutes after the one before; the answers take no time.
    same(times["by_condition_1"], [0, 2 * MINUTE, 4 * MINUTE])
    start = 4 * MINUTE
    same(times["by_count_1"], [start + n * 2 * MINUTE for n in range(4)])
    start += 6 * MINUTE
    # After 10 minutes the time is not exceeded yet; after 12 it is.
    same(times["by_time_1"], [start + n * 2 * MINUTE for n in range(7)])
    same(len(times["once_1"]), 1)
    same(run.values["condition rows"], [["done"]], "each iteration replaces the results of the one before")
    same(run.result["status"], "success")
