# SPDX-License-Identifier: Apache-2.0
"""Playbooks that call themselves or each other, custom functions that do, actions whose callback acts again: an end, and soon."""

import json

import sandbox

FOLDER = sandbox.HERE / "cycles"
SECONDS = 30
DEPTH = 32  # docs/playbook-api.md, Sub-playbooks
RUNS = 10_000


def run(programs, who, name, *options):
    with sandbox.surroundings() as root:
        command = programs.commands(FOLDER / f"{name}.py", FOLDER)[who]
        before = sandbox.picture(root / "outside")
        outcome = sandbox.run([*command, "--result", "r.json", "--trace", "t", *options], root / "work", SECONDS)
        files = [root / "work" / file for file in ("r.json", "t")]
        result = json.loads(files[0].read_text()) if files[0].exists() else {}
        trace = files[1].read_text().splitlines() if files[1].exists() else []
        problems = [] if sandbox.picture(root / "outside") == before else [f"{who}: files have changed"]
        return outcome, result, [json.loads(line) for line in trace], problems


def messages(trace):
    return [line["message"] for line in trace if line["api"] == "debug"]


def nested(programs, who, name):
    """32 below the first run; the one that would be too deep has failed, those above it have not."""
    outcome, result, trace, problems = run(programs, who, name)
    if outcome.code != 0 or result.get("status") != "success":
        problems.append(f"{who}: {outcome}")
    elif messages(trace).count("started") != DEPTH + 1 or messages(trace).count("child failed") != 1 or messages(trace).count("child ended") != DEPTH:
        problems.append(f"{who}: {messages(trace)[:3]} ... {len(trace)} lines")
    return f"{name}, {who}", problems


def branching(programs, who):
    outcome, result, trace, problems = run(programs, who, "calls_itself_twice")
    if outcome.code != 0 or result.get("status") != "success":
        problems.append(f"{who}: {outcome}")
    elif messages(trace).count("started") != RUNS:
        problems.append(f"{who}: {messages(trace).count('started')} runs")
    return f"calls_itself_twice, {who}", problems


def custom_function(programs, who):
    """A custom function must not call one: that is its own failure."""
    outcome, result, trace, problems = run(programs, who, "custom_function_calls_itself")
    if outcome.code != 0 or messages(trace) != ["[false, [[false]]]"]:
        problems.append(f"{who}: {outcome} {messages(trace)}")
    return f"custom_function_calls_itself, {who}", problems


def recursion(programs, who):
    outcome, result, trace, problems = run(programs, who, "block_calls_itself")
    last = outcome.err.rstrip("\n").split("\n")[-1]
    if outcome.code != 1 or not last.startswith("RecursionError") or result.get("status") != "failed":
        problems.append(f"{who}: {outcome}")
    return f"block_calls_itself, {who}", problems


def endless(programs, name, options, ends):
    """Nothing but the limits of the run ends it."""
    outcome, result, trace, problems = run(programs, "executable", name, *options)
    if outcome.code != 1 or ends not in outcome.err or result.get("status") != "failed":
        problems.append(f"{outcome}")
    return f"{name} {' '.join(options)}", problems


def family(programs, pool):
    for playbook in FOLDER.glob("*.py"):
        programs.commands(playbook, FOLDER)
    who = list(programs.commands(FOLDER / "calls_itself.py", FOLDER))
    jobs = [(nested, name, playbook) for name in who for playbook in ("calls_itself", "calls_the_other", "calls_a_cycle")]
    jobs += [(check, name) for name in who for check in (custom_function, recursion)]
    if "executable" in who:
        jobs.append((branching, "executable"))  # half a minute under the reference
        jobs.append((endless, "acts_again", ["--max-memory", "64M"], "MemoryError"))
        jobs.append((endless, "acts_again", ["--max-steps", "100000"], "StepLimitReached"))
    yield from pool.map(lambda job: job[0](programs, *job[1:]), jobs)
