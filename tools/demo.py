#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `make demo` shows: playbooks become one executable, which triages the shipped mails on recorded answers."""

import json
import pathlib
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PLAYBOOKS = pathlib.Path("playbooks")
DEMO = PLAYBOOKS / "demo"
WORLD = ("--world", DEMO / "world.json", "--config", DEMO / "config.json")


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
    executable, reports = out / "triage", out / "reports"

    title("Compile")
    seconds = run(pbc, "compile", PLAYBOOKS, "-o", executable)
    print(f"{seconds:.2f} s for all playbooks below {PLAYBOOKS}/")

    title("Three mails")
    seconds = run(f"./{executable}", DEMO, *WORLD, "--outputs", reports)
    print(f"{seconds:.2f} s")

    title("Why")
    run(f"./{executable}", DEMO / "phish.eml", *WORLD)

    title("Where it stands")
    for mail in sorted((ROOT / DEMO).glob("*.eml")):
        report = json.loads((ROOT / reports / f"{mail.name}.triage.json").read_text(encoding="utf-8"))
        verdict = report["verdict"]
        print(f"{verdict['level']:<9} {reports / mail.name}.triage.html")
    print(f"\nThe same as JSON, and the ledger of each, beside them; ./{executable} --help says what else it does")


if __name__ == "__main__":
    main()
