# SPDX-License-Identifier: Apache-2.0
"""What a script gives under CPython 3.11 and as an executable that pbc made, and how the two differ."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REFUSAL = b"UnsupportedConstruct"
SECONDS = 120
BUILD_SECONDS = 600  # a loaded machine is slow with many programs in one file


class Outcome:
    """Bytes of stdout and stderr, and the exit code, of a command that ran in `folder`."""

    def __init__(self, command, folder, seconds=SECONDS, **variables):
        environment = {**os.environ, **variables}
        done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds,
                              env=environment)
        self.stdout, self.stderr, self.code = done.stdout, done.stderr, done.returncode

    @property
    def last_line(self):
        lines = self.stderr.rstrip(b"\n").splitlines()
        return lines[-1] if lines else b""

    def difference(self, other):
        """What differs from `other`, the expected outcome; "" when nothing does."""
        if self.stdout != other.stdout:
            return first_difference(self.stdout, other.stdout)
        if self.code != other.code:
            return f"exit code {self.code}, expected {other.code}: {_text(self.last_line)}"
        if self.last_line != other.last_line:
            return f"last line of stderr: {_text(self.last_line)}\n    expected: {_text(other.last_line)}"
        return ""


def first_difference(found, expected):
    ours, theirs = found.splitlines(), expected.splitlines()
    for number, (one, other) in enumerate(zip(ours, theirs), 1):
        if one != other:
            return f"stdout line {number}: {_text(one)}\n    expected: {_text(other)}"
    number = min(len(ours), len(theirs))
    tail = theirs[number] if number < len(theirs) else b"nothing"
    head = ours[number] if number < len(ours) else b"nothing"
    return f"stdout line {number + 1}: {_text(head)}\n    expected: {_text(tail)}"


def _text(line):
    return line.decode("utf-8", "backslashreplace")


def python_3_11():
    if sys.version_info[:2] == (3, 11):
        return sys.executable
    return shutil.which("python3.11")


def started(folder, name, command, **variables):
    """The outcome of a command that has an empty folder of its own to start in, and one for temporary files."""
    for part in ("here", "tmp"):
        (Path(folder) / name / part).mkdir(parents=True)
    return Outcome(command, Path(folder) / name / "here", TMPDIR=f"{folder}/{name}/tmp", **variables)


def under_python(python, script, folder, hash_seed="1"):
    return started(folder, f"python{hash_seed}", [python, "-W", "ignore", script], PYTHONHASHSEED=hash_seed,
                   PYTHONDONTWRITEBYTECODE="1")


def build(pbc, script, executable, folder, level):
    """The outcome of pbc; nothing of earlier builds is used. `level` is that of the C++ compiler's optimizer, None for pbc's choice."""
    chosen = [] if level is None else ["--host-opt", str(level)]
    return Outcome([pbc, "compile", "--no-cache", script, *chosen, "-o", executable], folder, BUILD_SECONDS)


def refusal(built):
    """Whether pbc refused a construct by name, and the first line of what it said."""
    lines = (built.stderr or built.stdout).decode("utf-8", "replace").strip().splitlines()
    said = [line for line in lines if "error" in line] or lines
    return built.code == 1 and REFUSAL in built.stdout + built.stderr, f"pbc exit code {built.code}: {''.join(said[:1])}"


def check(script, pbc, python, level):
    """("passed" | "refused" | "failed", what differs)"""
    try:
        with tempfile.TemporaryDirectory() as folder:
            expected = under_python(python, script, folder)
            if pbc is None:
                problem = under_python(python, script, folder, "2").difference(expected)
                return ("failed", problem) if problem else ("passed", "")
            executable = Path(folder) / "exe"
            built = build(pbc, script, executable, folder, level)
            if built.code != 0:
                refused, said = refusal(built)
                return "refused" if refused else "failed", said
            problem = started(folder, "pbc", [executable]).difference(expected)
            return ("failed", problem) if problem else ("passed", "")
    except subprocess.TimeoutExpired as error:
        return "failed", f"no end after {error.timeout} s: {error.cmd[0]}"
