# SPDX-License-Identifier: Apache-2.0
"""Options and inputs that make no sense, and outputs that have nowhere to go."""

import json
import os

import sandbox

PLAYBOOK = sandbox.HERE / "looks_at_inputs.py"
VALUES = [
    *("", "=", "null", "true", "-1", "1e400", "[", "[1, [2, {}]]", '{"a": {"b": []}}', '"', "NaN", "a=b", "x" * 100_000),
    *("[" * 50_000, "9" * 5000, '{"a": 1, "a": 2}', "\\ud800", "\n", "{0}", "%%", "artifact:*.cef.x", "playbook_input:value"),
]
USAGE = [
    *(["--no-such-option"], ["--input"], ["--input", "x"], ["--input", "=x"], ["one.json", "two.json", "three.json"], ["--world"]),
    *(["--max-steps", "x"], ["--max-steps", "-1"], ["--max-memory", "1T1"], ["--max-memory", "-5"], ["--max-memory", "999999999999999999999G"]),
    *(["--repeat", "0"], ["--repeat", "-1"], ["--repeat", "x"], ["--trace", "missing/t"], ["--result", "."], ["--ledger", "own.txt/l"]),
    *(["--files", "own.txt"], ["--files", "own.txt/x"], ["--files", "/proc/nothing"], ["--inputs", "own.txt"]),
]
REFERENCE_KNOWS = ("--no-such-option", "--input", "--world", "--inputs", "one.json")


def usage(programs, arguments):
    problems = []
    with sandbox.surroundings() as root:
        (root / "work" / "own.txt").write_text("kept")
        before = sandbox.picture(root)
        for who, command in programs.commands(PLAYBOOK).items():
            if who == "reference" and arguments[0] not in REFERENCE_KNOWS:
                continue
            outcome = sandbox.run([*command, *arguments], root / "work")
            is_clear = outcome.refusal is not None or who == "reference" and outcome.code == 2
            if not is_clear or outcome.internals:
                problems.append(f"{who}: {outcome}")
        if sandbox.picture(root) != before:
            problems.append("files have changed")
    return " ".join(arguments), problems


def value(programs, text):
    """Any value is an input: JSON where it is JSON, else text. The playbook looks at it in every way, and both see the same."""
    problems, results = [], []
    with sandbox.surroundings() as root:
        for who, command in programs.commands(PLAYBOOK).items():
            outcome = sandbox.run([*command, "--input", f"value={text}", "--result", f"{who}.json"], root / "work")
            if outcome.code != 0:
                problems.append(f"{who}: {outcome}")
            else:
                results.append((root / "work" / f"{who}.json").read_bytes())
    if len(set(results)) > 1:
        problems.append(f"executable and reference differ: {[json.loads(result)['run_data'] for result in results]}"[:500])
    return f"--input value={text[:40]}", problems


def outputs(programs, who):
    """What exists and is no regular file is written to, a link stays one, and a file is replaced whole."""
    problems = []
    with sandbox.surroundings() as root:
        work = root / "work"
        (work / "old.json").write_text("old")
        os.symlink("old.json", work / "link.json")
        os.symlink("/dev/null", work / "null")
        device = os.lstat("/dev/null")
        command = [*programs.commands(PLAYBOOK)[who], "--input", "value=1"]
        outcome = sandbox.run([*command, "--result", "link.json", "--trace", "null", "--ledger", "/dev/null"], work)
        if outcome.code != 0:
            problems.append(f"{outcome}")
        if not (work / "link.json").is_symlink() or not (work / "null").is_symlink():
            problems.append("has replaced a link")
        if json.loads((work / "old.json").read_text())["status"] != "success":
            problems.append("has not written through a link")
        if os.lstat("/dev/null")[:3] != device[:3]:
            problems.append("has replaced a device")
        if {path.name for path in work.iterdir()} != {"old.json", "link.json", "null"}:
            problems.append("leaves files behind")
    return f"outputs, {who}", problems


def compiled_to_a_device(programs):
    problems = []
    with sandbox.surroundings() as root:
        os.symlink("/dev/null", root / "work" / "null")
        outcome = sandbox.run([programs.pbc, "compile", PLAYBOOK, "-o", "null"], root / "work")
        if outcome.code != 0:
            problems.append(f"{outcome}")
        if not (root / "work" / "null").is_symlink() or len(list((root / "work").iterdir())) != 1:
            problems.append("has replaced a link to a device")
    return "pbc compile -o DEVICE", problems


def family(programs, pool):
    who = list(programs.commands(PLAYBOOK))
    jobs = [(usage, arguments) for arguments in USAGE] + [(value, text) for text in VALUES] + [(outputs, name) for name in who]
    if programs.pbc:
        jobs.append((compiled_to_a_device,))
    yield from pool.map(lambda job: job[0](programs, *job[1:]), jobs)
