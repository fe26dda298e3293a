# SPDX-License-Identifier: Apache-2.0
"""Runs in a folder of their own, whose surroundings must stay as they were."""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ORACLE = HERE.parent / "oracle" / "run.py"
SECRET = "the content of a file that no run may see"
SECONDS = 60
INTERNALS = ("internal", "Traceback", "terminate called", "std::", ".cpp", "AddressSanitizer", "runtime error")


class Outcome:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def refusal(self):
        """What is said of an input that cannot be used, or None when that is not what happened."""
        is_one_line = self.err.startswith("error: ") and self.err.count("\n") == 1 and self.err.endswith("\n")
        return self.err[len("error: ") : -1] if self.code == 2 and is_one_line and not self.internals else None

    @property
    def internals(self):
        """Words that only the program's own code has, or nothing."""
        return [word for word in INTERNALS if word in self.err]

    def __str__(self):
        return f"exit code {self.code}, {self.err[-300:]!r}"


def run(command, folder, seconds=SECONDS):
    """A signal is a negative exit code; no end in time is -1000."""
    try:
        done = subprocess.run(
            [str(word) for word in command], cwd=folder, capture_output=True, timeout=seconds, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return Outcome(-1000, "", f"no end after {seconds} s")
    return Outcome(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


@contextmanager
def surroundings():
    """A folder `work` to run in, beside a folder `outside` with things that are no business of a run."""
    with tempfile.TemporaryDirectory(prefix="pbc-bad-input-") as folder:
        root = Path(folder).resolve()
        (root / "work").mkdir()
        outside = root / "outside"
        (outside / "folder").mkdir(parents=True)
        (outside / "secret.txt").write_text(SECRET)
        (outside / "folder" / "inner.txt").write_text(SECRET)
        yield root


def picture(folder):
    """Everything in it: names, kinds, modes, contents, times."""
    found = {}
    for path, folders, files in os.walk(folder):
        for name in [".", *folders, *files]:
            full = os.path.join(path, name)
            status = os.lstat(full)
            content = os.readlink(full) if os.path.islink(full) else Path(full).read_bytes() if os.path.isfile(full) else None
            found[os.path.normpath(full)] = (status.st_mode, status.st_mtime_ns, content)
    return found


class Programs:
    """Compiled playbooks, and the commands that run them: {"executable": ..., "reference": ...}."""

    def __init__(self, pbc, folder):
        self.pbc, self.folder, self._made = pbc, Path(folder), {}

    def commands(self, playbook, path=HERE):
        reference = [sys.executable, ORACLE, "run", playbook, "--path", path]
        if not self.pbc:
            return {"reference": reference}
        return {"executable": [self.executable(playbook, path), "run"], "reference": reference}

    def executable(self, playbook, path=HERE):
        if playbook not in self._made:
            target = self.folder / f"{len(self._made)}"
            command = [self.pbc, "compile", playbook, "--path", path, "-o", target]
            done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
            if done.returncode != 0:
                raise RuntimeError(f"pbc does not compile {playbook}: {done.stderr or done.stdout}")
            self._made[playbook] = target
        return self._made[playbook]
