#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs on many events (docs/live.md, Many events): run.py --pbc PBC [-k TEXT]."""

import argparse
import json
import os
import pathlib
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CASE = ROOT / "playbooks" / "phishme_respond"
MAILS = ROOT / "runtime" / "mail" / "testdata"
PBC = None
SLOW = '''"""Waits for a while, as a playbook that lets a service finish its work does."""

import phantom.rules as phantom
import time


def on_start(container):
    name = phantom.collect2(container=container, datapath=["artifact:*.cef.name"])
    time.sleep(0.2)
    phantom.set_severity(container=container, severity="high")
    if name and name[0][0] == "long":
        time.sleep(20)
    if name and name[0][0] == "bad":
        raise ValueError("cannot do this one")
    return


def on_finish(container, summary):
    return
'''
LOUD = '''"""Says what it does."""

import phantom.rules as phantom
import sys


def on_start(container):
    print("printed")
    sys.stdout.write("written\\n")
    sys.stderr.write("by another\\n")
    return


def on_finish(container, summary):
    return
'''
LIMIT = 60  # seconds


class Events(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="pbc-events-"))
        cls.playbook = cls.folder / "phishme"
        cls.compile(CASE / "phishme_email_investigate_and_respond.py", cls.playbook)
        (cls.folder / "slow.py").write_text(SLOW, encoding="utf-8")
        cls.slow = cls.folder / "slow"
        cls.compile(cls.folder / "slow.py", cls.slow)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @staticmethod
    def compile(source, target):
        subprocess.run([PBC, "compile", source, "-o", target], check=True)

    def setUp(self):
        self.work = pathlib.Path(tempfile.mkdtemp(dir=self.folder))

    def run_events(self, executable, *arguments, stdin=None, code=0):
        done = subprocess.run([executable, "run", "--events", *arguments], input=stdin, capture_output=True, text=True, timeout=LIMIT, check=False)
        self.assertEqual(done.returncode, code, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()], done.stderr

    def lines(self, count, name="x"):
        path = self.work / "events.ndjson"
        events = [{"name": f"event {i}", "artifacts": [{"cef": {"name": f"{name}{i}" if name == "x" else name}}]} for i in range(count)]
        path.write_text("".join(json.dumps(event) + "\n" for event in events), encoding="utf-8")
        return path

    # --- Where events come from

    def test_what_playbooks_print_is_no_line(self):
        (self.folder / "loud.py").write_text(LOUD, encoding="utf-8")
        self.compile(self.folder / "loud.py", self.folder / "loud")
        events = self.folder / "loud.ndjson"
        events.write_text("".join(json.dumps({"name": f"e{i}"}) + "\n" for i in range(5)), encoding="utf-8")
        done = subprocess.run([self.folder / "loud", "run", "--events", events], capture_output=True, text=True, timeout=LIMIT, check=True)
        self.assertEqual(["success"] * 5, [json.loads(line)["status"] for line in done.stdout.splitlines()])
        for said in ("printed", "written", "by another"):
            self.assertEqual(5, done.stderr.count(said), done.stderr)

    def test_folder(self):
        shutil.copy(CASE / "malicious.event.json", self.work)
        shutil.copy(CASE / "malicious.world.json", self.work)
        shutil.copy(MAILS / "phish.eml", self.work)
        lines, said = self.run_events(self.playbook, self.work, "--world", CASE / "malicious.world.json")
        self.assertEqual(sorted(line["event"] for line in lines), ["malicious.event.json", "phish.eml"])
        by_name = {line["event"]: line for line in lines}
        self.assertEqual(by_name["malicious.event.json"]["severity"], "high")
        self.assertEqual(by_name["malicious.event.json"]["status"], "success")
        self.assertGreater(by_name["phish.eml"]["requests"], 0)
        self.assertIn("2 events, 0 failed", said)

    def test_same_as_alone(self):
        """What a run among many leaves is what it leaves alone."""
        shutil.copy(CASE / "malicious.event.json", self.work)
        shutil.copy(CASE / "clean.event.json", self.work)
        world = CASE / "malicious.world.json"
        self.run_events(self.playbook, self.work, "--world", world, "--outputs", self.work / "out", "--threads", "2")
        for name in ("malicious", "clean"):
            alone = self.work / f"{name}.trace"
            subprocess.run([self.playbook, "run", CASE / f"{name}.event.json", "--world", world, "--trace", alone, "--ledger", self.work / "ledger",
                            "--result", self.work / "result"], check=True, stderr=subprocess.DEVNULL)
            out = self.work / "out"
            self.assertEqual((out / f"{name}.event.json.trace.jsonl").read_bytes(), alone.read_bytes())
            self.assertEqual((out / f"{name}.event.json.ledger.jsonl").read_bytes(), (self.work / "ledger").read_bytes())
            self.assertEqual((out / f"{name}.event.json.result.json").read_bytes(), (self.work / "result").read_bytes())

    def test_many_lines_on_threads(self):
        event = json.dumps(json.loads((CASE / "malicious.event.json").read_text(encoding="utf-8")))
        path = self.work / "many.ndjson"
        path.write_text((event + "\n\n") * 400, encoding="utf-8")
        lines, _ = self.run_events(self.playbook, path, "--world", CASE / "malicious.world.json", "--threads", "4", "--concurrency", "50")
        self.assertEqual(len(lines), 400)
        self.assertEqual({(line["status"], line["severity"], line["requests"], line["t_ms"]) for line in lines}, {("success", "high", 14, 1360)})

    def test_standard_input(self):
        """Lines are taken as they come: the first ends before the last is written."""
        process = subprocess.Popen([self.slow, "run", "--events", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        process.stdin.write('{"name": "one"}\n')
        process.stdin.flush()
        first = json.loads(process.stdout.readline())
        self.assertEqual(first["container"], "one")
        process.stdin.write('{"name": "two"}')
        process.stdin.close()
        rest = [json.loads(line) for line in process.stdout]
        self.assertEqual([line["container"] for line in rest], ["two"])
        self.assertEqual(process.wait(LIMIT), 0)
        process.stdout.close()

    def test_bad_events_fail_alone(self):
        lines, said = self.run_events(self.slow, "-", stdin='{"name": 5}\nno json\n{"name": "good"}\n[1]\n{"name": "\\ud800"}\n', code=1)
        self.assertEqual(len(lines), 5)
        good = [line for line in lines if line["status"] == "success"]
        self.assertIn("good", [line["container"] for line in good])
        bad = [line["message"] for line in lines if line["status"] == "failed"]
        self.assertTrue(any("-:1" in message for message in bad), bad)
        self.assertIn("5 events", said)

    def test_a_failed_run_fails_alone(self):
        lines, _ = self.run_events(self.slow, self.lines(1, "bad"), code=1)
        self.assertEqual(lines[0]["status"], "failed")
        self.assertIn("cannot do this one", lines[0]["message"])

    def test_what_cannot_be_used(self):
        for place in (self.work / "none", self.work):
            done = subprocess.run([self.slow, "run", "--events", place], capture_output=True, text=True, timeout=LIMIT, check=False)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertTrue(done.stderr.startswith("error: "), done.stderr)
        done = subprocess.run([self.slow, "run", "--outputs", "x"], capture_output=True, text=True, timeout=LIMIT, check=False)
        self.assertEqual(done.returncode, 2)

    # --- At the same time

    def test_runs_overlap(self):
        """Twenty runs that sleep 200 ms of the world's time each; live they would take as long as one."""
        lines, _ = self.run_events(self.slow, self.lines(20), "--concurrency", "20")
        self.assertEqual({line["t_ms"] for line in lines}, {200})

    def test_live_runs_wait_side_by_side(self):
        begin = time.monotonic()
        lines, _ = self.run_events(self.slow, self.lines(40), "--concurrency", "40", "--live", "--threads", "2")
        self.assertEqual(len(lines), 40)
        self.assertLess(time.monotonic() - begin, 0.2 * 40 / 3)

    def test_concurrency_bounds(self):
        begin = time.monotonic()
        self.run_events(self.slow, self.lines(6), "--concurrency", "2", "--live")
        self.assertGreater(time.monotonic() - begin, 0.55)

    # --- The journal, and the end

    def test_journal(self):
        path, journal = self.lines(5), self.work / "journal"
        first, _ = self.run_events(self.slow, path, "--journal", journal)
        self.assertEqual(len(first), 5)
        lines = journal.read_text(encoding="utf-8").splitlines(keepends=True)
        journal.write_text("".join(lines[:3]) + lines[3][:20], encoding="utf-8")  # as a crash leaves it
        second, said = self.run_events(self.slow, path, "--journal", journal)
        done = {json.loads(line)["event"] for line in lines[:3]}
        self.assertEqual({line["event"] for line in second}, {line["event"] for line in first} - done)
        self.assertIn("3 done before", said)
        third, _ = self.run_events(self.slow, path, "--journal", journal)
        self.assertEqual(third, [])

    def test_full_disk(self):
        """What cannot be noted is said, and nothing more is begun; what ran has its line."""
        lines, said = self.run_events(self.slow, self.lines(5), "--journal", "/dev/full", "--concurrency", "1", code=1)
        self.assertEqual(len(lines), 1)
        self.assertIn("/dev/full: No space left on device", said)

    def interrupted(self, signals, events=None):
        said = open(self.work / "said", "w+", encoding="utf-8")
        self.addCleanup(said.close)
        process = subprocess.Popen([self.slow, "run", "--events", events or self.lines(50), "--live", "--concurrency", "2", "--journal", self.work / "journal"],
                                   stdout=subprocess.PIPE, stderr=said, text=True)
        first = process.stdout.readline()
        for number in signals:
            process.send_signal(number)
            time.sleep(0.05)
        rest = process.stdout.read()
        process.stdout.close()
        self.assertEqual(process.wait(LIMIT), 1)
        said.seek(0)
        lines = [json.loads(line) for line in [first, *rest.splitlines()]]
        self.assertLess(len(lines), 50)
        noted = [json.loads(line) for line in (self.work / "journal").read_text(encoding="utf-8").splitlines()]
        self.assertEqual([line for line in lines if line["status"] != "stopped"], noted)
        return lines, said.read()

    def test_interrupt(self):
        """What is under way ends, and is noted."""
        lines, said = self.interrupted([signal.SIGINT])
        self.assertEqual({line["status"] for line in lines}, {"success"})
        self.assertIn("stopping", said)

    def test_terminate(self):
        lines, _ = self.interrupted([signal.SIGTERM])
        self.assertEqual({line["status"] for line in lines}, {"success"})

    def test_interrupted_twice(self):
        first = self.lines(1).read_text(encoding="utf-8")
        events = self.lines(49, "long")
        events.write_text(first + events.read_text(encoding="utf-8"), encoding="utf-8")
        lines, said = self.interrupted([signal.SIGINT, signal.SIGINT], events)
        self.assertLess(len(lines), 10)
        self.assertIn("stopped", {line["status"] for line in lines})
        self.assertIn("giving up", said)

    def test_equal_lines_are_events(self):
        path, journal = self.work / "equal.ndjson", self.work / "journal"
        path.write_text('{"name": "twin"}\n' * 3, encoding="utf-8")
        first, _ = self.run_events(self.slow, path, "--journal", journal)
        self.assertEqual(len({line["event"] for line in first}), 3)
        journal.write_text(journal.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
        second, _ = self.run_events(self.slow, path, "--journal", journal)
        self.assertEqual(len(second), 2)

    def test_progress_on_a_terminal(self):
        master, slave = pty.openpty()
        process = subprocess.Popen([self.slow, "run", "--events", self.lines(4), "--concurrency", "1"], stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        said = b""
        while select.select([master], [], [], LIMIT)[0]:
            try:
                piece = os.read(master, 4096)
            except OSError:
                break
            if not piece:
                break
            said += piece
        os.close(master)
        self.assertEqual(process.wait(LIMIT), 0)
        self.assertIn("4 events, 0 failed", said.decode())


def main():
    global PBC
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pbc", required=True, type=lambda text: str(pathlib.Path(text).resolve()))
    options, rest = parser.parse_known_args()
    PBC = options.pbc
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
