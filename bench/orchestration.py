#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Events per second and core: compiled playbooks against the reference under the CPython that runs this.

    orchestration.py --pbc build/bin/pbc [--rounds 5]

Our playbooks run their `malicious` event over and over in one process, without waiting for anything: the world is recorded and its
clock virtual. Both are timed by processor time and in turn; a value is the median of the rounds. Both read event, world and inputs
once, and give every run copies of its own; the reference also parses the playbook once. No trace is written by either.
"""

import argparse
import builtins
import marshal
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "oracle"))
import run as oracle  # noqa: E402

MAIN = ("url_reputation", "email_alert", "phishme_respond", "attachment_detonate")
TARGET = 20
COMPILED_EVENTS, REFERENCE_EVENTS = 2000, 40


def arguments(folder):
    found = [str(folder / "malicious.event.json"), "--world", str(folder / "malicious.world.json")]
    inputs = folder / "malicious.inputs.json"
    return found + (["--inputs", str(inputs)] if inputs.is_file() else [])


def compile_once():
    """compile() that knows what it has compiled."""
    real, known = builtins.compile, {}

    def compile_(source, filename, mode, *rest, **named):
        key = (source, filename, mode)
        if key not in known:
            known[key] = real(source, filename, mode, *rest, **named)
        return known[key]

    builtins.compile = compile_


def read_once():
    """read_json() that keeps what it has read, in the form that CPython copies fastest; the shapes are checked when it is read."""
    real, known = oracle.read_json, {}
    checks = {name: getattr(oracle.shapes, name) for name in ("check_world", "check_event")}

    def read_json(path):
        for name, check in checks.items():
            setattr(oracle.shapes, name, check if path not in known else lambda value: None)
        if path not in known:
            known[path] = marshal.dumps(real(path))
        return marshal.loads(known[path])

    oracle.read_json = read_json


def reference_rate(playbook, given):
    options = oracle.arguments([str(playbook), *given])
    begin = time.process_time()
    for _ in range(REFERENCE_EVENTS):
        process, run, source = oracle.prepare(options)
        run.load(source, options.playbook)
        run.start()
        process.scheduler.run()
        run.result()
    return REFERENCE_EVENTS / (time.process_time() - begin)


def compiled_rate(executable, given, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([executable, "run", *given, "--result", folder / "result", "--repeat", str(COMPILED_EVENTS)],
                   check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return COMPILED_EVENTS / (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    compile_once()
    read_once()
    print(f"\n{'events per second and core':<28}{'CPython':>10}{'compiled':>10}{'ratio':>8}  target {TARGET}")
    for name in MAIN:
        folder = ROOT / "playbooks" / name
        playbook = next(iter(sorted(folder.glob("*.py"))))
        given = arguments(folder)
        with tempfile.TemporaryDirectory() as made:
            executable = Path(made) / name
            subprocess.run([options.pbc, "compile", playbook, "-o", executable], check=True)
            slow, fast = [], []
            for _ in range(options.rounds):
                slow.append(reference_rate(playbook, given))
                fast.append(compiled_rate(executable, given, Path(made)))
        ratio = statistics.median(fast) / statistics.median(slow)
        print(f"{name:<28}{statistics.median(slow):>10.0f}{statistics.median(fast):>10.0f}{ratio:>8.1f}  {'met' if ratio >= TARGET else 'MISSED'}")


if __name__ == "__main__":
    main()
