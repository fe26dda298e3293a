# SPDX-License-Identifier: Apache-2.0
"""A bundle that serves, and clients of it that say exactly what they are told to."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PLAYBOOKS = ROOT / "playbooks"
WORLD = PLAYBOOKS / "phishme_respond" / "malicious.world.json"
EVENT = (PLAYBOOKS / "phishme_respond" / "malicious.event.json").read_bytes()
MAIL = (b"From: Billing <billing@login-check.example.net>\r\nTo: carla@example.com\r\nSubject: Invoice is overdue\r\n"
        b"Message-ID: <1@login-check.example.net>\r\nContent-Type: text/plain\r\n\r\nPay now: http://login-check.example.net/pay\r\n")


def mail(number):
    """One of many, which its report can be told by."""
    return MAIL.replace(b"Invoice is overdue", b"Invoice %d" % number).replace(b"<1@", b"<%d@" % number)


def compile_bundle(pbc, folder, sources=()):
    """The executable of a bundle of shipped playbooks, and of others."""
    inputs = folder / "playbooks"
    inputs.mkdir()
    for name in ("phishme_respond", "email_alert", "hello"):
        for file in (PLAYBOOKS / name).glob("*.py"):
            (inputs / file.name).write_bytes(file.read_bytes())
    for name, text in sources:
        (inputs / name).write_text(text)
    done = subprocess.run([pbc, "compile", inputs, "-o", folder / "triage"], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return folder / "triage"


class Server:
    def __init__(self, bundle, *options, environment=None):
        self.process = subprocess.Popen([bundle, "serve", "--listen", "127.0.0.1:0", *map(str, options)], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})
        line = self.process.stderr.readline()
        found = re.fullmatch(r"serving: http://127\.0\.0\.1:(\d+)\n", line)
        if not found:
            self.process.kill()
            raise AssertionError(line + self.process.communicate()[1])
        self.port = int(found[1])
        self.log = []
        self.reader = threading.Thread(target=lambda: self.log.extend(self.process.stderr), daemon=True)
        self.reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(20)
        self.reader.join(20)
        self.process.stderr.close()

    def wait_for(self, condition, seconds=30):
        """Asks again until it holds."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "it does not come"
            time.sleep(0.02)

    def accepted(self):
        """How many analyses have been accepted and not ended."""
        page = self.get("/metrics")[2].decode()
        return sum(int(float(line.split()[1])) for line in page.splitlines()
                   if line.startswith(("pbc_triage_queue_length ", "pbc_triage_under_way ")))

    def stop(self, seconds=40):
        """The exit code, after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def ask(self, method, path, body=None, headers=None, connection=None):
        """Status, headers, body."""
        own = connection or self.connect()
        try:
            own.request(method, path, body, headers or {})
            answer = own.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            if connection is None:
                own.close()

    def get(self, path, headers=None):
        return self.ask("GET", path, None, headers)

    def analyze(self, body, kind="message/rfc822", query="", headers=None, connection=None):
        return self.ask("POST", "/api/analyze" + query, body, {"Content-Type": kind, **(headers or {})}, connection)

    def say(self, data, seconds=10, half_closes=False, reads=True):
        """All that the server answers to some bytes, until it closes the connection or nothing comes for a while."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as link:
            answer = b""
            try:
                link.sendall(data)
                if half_closes:
                    link.shutdown(socket.SHUT_WR)
                while reads and (part := link.recv(65536)):
                    answer += part
            except (TimeoutError, ConnectionError):
                pass
            return answer

    def resident(self):
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


def fits(test, value, schema, document):
    """It is as a schema of the OpenAPI document says."""
    with test.subTest("schema"):
        try:
            import jsonschema
        except ImportError:
            test.skipTest("there is no jsonschema; tools/setup.sh test installs it")
        # For a validator that knows no other references than the schema's own.
        schema = {**schema, "components": document["components"]}
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(value)


def check_metrics(test, page):
    with test.subTest("promtool"):
        if shutil.which("promtool") is None:
            test.skipTest("there is no promtool; tools/setup.sh test installs it")
        checked = subprocess.run(["promtool", "check", "metrics"], input=page, capture_output=True, text=True, timeout=30)
        test.assertEqual((checked.returncode, checked.stdout + checked.stderr), (0, ""))


def statuses(answer):
    """Of all answers: a body may end without a new line, and the next one begins in the middle of it."""
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)]


def error_of(body):
    return json.loads(body)["error"]["code"]
