# SPDX-License-Identifier: Apache-2.0
"""What clients get who break the rules, and what is left of them."""

import concurrent.futures
import random
import socket
import time
import unittest

from server import EVENT, MAIL, WORLD, Server, error_of, statuses

BUNDLE = FOLDER = None
POST = b"POST /api/analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: message/rfc822\r\n"

NEXT = b"GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n"

# What is sent, and the statuses of all answers to it: what comes behind it is never read as a request.
BROKEN = {
    "HTTP/0.9": (b"GET /\r\n\r\n", [400]),
    "no version": (b"GET / FTP/1.0\r\n\r\n", [400]),
    "HTTP/2 preface": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]),
    "HTTP/1.2": (b"GET /healthz HTTP/1.2\r\nHost: localhost\r\n\r\n", [400]),
    "garbage": (b"\x00\x01\x02\x03\r\n\r\n", [400]),
    "TLS hello": (bytes.fromhex("1603010200010001fc0303") + b"\x11" * 200, [400]),
    "no host": (b"GET /healthz HTTP/1.1\r\n\r\n", [400]),
    "two hosts": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", [400]),
    "space before colon": (b"GET /healthz HTTP/1.1\r\nHost : localhost\r\n\r\n", [400]),
    "no path": (b"GET healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", [400]),
    "asterisk": (b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", [400]),
    "absolute form of another host": (b"GET http://evil.example/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n", [403]),
    "both lengths": (POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + NEXT, [400]),
    "both lengths, the other way": (POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + NEXT, [400]),
    "two lengths": (POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nFrom: ", [400]),
    "negative length": (POST + b"Content-Length: -1\r\n\r\n", [400]),
    "length of words": (POST + b"Content-Length: ten\r\n\r\n", [400]),
    "length with a plus": (POST + b"Content-Length: +5\r\n\r\nFrom:", [400]),
    "length beyond numbers": (POST + b"Content-Length: 99999999999999999999999\r\n\r\n", [400]),
    "two lengths of one value": (POST + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nFrom:" + NEXT, [400]),
    "lengths in a list": (POST + b"Content-Length: 5, 5\r\n\r\nFrom:" + NEXT, [400]),
    "two lengths of nothing": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n" + NEXT, [400]),
    "folded field": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n" + NEXT, [400]),
    "folded by a tab": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\r\n\tb\r\n\r\n" + NEXT, [400]),
    "folded length": (POST + b"Content-Length:\r\n 5\r\n\r\nFrom:" + NEXT, [400]),
    "folded coding": (POST + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + NEXT, [400]),
    "folded to nothing": (POST + b"Content-Length: 5\r\n \r\n\r\nFrom:" + NEXT, [400]),
    "folded first line": (b"GET /healthz HTTP/1.1\r\n Host: localhost\r\nHost: localhost\r\n\r\n" + NEXT, [400]),
    "unknown coding": (POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + NEXT, [400]),
    "coding before a length": (POST + b"Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nFrom:" + NEXT, [400]),
    "identity": (POST + b"Transfer-Encoding: identity\r\n\r\n" + NEXT, [400]),
    "no coding": (POST + b"Transfer-Encoding:\r\n\r\n" + NEXT, [400]),
    "coding with a vertical tab": (POST + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n" + NEXT, [400]),
    "chunked before another": (POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + NEXT, [400]),
    "chunked and nothing": (POST + b"Transfer-Encoding: chunked,\r\n\r\n0\r\n\r\n" + NEXT, [400]),
    "coding with a parameter": (POST + b"Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n" + NEXT, [400]),
    "two codings": (POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", [501]),
    "chunked twice": (POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + NEXT, [400]),
    "chunked in 1.0": (b"POST /api/analyze HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", [400]),
    "chunk of no size": (POST + b"Transfer-Encoding: chunked\r\n\r\nfish\r\n", [400]),
    "chunk beyond numbers": (POST + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffffff\r\n", [400]),
    "chunk without end": (POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n", [400]),
    "bare line feeds": (b"GET /healthz HTTP/1.1\nHost: localhost\n\n", [400]),
    "null in a field": (b"GET /healthz HTTP/1.1\r\nHost: local\0host\r\n\r\n", [400]),
    "huge header": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 40000 + b"\r\n\r\n", [431]),
    "many fields": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 5000 + b"\r\n", [431]),
    "endless target": (b"GET /" + b"x" * 40000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", [431]),
    "body of a GET": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", [413]),
    "short body": (POST + b"Content-Length: 1000\r\n\r\nFrom: a@example.com\r\n", [400]),
}


def deep_mail(depth):
    parts = [b"From: a@example.com\r\nSubject: deep\r\nMIME-Version: 1.0\r\n"]
    for level in range(depth):
        parts.append(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level))
    return b"".join(parts) + b"Content-Type: text/plain\r\n\r\nhello\r\n"


def deep_json(depth):
    return b'{"container": {}, "artifacts": ' + b"[" * depth + b"]" * depth + b"}"


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(BUNDLE, "--world", WORLD)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def test_broken(self):
        for name, (data, expected) in BROKEN.items():
            with self.subTest(name):
                answer = self.server.say(data, half_closes=True)
                self.assertEqual(statuses(answer), expected, answer)
                self.assertIn(b'{"error":{"code":"', answer)
                self.assertIn(b"\r\nConnection: close\r\n", answer)
        self.assertEqual(self.server.analyze(MAIL)[0], 200)

    def test_every_answer_is_counted(self):
        self.assertEqual(statuses(self.server.say(NEXT * 3, half_closes=True)), [200, 200, 200])
        posted = POST + b"Content-Length: %d\r\n\r\n%s" % (len(MAIL), MAIL)
        answer = self.server.say(posted + NEXT + BROKEN["folded field"][0], half_closes=True)
        self.assertEqual(statuses(answer), [200, 200, 400])

    def test_tls(self):
        """Who speaks it is told at once, and need not wait for the end of a header."""
        began = time.monotonic()
        self.assertEqual(statuses(self.server.say(BROKEN["TLS hello"][0])), [400])
        self.assertLess(time.monotonic() - began, 5)

    def test_headers_in_pieces(self):
        """Wherever they are cut."""
        whole = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n"
        for data, expected in ((whole, 400), (whole.replace(b"\r\n b", b""), 200)):
            for cut in range(1, len(data), 5):
                with socket.create_connection(("127.0.0.1", self.server.port), timeout=10) as link:
                    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    link.sendall(data[:cut])
                    time.sleep(0.003)
                    link.sendall(data[cut:])
                    self.assertEqual(statuses(link.recv(4000)), [expected], (data, cut))

    def test_fields_behind_a_body(self):
        """They are none of the request's."""
        chunked = b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n%x\r\n%s\r\n0\r\n" % (len(EVENT), EVENT)
        head = b"POST /api/analyze HTTP/1.1\r\nHost: localhost\r\n"
        self.assertEqual(statuses(self.server.say(head + chunked + b"Content-Type: application/json\r\n\r\n")), [415])
        json = b"Content-Type: application/json\r\n"
        self.assertEqual(statuses(self.server.say(head + json + chunked + b"Content-Encoding: gzip\r\nPrefer: respond-async\r\n\r\n")), [200])

    def test_deep(self):
        for body, kind in ((deep_mail(20), "message/rfc822"), (deep_mail(3000), "message/rfc822"), (deep_json(100_000), "application/json"),
                           (b"[" * 1_000_000, "application/json")):
            self.assertIn(self.server.analyze(body, kind)[0], (200, 400))
        self.assertEqual(self.server.analyze(MAIL)[0], 200)

    def test_slow_senders(self):
        """They get an answer after their time, and others get theirs at once."""
        links = []
        for start in [b"", b"GET /hea", POST[:-2]] * 50:
            link = socket.create_connection(("127.0.0.1", self.server.port), timeout=30)
            link.sendall(start)
            links.append((link, start))
        body = socket.create_connection(("127.0.0.1", self.server.port), timeout=30)
        body.sendall(POST + b"Content-Length: 100000\r\n\r\nFrom:")
        began = time.monotonic()
        while time.monotonic() < began + 8:
            for link, start in links[1::3]:
                link.sendall(b"l")
            asked = time.monotonic()
            self.assertEqual(self.server.analyze(MAIL)[0], 200)
            self.assertLess(time.monotonic() - asked, 2)
            time.sleep(1)
        self.assertIn(b" 408 ", body.recv(1000))
        body.close()
        for link, start in links:
            if start:
                self.assertIn(b" 408 ", link.recv(1000))
            link.close()
        self.assertLess(time.monotonic() - began, 20)

    def test_too_many_connections(self):
        links = []
        try:
            for _ in range(1100):
                links.append(socket.create_connection(("127.0.0.1", self.server.port), timeout=10))
            links[-1].settimeout(10)
            self.assertIn(b" 503 ", links[-1].recv(1000))
        finally:
            for link in links:
                link.close()
        self.settle(lambda: self.assertEqual(self.server.analyze(MAIL)[0], 200))

    def settle(self, check):
        end = time.monotonic() + 10
        while True:
            try:
                return check()
            except (AssertionError, ConnectionError):
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def test_ten_thousand(self):
        for _ in range(50):
            self.server.analyze(EVENT, "application/json")
        memory, descriptors = self.server.resident(), self.server.descriptors()
        chance = random.Random(1)
        broken = [data for data, _ in BROKEN.values()]
        kinds = [
            lambda: self.server.say(chance.choice(broken), 5, half_closes=True),
            lambda: self.server.say(chance.choice(broken), reads=False),
            lambda: self.server.say(chance.randbytes(chance.randrange(2000)), 5, half_closes=True),
            lambda: self.server.say(POST + b"Content-Length: 50000000\r\n\r\n" + b"x" * 10000, reads=False),
            lambda: self.server.say(POST + b"Content-Length: 20000000\r\n\r\n" + b"x" * 100000, reads=False),
            lambda: self.server.say(POST + b"Content-Length: %d\r\n\r\n" % len(MAIL) + MAIL, reads=False),
            lambda: self.server.analyze(chance.randbytes(3000)),
            lambda: self.server.analyze(deep_mail(chance.randrange(300))),
            lambda: self.server.get("/api/dashboard", {"Authorization": "Bearer " + str(chance.random())}),
            lambda: self.server.get("/" + "%00" * chance.randrange(100)),
        ]

        def one(number):
            try:
                kinds[number % len(kinds)]()
            except (OSError, ValueError):
                pass
        began = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            for _ in pool.map(one, range(10_000)):
                pass
        self.assertLess(time.monotonic() - began, 150)
        status, _, body = self.server.analyze(EVENT, "application/json")
        self.assertEqual(status, 200)
        self.settle(lambda: self.assertLessEqual(self.server.descriptors(), descriptors + 4))
        self.assertLess(self.server.resident(), memory + (96 << 20))
        self.assertIsNone(self.server.process.poll())

    def test_wrong_tokens(self):
        with Server(BUNDLE, "--world", WORLD, "--token-env", "PBC_TEST_TOKEN", environment={"PBC_TEST_TOKEN": "0123456789abcdef"}) as server:
            for number in range(500):
                status, _, body = server.analyze(b"x" * 10000, headers={"Authorization": f"Bearer {number:016}"})
                self.assertEqual((status, error_of(body)), (401, "unauthorized"))
            self.assertEqual(server.analyze(MAIL, headers={"Authorization": "Bearer 0123456789abcdef"})[0], 200)
