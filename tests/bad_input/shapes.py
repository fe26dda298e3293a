# SPDX-License-Identifier: Apache-2.0
"""Every key of an event and of a world: missing, null, of each other type, and absurd.

What a wrong value is follows from valid.*.json: one of another JSON type than the value there, but where FREE says that anything may stand.
A wrong one is refused by a line with the file and the place; any other is used, and then no call of the Playbook API raises.
"""

import copy
import json
import os
import re
import sys

import sandbox

PLAYBOOK = sandbox.HERE / "asks_everything.py"
VALUES = {
    "null": None,
    "true": True,
    "5": 5,
    "-1": -1,
    "1.5": 1.5,
    "10**30": 10**30,
    "2**62": 2**62,
    '""': "",
    "text": "text",
    "NUL": "a\0b",
    "lone surrogate": "\ud800",
    "long text": "x" * 100_000,
    "[]": [],
    "{}": {},
    "[1]": [1],
    "[[1]]": [[1]],
    "[null]": [None],
    "[{}]": [{}],
    '{"a": 1}': {"a": 1},
    "deep": json.loads("[" * 100 + "]" * 100),
}
FREE = {
    "event": r"owner|owner_name|external_id|end_time|due_time|close_time|tags\[.*|data\..*|custom_fields\..*"
    r"|artifacts\[\d+\]\.(description|type|end_time|kill_chain|hash|owner_id|ingest_app_id|playbook_run_id|parent_artifact)"
    r"|artifacts\[\d+\]\.(cef|data)\..*|artifacts\[\d+\]\.tags\[.*",
    "world": r"actions\[\d+\]\.(parameter|result\.summary)\..*|actions\[\d+\]\.result\.data\[.*|lists\.\w+\[\d+\]\[.*"
    r"|prompts\.\w+\.responses\[.*|containers\[\d+\]\.artifacts\[\d+\]\.cef\..*|workbooks.*\.(owner|suggestions\..*)"
    r"|vault\[\d+\]\.(contains\[.*|metadata\..*)|indicators\[\d+\]\.(value|tags\[.*)|playbooks\[\d+\]\.(scm|tags\[.*)"
    r"|cef_metadata\[\d+\]\.data_types\[.*|http\[\d+\]\.(json.*|headers\..*)",
}
# Members that an object must have, and numbers that are whole.
REQUIRED = r"actions\[\d+\]\.action|assets\[\d+\]\.name"
FRACTIONS = r".*\.latency_ms"
# The reference takes a tenth of a second for each.
REFERENCE_TAKES_EVERY = 25


def places(value, path=""):
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from places(item, f"{path}[{number}]")


def steps(path):
    return [int(number) if number else key for key, number in re.findall(r"([^.\[\]]+)(?![^\[]*\])|\[(\d+)\]", path)]


def value_at(value, path):
    for step in steps(path):
        value = value[step]
    return value


def changed(value, path, change):
    """A copy in which `change(holder, key)` has been applied to that place."""
    holder = {"": copy.deepcopy(value)}
    target, keys = holder, ["", *steps(path)]
    for key in keys[:-1]:
        target = target[key]
    change(target, keys[-1])
    return holder[""]


def kind(value):
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__


def is_wrong(what, path, old, new):
    if re.fullmatch(FREE[what], path):
        return False
    if new is None:
        return not path or path.endswith("]") or re.fullmatch(REQUIRED, path) is not None or re.search(r"(^|\.)id$", path) is not None and what == "event"
    if kind(old) != kind(new) and not (path.endswith(".parameter") and isinstance(new, dict)):
        return True
    if kind(old) == "number":
        return not isinstance(new, int) and not re.fullmatch(FRACTIONS, path) or abs(new) >= 2**63
    return False


def cases(what):
    """(label, path, the file's value, must it be refused)"""
    valid = json.loads((sandbox.HERE / f"valid.{what}.json").read_text())
    for path in places(valid):
        old = value_at(valid, path)
        if path:
            required = bool(re.fullmatch(REQUIRED, path))
            yield f"{what} without {path}", path, changed(valid, path, lambda holder, key: holder.pop(key)), required
        for name, new in VALUES.items():
            if re.fullmatch(FREE[what], path) and name in ("1.5", "-1", "[1]", "[null]", "[[1]]", "2**62"):
                continue
            made = changed(valid, path, lambda holder, key, new=new: holder.__setitem__(key, new))
            yield f"{what} with {path or 'all'} = {name}", path, made, is_wrong(what, path, old, new)


def arguments(what, file):
    valid = {each: sandbox.HERE / f"valid.{each}.json" for each in ("event", "world")}
    valid[what] = file
    return [valid["event"], "--world", valid["world"]]


def judged(outcome, name, path, must_refuse, trace):
    if outcome.code == 2:
        said = outcome.refusal
        if said is None or not said.startswith(f"{name}: "):
            return f"no clear error: {outcome}"
        place = said[len(name) + 2 :].split(": ")[0]
        if path and not (place.startswith(path) or path.startswith(place)):
            return f"names another place: {said!r}"
        return None
    if outcome.code != 0:
        return f"{outcome}"
    if must_refuse:
        return "was not refused"
    raised = [line for line in errors_in(trace) if "JSONDecodeError" not in line]  # code that takes a text for JSON
    return f"a call raises: {raised[0]}" if raised else None


def errors_in(trace):
    return [json.loads(line)["message"] for line in trace.read_bytes().splitlines() if b'"api": "error"' in line]


def check(programs, what, number, case):
    label, path, value, must_refuse = case
    problems = []
    with sandbox.surroundings() as root:
        name = "given.json"
        (root / "work" / name).write_text(json.dumps(value))
        before = sandbox.picture(root)
        traces = []
        for who, command in programs.commands(PLAYBOOK).items():
            if who == "reference" and programs.pbc and number % REFERENCE_TAKES_EVERY:
                continue
            trace = root.parent / f"{root.name}.{who}"
            try:
                outcome = sandbox.run([*command, *arguments(what, name), "--trace", trace, "--result", os.devnull], root / "work")
                problem = judged(outcome, name, path, must_refuse, trace)
                if problem:
                    problems.append(f"{who}: {problem}")
                elif trace.exists():
                    traces.append(trace.read_bytes())
            finally:
                trace.unlink(missing_ok=True)
        if len(traces) == 2 and traces[0] != traces[1]:
            problems.append("executable and reference differ")
        if sandbox.picture(root) != before:
            problems.append("files have changed")
    return label, problems


def family(programs, pool):
    programs.commands(PLAYBOOK)
    for what in ("event", "world"):
        yield from pool.map(lambda numbered: check(programs, what, *numbered), enumerate(cases(what)))
