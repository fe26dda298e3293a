# SPDX-License-Identifier: Apache-2.0
"""The Playbook API call by call: does an executable answer as the reference answers?

    python3 tests/oracle/api_surface.py --pbc build/bin/pbc [--seed 1] [--batches 8] [--calls 150] [--only NAME] [--odd 0.2] [--save DIR]

Playbooks of many calls, made from a seed: names of the API with arguments that are usual or odd, by position or by keyword, in a random
order, so that each finds what those before have left. Each prints what it gets, or the type of what it raises; both must print the same
and leave the same result. Ends with a line `N compared, N equal`.
"""

import argparse
import inspect
import json
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import api_rest
import api_values
from compare import HERE, outcome

sys.path.insert(0, str(HERE))
from phantom import rules  # noqa: E402

STARTING = ["act", "custom_function", "playbook", "prompt", "prompt2", "task", "set_action_limit"]
# What ends the run, and what is no function that takes data.
LEFT_OUT = {*STARTING, "discontinue", "playbook_block", "debug", "error", "LoopState", "Vault", "requests"}
SECONDS = 300

HEAD = '''import json
import phantom.rules as phantom
from datetime import datetime, timedelta


def check(number, call):
    try:
        phantom.debug(f"{number} {call()!r}")
    except Exception as error:
        phantom.debug(f"{number} raises {type(error).__name__}")


def ended(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.debug(f"ended {action} {success} {results} {handle} {kwargs}")


def old_style(action, success, incident, results, handle):
    phantom.debug(f"old {action} {success} {incident['id']} {results} {handle}")


def show(response):
    return response.status_code, response.text


def on_start(container):
    with open("note.txt", "w") as file:
        file.write("a note")
    phantom.save_run_data(key="code:out", value=json.dumps(["a", "b"]))
    phantom.save_run_data(key="code:rows", value=json.dumps([{"k": 1}, {"k": 2, "l": [1]}]))
    parameters = [{"ip": "10.1.2.3", "context": {"artifact_id": 1}}, {"ip": "8.8.8.8", "context": {"artifact_id": 2}}]
    phantom.act("geolocate ip", parameters=parameters, assets=["maxmind"], callback=first, name="geo")


def first(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.format(container=container, template="%%\\n{0}\\n%%", parameters=["artifact:*.cef.sourceAddress"], name="text")
    conditions = [["geo:action_result.data.*.c", "==", "FR"], ["artifact:*.cef.sourceAddress", "!=", ""]]
    phantom.condition(container=container, conditions=conditions, logical_operator="or", name="keep:condition_1")
    phantom.act("list vms", assets=["vmw"], callback=second, name="vms")


def second(action=None, success=None, container=None, results=None, handle=None, **kwargs):
'''


def call(chooser, name, odd):
    """`phantom.NAME(...)` with some of its arguments."""
    parameters = list(inspect.signature(rules.NAMES[name]).parameters.values())
    words, by_position = [], chooser.random() < 0.4
    for parameter in parameters:
        if parameter.kind is parameter.VAR_POSITIONAL:
            kind = {"concatenate": "values", "build_phantom_rest_url": "parts"}[name]
            words += [api_values.value(chooser, name, kind, odd) for _ in range(chooser.randrange(4))]
            by_position = False
        elif chooser.random() < (0.5 if parameter.default is not parameter.empty and len(parameters) > 3 else 0.85):
            text = api_values.value(chooser, name, parameter.name, odd)
            words.append(text if by_position else f"{parameter.name}={text}")
        else:
            by_position = False
    return f"phantom.{name}({', '.join(words)})"


def playbook(chooser, names, calls, odd):
    text = HEAD
    for number in range(calls):
        if number % 40 == 0 and number:
            text += f"    part_{number}(container=container, results=results)\n\n\ndef part_{number}(container=None, results=None, **kwargs):\n"
        name = chooser.choice(names)
        made = api_rest.call(chooser) if name == "requests" else call(chooser, name, odd)
        text += f"    check({number}, lambda: {made})\n"
    return text + "\n\ndef on_finish(container, summary):\n    phantom.debug(summary)\n"


def lines(seen):
    return seen["trace"].decode("utf-8", "replace").splitlines()


def compare(number, options, names, folder):
    """(calls compared, calls equal, what to print)."""
    chooser = random.Random(f"{options.seed} {number}")
    # Every fourth is of what starts something: fewer calls, each of which leaves more.
    is_starting = number % 4 == 3 and not options.only
    calls = options.calls // 3 if is_starting else options.calls
    asking = ["get_summary", "get_action_results", "completed"]
    text = playbook(chooser, STARTING + asking if is_starting else names, calls, options.odd / 2 if is_starting else options.odd)
    script = folder / "surface.py"
    script.write_text(text, encoding="utf-8")
    for name, value in (("event", api_values.EVENT), ("world", api_values.WORLD), ("inputs", api_values.INPUTS)):
        (folder / f"{name}.json").write_text(json.dumps(value))
    arguments = [str(folder / "event.json"), "--world", str(folder / "world.json"), "--inputs", str(folder / "inputs.json")]
    executable = folder / "executable"
    done = subprocess.run([options.pbc, "compile", "-O0", str(script), "-o", str(executable)], capture_output=True, timeout=SECONDS)
    if options.save:
        (options.save / f"{options.seed}_{number}.py").write_text(text, encoding="utf-8")
    if done.returncode != 0:
        return calls, 0, [f"not compiled {number}: {done.stderr.decode('utf-8', 'replace')[:500]}"]
    expected = outcome([sys.executable, str(HERE / "run.py"), "run", str(script), *arguments], folder / "reference")
    found = outcome([str(executable), "run", *arguments], folder / "found")
    ours, theirs = (
        {
            line["message"].partition(" ")[0]: line["message"]
            for line in map(json.loads, lines(seen))
            if line["api"] == "debug"
        }
        for seen in (found, expected)
    )
    source = {line.partition("(")[2].partition(",")[0]: line.strip() for line in text.splitlines() if line.startswith("    check(")}
    differing = [key for key in theirs.keys() | ours.keys() if ours.get(key) != theirs.get(key) and key.isdigit()]
    problems = []
    for key in sorted(differing, key=int):
        problems.append(f"differs {number}: {source[key]}\n      found     {ours.get(key)}\n      reference {theirs.get(key)}")
    for what in ("exit code", "stderr", "result", "trace"):
        if not problems and found[what] != expected[what]:
            problems.append(f"differs {number}: {what}")
            if what in ("result", "trace"):
                pairs = zip(found[what].decode().splitlines(), expected[what].decode().splitlines())
                problems += [f"      found     {a}\n      reference {b}" for a, b in [p for p in pairs if p[0] != p[1]][:3]]
            else:
                problems.append(f"      found     {found[what]}\n      reference {expected[what]}")
    return calls, calls - max(len(differing), bool(problems)), problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batches", type=int, default=8)
    parser.add_argument("--calls", type=int, default=150)
    parser.add_argument("--odd", type=float, default=0.2, help="how often an argument is of a kind that its place does not expect")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--save", type=Path, metavar="DIR", help="keep the playbooks there")
    options = parser.parse_args()
    options.pbc = options.pbc.resolve()
    names = options.only or sorted(rules.NAMES.keys() - LEFT_OUT)
    if not options.only:
        names += ["requests"] * (len(names) // 3)
    if options.save:
        options.save.mkdir(parents=True, exist_ok=True)

    def run(number):
        with tempfile.TemporaryDirectory() as folder:
            return compare(number, options, names, Path(folder))

    compared = equal = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for calls, good, problems in pool.map(run, range(options.batches)):
            compared, equal = compared + calls, equal + good
            for problem in problems:
                print(problem, flush=True)
    print(f"{compared} compared, {equal} equal")
    return 0 if compared == equal else 1


if __name__ == "__main__":
    sys.exit(main())
