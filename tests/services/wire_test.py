# SPDX-License-Identifier: Apache-2.0
"""How requests come and answers go: connections, pipelines, chunks, nonsense, latency, TLS."""

import http.client
import json
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from asking import TIMEOUT, Case, ask, raw
from stand_in import PROGRAM, StandIn


class Http(Case):
    @property
    def port(self):
        return self.services.ports["http"]

    def test_one_connection_serves_many(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        for number in range(5):
            connection.request("GET", f"/echo/{number}")
            self.assertEqual(json.load(connection.getresponse())["path"], f"/{number}")
        connection.close()
        counts = self.services.counts()
        self.assertEqual((counts["requests"], counts["connections"]["used"]), (5, 1))

    def test_pipelines_are_answered_in_order(self):
        data = b"".join(b"POST /echo/%d HTTP/1.1\r\nContent-Length: 2\r\n\r\n%02d" % (number, number) for number in range(50))
        for latency in (0, "0-3"):
            self.services.latency(latency)
            self.addCleanup(self.services.latency, 0)
            got = raw(self.port, data + b"GET /echo/last HTTP/1.1\r\nConnection: close\r\n\r\n")
            bodies = [json.loads(part.partition(b"\r\n\r\n")[2]) for part in got.split(b"HTTP/1.1 200 OK")[1:]]
            self.assertEqual([body["path"] for body in bodies], [f"/{number}" for number in range(50)] + ["/last"])
            self.assertEqual([body["body"] for body in bodies[:-1]], [f"{number:02}" for number in range(50)])

    def test_bytes_may_come_one_by_one(self):
        with socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            head = b"POST /echo/x HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            for byte in head + b"3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n":
                connection.sendall(bytes([byte]))
            got = b""
            while piece := connection.recv(65536):
                got += piece
        self.assertEqual(json.loads(got.partition(b"\r\n\r\n")[2])["body"], "abcdefg")

    def test_continue(self):
        got = raw(self.port, b"POST /echo HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n", until=b"\r\n\r\n")
        self.assertTrue(got.startswith(b"HTTP/1.1 100 "))

    def test_who_has_nothing_more_to_say_is_answered(self):
        self.services.latency(20)
        self.addCleanup(self.services.latency, 0)
        with socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT) as connection:
            connection.sendall(b"GET /echo HTTP/1.1\r\n\r\n" * 2)
            connection.shutdown(socket.SHUT_WR)
            got = b""
            while piece := connection.recv(65536):
                got += piece
        self.assertEqual(got.count(b"HTTP/1.1 200"), 2)

    def test_versions_and_head(self):
        self.assertIn(b"Connection: close", raw(self.port, b"GET /echo HTTP/1.0\r\n\r\n"))
        got = raw(self.port, b"HEAD /page HTTP/1.1\r\nConnection: close\r\n\r\n")
        self.assertTrue(got.endswith(b"\r\n\r\n") and b"Content-Length: " in got)

    def test_nonsense_is_refused(self):
        for data, status in {
            b"nonsense\r\n\r\n": 400,
            b"GET /echo HTTP/3\r\n\r\n": 400,
            b"GET /echo HTTP/1.1\r\nNo colon\r\n\r\n": 400,
            b"POST /echo HTTP/1.1\r\nContent-Length: -1\r\n\r\n": 400,
            b"POST /echo HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n": 400,
            b"POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n": 400,
            b"POST /echo HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n": 413,
            b"GET /echo HTTP/1.1\r\nX: " + b"x" * 70000 + b"\r\n\r\n": 431,
        }.items():
            self.assertEqual(raw(self.port, data).split(b" ")[1], b"%d" % status, data[:60])
        self.assertEqual(self.get("/echo").status, 200)

    def test_latency_and_requests_in_flight(self):
        self.services.latency("300-320")
        self.services.latency(0, service="page")
        self.addCleanup(self.services.latency, 0)
        start = time.monotonic()
        threads = [threading.Thread(target=self.get, args=("/echo",)) for _ in range(8)]
        for thread in threads:
            thread.start()
        self.get("/page")
        for thread in threads:
            thread.join()
        self.assertTrue(0.3 <= time.monotonic() - start < 2.4)  # one after the other they would take longer
        counts = self.services.counts()
        self.assertGreaterEqual(counts["in_flight_max"], 2)
        self.assertEqual(counts["services"]["page"]["in_flight_max"], 1)
        self.assertTrue(self.services.quiet())

    def test_who_leaves_does_no_harm(self):
        self.services.latency(50)
        self.addCleanup(self.services.latency, 0)
        for data in (b"GET /echo HTTP/1.1\r\n\r\n" * 3, b"GET /echo HT", b"POST /echo HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc"):
            with socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT) as connection:
                connection.sendall(data)
        time.sleep(0.1)
        self.assertTrue(self.services.quiet())
        self.services.reset()
        self.get("/echo")
        self.assertEqual(self.services.counts()["in_flight_max"], 1)
        self.services.reset()
        self.assertEqual(self.services.counts()["in_flight_max"], 0)


class Tls(Case):
    options = {"tls": True}

    def over(self, name, host="localhost"):
        context = ssl.create_default_context(cafile=self.services.ca)
        with socket.create_connection(("127.0.0.1", self.services.ports[name]), timeout=TIMEOUT) as plain:
            with context.wrap_socket(plain, server_hostname=host):
                return True

    def test_good(self):
        self.assertTrue(self.over("https"))
        self.assertTrue(self.over("https", "127.0.0.1"))
        context = ssl.create_default_context(cafile=self.services.ca)
        self.assertEqual(ask(self.services.ports["https"], "GET", "/echo", context=context).status, 200)
        self.assertEqual(self.services.counts()["connections"]["tls"], 3)

    def test_bad(self):
        for name, code in (("https_expired", 10), ("https_untrusted", (19, 20)), ("https_wrong_host", 62)):
            with self.assertRaises(ssl.SSLCertVerificationError) as caught:
                self.over(name)
            self.assertIn(caught.exception.verify_code, code if isinstance(code, tuple) else (code,), name)


class Program(Case):
    def test_it_ends_when_told(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            services = StandIn(options=["--port", "0"])
            services.start()
            with socket.create_connection(("127.0.0.1", services.ports["http"])):
                services.process.send_signal(number)
                self.assertEqual(services.process.wait(5), 0)
            services.stop()

    def test_it_ends_with_who_has_started_it(self):
        services = StandIn()
        services.start()
        services.process.stdin.close()
        self.assertEqual(services.process.wait(5), 0)
        services.stop()

    def test_the_ready_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ready"
            with StandIn(options=["--ready-file", str(path)]) as services:
                self.assertEqual(json.loads(path.read_text()), services.ports)

    def test_wrong_options(self):
        for option in (
            "--quota=virustotal=4",
            "--quota=nothing=4/minute",
            "--latency=300-200",
            "--fault=virustotal=slowly",
            "--data=/nothing",
        ):
            done = subprocess.run([sys.executable, str(PROGRAM), option], capture_output=True, text=True, timeout=10)
            self.assertEqual((done.returncode, done.stderr[:7]), (2, "error: "), option)
