# SPDX-License-Identifier: Apache-2.0
"""Can a wrong merge go unnoticed? Compiles with connectors that are not true, by PBC_CONNECTORS.

    python3 tests/optimizer/wrong_merges.py --pbc build/bin/pbc

- An action that only asks is said to be of class `contain`: its acts lose their marks, and no other act does.
- An action that changes something, or asks how things are now, is said to be a `lookup`: the compiler believes it and merges what it must not, and
  same_run.py, which knows the true classes, must find a difference. With true connectors it must find none.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True

from levels import PLAYBOOKS, SECONDS, playbooks  # noqa: E402
from effects import CONNECTORS  # noqa: E402

SAME_RUN = Path(__file__).resolve().parent / "same_run.py"
MARK = re.compile(r'phantom\.act(?:\[(act|run)\])?\((?:action=)?"([^"]*)"')

# (action, asset, parameter): one of each class that may not be shared in the whole run.
MUST_NOT = (
    ("block ip", "pan", "ip"),
    ("unblock ip", "pan", "ip"),
    ("send email", "smtp", "to"),
    ("create ticket", "servicenow", "table"),
    ("execute program", "ssh", "command"),
    ("detonate file", "atd", "vault_id"),
    ("run query", "splunk", "query"),
    ("get file", "carbonblack", "hash"),
)
MAY = ("geolocate ip", "maxmind", "ip")

# Asks for one thing twice in an act, and in another act again.
TWICE = '''"""
Asks the same three times
"""

import phantom.rules as phantom
import json


def on_start(container):
    first()


def first(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    parameters = [{{"{parameter}": "192.0.2.1"}}, {{"{parameter}": "192.0.2.1"}}]
    phantom.act("{action}", parameters=parameters, assets=["{asset}"], callback=second, name="first")


def second(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.debug(json.dumps(phantom.collect2(container=container, datapath=["first:action_result.message"], action_results=results)))
    phantom.act("{action}", parameters=[{{"{parameter}": "192.0.2.1"}}], assets=["{asset}"], callback=third, name="second")


def third(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.debug(json.dumps(phantom.collect2(container=container, datapath=["second:action_result.message"], action_results=results)))


def on_finish(container, summary):
    phantom.debug("finished")
'''


def untrue(folder, action, effect):
    """Connectors in which all apps say that an action is of this class."""
    folder.mkdir()
    for file in CONNECTORS.glob("*.json"):
        descriptor = json.loads(file.read_text(encoding="utf-8"))
        if action in descriptor["actions"]:
            descriptor["actions"][action]["effect"] = effect
        (folder / file.name).write_text(json.dumps(descriptor), encoding="utf-8")
    return {**os.environ, "PBC_CONNECTORS": str(folder)}


def marks(pbc, playbook, environment=None):
    """[(action, mark)] of its acts."""
    command = [pbc, "compile", str(playbook), "--path", str(PLAYBOOKS), "--dump-ir"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True, env=environment)
    return [(action, mark or "") for mark, action in MARK.findall(done.stdout)]


def loses_its_marks(pbc, playbook, action, scratch):
    """What is wrong, or nothing."""
    before = marks(pbc, playbook)
    after = marks(pbc, playbook, untrue(scratch / "connectors", action, "contain"))
    expected = [(name, "" if name == action else mark) for name, mark in before]
    return "" if after == expected else f"marks {after} instead of {expected}"


def compared(pbc, entry, scratch, environment):
    """Whether same_run.py finds no difference, and what it says."""
    action, asset, parameter = entry
    folder = scratch / "playbooks"
    folder.mkdir()
    (folder / "twice.py").write_text(TWICE.format(action=action, asset=asset, parameter=parameter), encoding="utf-8")
    command = [sys.executable, str(SAME_RUN), "--pbc", pbc, "--worlds", "3", "--jobs", "1", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=environment)
    return done.returncode == 0, done.stdout + done.stderr


def is_noticed(pbc, entry, scratch):
    """What is wrong, or nothing."""
    is_same, said = compared(pbc, entry, scratch, untrue(scratch / "connectors", entry[0], "lookup"))
    if not is_same and "differs" in said:
        return ""
    return f"a wrong merge was not noticed:\n{said}"


def is_same(pbc, entry, scratch):
    same, said = compared(pbc, entry, scratch, None)
    return "" if same else f"differs:\n{said}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    pbc = str(options.pbc.resolve())
    attempts = []
    for playbook, _ in playbooks([PLAYBOOKS], ""):
        for action in sorted({action for action, mark in marks(pbc, playbook) if mark}):
            attempts.append((f"`{action}` of {playbook.stem} as contain", loses_its_marks, (pbc, playbook, action)))
    for entry in MUST_NOT:
        attempts.append((f"`{entry[0]}` as lookup", is_noticed, (pbc, entry)))
    for entry in (*MUST_NOT, MAY):
        attempts.append((f"`{entry[0]}` as it is", is_same, (pbc, entry)))

    def attempt(one):
        with tempfile.TemporaryDirectory() as scratch:
            return one[1](*one[2], Path(scratch))

    failed = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for (title, *_), problem in zip(attempts, pool.map(attempt, attempts)):
            failed += bool(problem)
            print(f"{'FAILED' if problem else 'passed'} {title}{': ' if problem else ''}{problem}", flush=True)
    print(f"{len(attempts)} attempts, {failed} failed")
    return 1 if failed or not attempts else 0


if __name__ == "__main__":
    sys.exit(main())
