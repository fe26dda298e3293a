# SPDX-License-Identifier: Apache-2.0
"""For the tests of triages: a bundle of our own playbooks, compiled once, and what it says of mails and events."""

import json
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PLAYBOOKS = ROOT / "playbooks"
DEMO = PLAYBOOKS / "demo"
PBC = ROOT / "build" / "bin" / "pbc"
LATEST = 60  # seconds


def compile_bundle(folder, executable):
    command = [str(PBC), "compile", str(folder), "-o", str(executable)]
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)


class Bundle:
    """Of the playbooks in a folder; of all that are shipped, unless one is given."""

    def __init__(self, folder=PLAYBOOKS):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = Path(self.scratch.name)
        self.program = self.folder / "triage"
        compile_bundle(folder, self.program)

    def close(self):
        self.scratch.cleanup()

    def start(self, *arguments, code=0, env=None):
        """What the command prints; its exit code must be the one that is expected."""
        command = [str(self.program), *(str(argument) for argument in arguments)]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=LATEST, check=False, env=env)
        assert ran.returncode == code, f"exit code {ran.returncode}\n{ran.stdout}\n{ran.stderr}"
        self.stderr = ran.stderr
        return ran.stdout

    def report(self, *arguments, **options):
        return json.loads(self.start(*arguments, "--format", "json", **options))

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path


def component(report, name):
    return next(each for each in report["components"] if each["component"] == name)


def playbook(report, name):
    return next(each for each in report["playbooks"] if each["playbook"] == name)
