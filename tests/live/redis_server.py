# SPDX-License-Identifier: Apache-2.0
"""For tests: a Redis as a process of its own, on a free port of the loopback interface, that keeps nothing on disk unless it is told to."""

import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

PROGRAM = shutil.which("redis-server")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RedisServer:
    """`persists`: what it holds outlives stop() and kill()."""

    def __init__(self, password="", persists=False):
        self.folder = tempfile.TemporaryDirectory()
        self.port = free_port()
        self.password = password
        self.options = ["--appendonly", "yes" if persists else "no", "--appendfsync", "always"]
        if password:
            self.options += ["--requirepass", password]
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        self.folder.cleanup()

    @property
    def address(self):
        return f"redis://127.0.0.1:{self.port}"

    @property
    def socket(self):
        return str(Path(self.folder.name) / "redis.sock")

    def start(self, seconds=10):
        command = [PROGRAM, "--port", str(self.port), "--bind", "127.0.0.1", "--unixsocket", self.socket, "--save", "",
                   "--dir", self.folder.name, *self.options]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(OSError):
                if self.command("PING") == b"PONG":
                    return
            if time.monotonic() > end or self.process.poll() is not None:
                self.stop()
                raise RuntimeError("redis-server did not start")
            time.sleep(0.01)

    def stop(self, kill=False):
        if self.process is None:
            return
        (self.process.kill if kill else self.process.terminate)()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def command(self, *arguments):
        """What it answers: bytes, None, an int, or a list of them."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection, connection.makefile("rb") as answers:
            if self.password:
                connection.sendall(encoded("AUTH", self.password))
                read(answers)
            connection.sendall(encoded(*arguments))
            return read(answers)

    def keys(self, pattern="pbc:1:answer:*"):
        return sorted(self.command("KEYS", pattern))


def encoded(*arguments):
    texts = [each if isinstance(each, bytes) else str(each).encode() for each in arguments]
    return b"*%d\r\n" % len(texts) + b"".join(b"$%d\r\n%s\r\n" % (len(text), text) for text in texts)


def read(answers):
    line = answers.readline().rstrip(b"\r\n")
    kind, rest = line[:1], line[1:]
    if kind == b"$":
        if rest == b"-1":
            return None
        text = answers.read(int(rest))
        answers.read(2)
        return text
    if kind == b"*":
        return [read(answers) for _ in range(int(rest))]
    if kind == b":":
        return int(rest)
    if kind == b"-" or not kind:
        raise OSError(rest.decode() or "no answer")
    return rest
