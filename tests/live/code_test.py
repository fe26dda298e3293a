# SPDX-License-Identifier: Apache-2.0
"""Requests that a playbook's own code makes, and code that waits, in live runs."""

import json
import signal
import subprocess
import time
import unittest

import live
from live import Bench

PLAYBOOK = '''"""Does what its artifact says: code of a playbook."""

import phantom.rules as phantom
import requests
import time


class Slow(object):
    def __repr__(self):
        time.sleep(0.05)
        return "<slow>"


def on_start(container):
    what, url = phantom.collect2(container=container, datapath=["artifact:*.cef.what", "artifact:*.cef.url"])[0]
    if what == "get":
        found = requests.get(url, timeout=5)
        phantom.debug("got {} {}".format(found.status_code, found.json().get("path")))
    if what == "twice":
        for _ in range(2):
            phantom.debug(requests.get(url, timeout=5).text)
            time.sleep(0.02)
    if what == "header":
        requests.get(url, headers={"X-A": "b\\r\\nHost: other\\r\\n\\r\\nPOST /block HTTP/1.1"}, timeout=5)
    if what == "name":
        requests.get(url, headers={"X: A\\r\\nB": "c"}, timeout=5)
    if what == "long":
        requests.get(url, headers={"X-A": "a" * 70000}, timeout=5)
    if what == "fail":
        for address in (url, "http://127.0.0.1:9/", "http://nowhere.invalid/", url):
            try:
                phantom.debug(requests.get(address, timeout=0.3).text)
            except requests.exceptions.RequestException as error:
                phantom.debug("{}: {}".format(type(error).__name__, error))
        try:
            requests.post(url, data="x")
        except IOError as error:
            phantom.debug("{}: {}".format(type(error).__name__, error))
    if what == "post":
        requests.post(url, data="x", timeout=5)
    if what == "repr":
        phantom.debug(repr([Slow(), {"a": Slow()}, Slow()]))
    if what == "later":
        try:
            time.sleep(30)
        finally:
            requests.get(url, timeout=5)
    return


def on_finish(container, summary):
    return
'''


class Code(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench().__enter__()
        cls.folder = cls.bench.folder
        (cls.folder / "code.py").write_text(PLAYBOOK, encoding="utf-8")
        subprocess.run([live.PBC, "compile", cls.folder / "code.py", "-o", cls.folder / "code"], check=True)
        cls.echo = cls.bench.services.url("echo")

    @classmethod
    def tearDownClass(cls):
        cls.bench.__exit__()

    def setUp(self):
        self.bench.services.clear_faults()
        self.bench.services.reset()

    def event(self, what, path="/x"):
        return {"name": what, "artifacts": [{"cef": {"what": what, "url": self.echo + path}}]}

    def run_code(self, what, *options, code=0):
        event = self.folder / "event.json"
        event.write_text(json.dumps(self.event(what)), encoding="utf-8")
        done = subprocess.run([self.folder / "code", "run", event, "--live", "--trace", self.folder / "trace", *options], capture_output=True, text=True,
                              timeout=30, check=False)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout + done.stderr, (self.folder / "trace").read_text(encoding="utf-8")

    def test_get(self):
        _, trace = self.run_code("get")
        self.assertIn("got 200", trace)
        self.assertEqual(1, self.bench.services.requests("echo"))

    def test_post_is_withheld(self):
        said, _ = self.run_code("post", code=1)
        self.assertIn("withheld", said)
        self.assertEqual(0, self.bench.services.requests("echo"))
        self.run_code("post", "--allow", "execute")
        self.assertEqual(1, self.bench.services.requests("echo"))

    def test_headers_cannot_be_broken_out_of(self):
        for what in ("header", "name", "long"):
            with self.subTest(what):
                said, _ = self.run_code(what, code=1)
                self.assertIn("header", said)
        self.assertEqual(0, self.bench.services.requests("echo"))

    def test_replay_has_the_same_trace(self):
        record = self.folder / "record.json"
        _, trace = self.run_code("twice", "--record", record)
        subprocess.run([self.folder / "code", "run", self.folder / "event.json", "--world", record, "--trace", self.folder / "again"], check=True,
                       stdout=subprocess.DEVNULL)
        self.assertEqual(trace, (self.folder / "again").read_text(encoding="utf-8"))

    def test_replay_fails_as_it_failed(self):
        self.bench.services.fault("echo", "slow", seconds=1, count=1)
        record = self.folder / "record.json"
        _, trace = self.run_code("fail", "--record", record)
        for words in ("ReadTimeout: ", "ConnectionError: no connection to 127.0.0.1:9", "ConnectionError: no address for nowhere.invalid", "ConnectionError: withheld"):
            self.assertIn(words, trace)
        subprocess.run([self.folder / "code", "run", self.folder / "event.json", "--world", record, "--trace", self.folder / "again"], check=True,
                       stdout=subprocess.DEVNULL)
        self.assertEqual(trace, (self.folder / "again").read_text(encoding="utf-8"))

    def many(self, what, count):
        path = self.folder / "events.ndjson"
        path.write_text("".join(json.dumps({**self.event(what), "name": f"{what} {i}"}) + "\n" for i in range(count)), encoding="utf-8")
        return path

    def test_runs_that_wait_inside_of_repr(self):
        done = subprocess.run([self.folder / "code", "run", "--events", self.many("repr", 12), "--live", "--threads", "1"], capture_output=True, text=True,
                              timeout=30, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(12, len(done.stdout.splitlines()))

    def test_nothing_is_asked_after_it_is_given_up(self):
        process = subprocess.Popen([self.folder / "code", "run", "--events", self.many("later", 8), "--live"], stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        time.sleep(1)
        begin = time.monotonic()
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        lines = [json.loads(line) for line in process.stdout]
        process.stdout.close()
        process.wait(30)
        self.assertLess(time.monotonic() - begin, 10)
        self.assertEqual({"stopped"}, {line["status"] for line in lines})
        self.assertEqual(0, self.bench.services.requests("echo"))


if __name__ == "__main__":
    unittest.main()
