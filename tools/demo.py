#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `make demo` shows: a playbook becomes an executable, the executable answers a reported mail."""

import collections
import json
import pathlib
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASE = pathlib.Path("playbooks/phishme_respond")
PLAYBOOK = CASE / "phishme_email_investigate_and_respond.py"


def run(*command):
    """Shows and runs a command; gives back the seconds it took."""
    print("$", shlex.join(str(part) for part in command), flush=True)
    begin = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code != 0:
        sys.exit(f"demo: exit code {code}")
    return time.monotonic() - begin


def title(text):
    print(f"\n{text}\n{'-' * len(text)}")


def main():
    pbc, out = sys.argv[1], pathlib.Path(sys.argv[2])
    (ROOT / out).mkdir(parents=True, exist_ok=True)
    executable, cxx = out / "phishme", out / "phishme.cpp"
    ledger, result = out / "ledger.jsonl", out / "result.json"

    title("Compile")
    run(pbc, "compile", PLAYBOOK, "--emit=cpp", "-o", cxx)
    seconds = run(pbc, "compile", PLAYBOOK, "-o", executable)
    print(f"{seconds:.2f} s; the C++ in between: {cxx}")

    title("Run")
    seconds = run(f"./{executable}", "run", CASE / "malicious.event.json", "--world", CASE / "malicious.world.json",
                  "--ledger", ledger, "--result", result)
    *requests, last = [json.loads(line) for line in (ROOT / ledger).read_text(encoding="utf-8").splitlines()]
    total = last["total"]
    print(f"{seconds:.2f} s, for {total['t_ms'] / 1000:.2f} s on the world's clock")

    title("What was asked of whom")
    asked = collections.OrderedDict()
    for request in requests:
        entry = asked.setdefault((request["asset"], request["action"]), [request["t_ms"], 0, 0])
        entry[1] += request["parameters"]
        entry[2] += request["requests"]
    for (asset, action), (first, parameters, sent) in asked.items():
        print(f"{first:6d} ms  {asset:<16} {action:<24} {parameters:3d} asked  {sent:3d} sent")
    print(f"{total['t_ms']:6d} ms  {'total':<41} {total['parameters']:3d} asked  {total['requests']:3d} sent, "
          f"{total['cache_hits']} answered from the run's own cache")

    state = json.loads((ROOT / result).read_text(encoding="utf-8"))
    container = state["container"]
    title("Outcome")
    print(f"run {state['status']}; severity {container['severity']}, status {container['status']}")
    for pin in state["pins"]:
        print(f"pin      {pin['message']}: {pin['data']}")
    for comment in state["comments"]:
        print(f"comment  {comment['comment']}")
    for note in state["notes"]:
        print(f"note     {note['title']}")
        for line in str(note["content"]).splitlines():
            print(f"         {line}")
    print(f"\nAll of it: {result}, {ledger}")


if __name__ == "__main__":
    main()
