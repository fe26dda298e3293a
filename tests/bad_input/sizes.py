# SPDX-License-Identifier: Apache-2.0
"""Much of everything: 100,000 artifacts, answers, rows; long texts; more than the memory holds. Soon over, and never without a message."""

import json
import time

import sandbox

PLAYBOOK = sandbox.HERE / "looks_at_artifacts.py"
COUNT = 100_000
REFERENCE_COUNT = 5_000  # it copies what it hands out, time and again
SECONDS = 30


def event(count):
    artifacts = [{"cef": {"sourceAddress": f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}", "n": n}, "tags": ["x"]} for n in range(count)]
    return {"name": "large", "artifacts": artifacts}


def world(count):
    answers = [{"action": "ip reputation", "parameter": {"ip": f"10.0.0.{n}"}} for n in range(count)]
    return {"actions": answers, "lists": {"blocked": [[f"10.0.1.{n}", "x"] for n in range(count)]}}


def run(programs, who, given_event, given_world, *options):
    with sandbox.surroundings() as root:
        (root / "work" / "e.json").write_text(json.dumps(given_event))
        (root / "work" / "w.json").write_text(json.dumps(given_world))
        command = programs.commands(PLAYBOOK)[who]
        begin = time.monotonic()
        files = ["e.json", "--world", "w.json", "--result", "r.json"]
        outcome = sandbox.run([*command, *files, *options], root / "work", SECONDS * 4)
        seconds = time.monotonic() - begin
        result = root / "work" / "r.json"
        return outcome, seconds, json.loads(result.read_text()) if result.exists() else None


def large(programs, who, count):
    outcome, seconds, result = run(programs, who, event(count), world(1000))
    problems = []
    if outcome.code != 0 or not result or result["status"] != "success":
        problems.append(f"{who}: {outcome}")
    elif result["run_data"]["seen"] != str(count) or len(result["artifacts"]) != count:
        problems.append(f"{who}: sees {result['run_data']['seen']} artifacts")
    if seconds > SECONDS:
        problems.append(f"{who}: takes {seconds:.0f} s")
    return f"{count} artifacts, {who}", problems


def many_answers(programs):
    outcome, seconds, _ = run(programs, "executable", event(10), world(COUNT))
    problems = [] if outcome.code == 0 else [f"{outcome}"]
    if seconds > SECONDS:
        problems.append(f"takes {seconds:.0f} s")
    return f"{COUNT} answers and rows", problems


def little_memory(programs, size):
    """Too little to read the files, or to run: exit code 2 or 1 and one line, or a traceback of the playbook that ends in MemoryError."""
    outcome, _, result = run(programs, "executable", event(1000), world(10), "--max-memory", size)
    last = outcome.err.rstrip("\n").split("\n")[-1]
    refused = outcome.refusal == "e.json: needs more memory than --max-memory allows" or outcome.refusal == "w.json: needs more memory than --max-memory allows"
    failed = outcome.code == 1 and last in ("MemoryError", "error: MemoryError") and result and result["status"] == "failed"
    fine = outcome.code == 0 and result and result["status"] == "success"
    return f"--max-memory {size}", [] if refused or failed or fine else [f"{outcome}"]


def long_texts(programs, who):
    outcome, seconds, _ = run(programs, who, {"name": "x" * 5_000_000, "artifacts": [{"cef": {"sourceAddress": "8" * 1_000_000}}]}, {})
    return f"a name of 5 MB, {who}", [] if outcome.code == 0 and seconds < SECONDS else [f"{outcome}"]


def family(programs, pool):
    who = list(programs.commands(PLAYBOOK))
    jobs = [(large, name, COUNT if name == "executable" else REFERENCE_COUNT) for name in who]
    jobs += [(long_texts, name) for name in who]
    if "executable" in who:
        jobs += [(many_answers,), *((little_memory, size) for size in ("1", "50K", "200K", "400K", "600K", "800K", "1M", "1500K", "3M", "64M"))]
    yield from pool.map(lambda job: job[0](programs, *job[1:]), jobs)
