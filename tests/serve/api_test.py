# SPDX-License-Identifier: Apache-2.0
"""What the API of `serve` answers."""

import concurrent.futures
import json
import os
import re
import signal
import socket
import subprocess
import time
import unittest

from server import EVENT, MAIL, WORLD, Server, check_metrics, error_of, fits, mail

BUNDLE = FOLDER = None
JSON = "application/json"
TOKEN = "a-token-that-is-long-enough"

# A playbook that works for a while, on events of its label alone.
SPIN = '''"""Spins."""
import phantom.rules as phantom


def on_start(container):
    count = 0
    for number in range(int(container.get("description") or 0)):
        count += number
    phantom.debug(count)
    return


def on_finish(container, summary):
    return
'''


def spinning(rounds):
    return json.dumps({"label": "spin", "name": "spin", "description": str(rounds), "artifacts": []}).encode()


class Api(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.server = Server(BUNDLE, "--world", WORLD, "--keep", "5")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def job(self, path, until=("done", "failed")):
        end = time.monotonic() + 20
        while True:
            status, _, body = self.server.get(path)
            self.assertEqual(status, 200)
            job = json.loads(body)
            if job["state"] in until:
                return job
            self.assertLess(time.monotonic(), end)
            time.sleep(0.02)

    def test_event_gives_the_report_of_the_command(self):
        status, headers, body = self.server.analyze(EVENT, JSON, "?name=malicious.event.json")
        self.assertEqual((status, headers["Content-Type"]), (200, JSON))
        file = FOLDER / "malicious.event.json"
        file.write_bytes(EVENT)
        told = subprocess.run([BUNDLE, file, "--world", WORLD, "--format", "json"], capture_output=True, check=True)
        self.assertEqual(body, told.stdout)

    def test_replay_is_configured(self):
        config = FOLDER / "replay.json"
        config.write_text(json.dumps({"triage": {"left_out": ["content"]}}))
        with Server(BUNDLE, "--world", WORLD, "--config", config) as server:
            components = json.loads(server.analyze(MAIL)[2])["components"]
        self.assertEqual([each["missing"] for each in components if each["component"] == "content"], ["left out by the configuration"])

    def test_mail(self):
        for kind in ("message/rfc822", "application/octet-stream", "text/plain; charset=utf-8", "application/x-www-form-urlencoded"):
            status, _, body = self.server.analyze(MAIL, kind)
            self.assertEqual(status, 200, kind)
            report = json.loads(body)
            self.assertEqual(report["event"]["mail"]["subject"], "Invoice is overdue")
            self.assertEqual(report["event"]["name"], "mail")

    def test_same_mail_same_bytes(self):
        self.assertEqual(self.server.analyze(MAIL)[2], self.server.analyze(MAIL)[2])

    def test_job(self):
        for query, headers in (("?async=true", {}), ("", {"Prefer": "respond-async"})):
            status, headers, body = self.server.analyze(EVENT, JSON, query, headers)
            self.assertEqual(status, 202)
            told = json.loads(body)
            self.assertEqual(told["state"], "queued")
            self.assertRegex(told["id"], "^[0-9a-f]{32}$")
            self.assertEqual(headers["Location"], "/api/jobs/" + told["id"])
            job = self.job(headers["Location"])
            self.assertEqual(job["state"], "done")
            self.assertEqual(job["report"], json.loads(self.server.analyze(EVENT, JSON)[2]))
            status, headers, _ = self.server.get(job["html"])
            self.assertEqual((status, headers["Content-Type"]), (200, "text/html; charset=utf-8"))
            self.assertIn("sandbox", headers["Content-Security-Policy"])

    def test_job_that_fails(self):
        status, headers, _ = self.server.analyze(b'{"artifacts": 1}', JSON, "?async=true&name=wrong.json")
        self.assertEqual(status, 202)
        job = self.job(headers["Location"])
        self.assertEqual((job["state"], job["error"]["code"]), ("failed", "bad_request"))
        self.assertIn("wrong.json", job["error"]["message"])
        self.assertEqual(self.server.get(headers["Location"] + "/report.html")[0], 404)

    def test_jobs_are_forgotten(self):
        first = self.server.analyze(EVENT, JSON, "?async=true")[1]["Location"]
        self.job(first)
        for _ in range(6):
            self.job(self.server.analyze(EVENT, JSON, "?async=true")[1]["Location"])
        self.assertEqual(self.server.get(first)[0], 404)

    def test_errors(self):
        server = self.server
        for expected, answer in (
            (400, server.analyze(b"", JSON)), (400, server.analyze(b"{", JSON)), (400, server.analyze(b"[1]", JSON)),
            (400, server.analyze(b'{"artifacts": 7}', JSON)), (400, server.analyze(b"\xff\xfe{}", JSON)),
            (415, server.analyze(b"{}", "text/plain")), (415, server.analyze(b"GIF89a", "image/gif")),
            (415, server.analyze(EVENT, JSON, headers={"Content-Encoding": "gzip"})),
            (400, server.analyze(EVENT, JSON, "?name=" + "n" * 256)), (400, server.analyze(EVENT, JSON, "?async=yes")),
            (400, server.analyze(MAIL.replace(b"\r\n", b""), "application/x-www-form-urlencoded")),
            (404, server.get("/nothing")), (404, server.get("/api/jobs/" + 32 * "0")), (404, server.get("/api/jobs/")),
            (404, server.get("/api/jobs/../../etc/passwd")),
            (405, server.get("/api/analyze")), (404, server.ask("DELETE", "/api/jobs/" + 32 * "0")), (405, server.ask("POST", "/metrics", b"x")),
            (417, server.analyze(EVENT, JSON, headers={"Expect": "wonders"})),
        ):
            status, headers, body = answer
            self.assertEqual(status, expected, body)
            self.assertEqual(headers["Content-Type"], JSON)
            told = json.loads(body)["error"]
            self.assertEqual(sorted(told), ["code", "message"])
        self.assertEqual(server.get("/api/analyze")[1]["Allow"], "POST")
        message = json.loads(server.analyze(b'{\n  "container": }', JSON, "?name=e.json")[2])["error"]["message"]
        self.assertRegex(message, r"e\.json.*2")

    def test_too_large(self):
        status, _, body = self.server.ask("POST", "/api/analyze", None, {"Content-Length": str(100 << 20), "Content-Type": JSON})
        self.assertEqual((status, error_of(body)), (413, "too_large"))
        chunked = b"POST /api/analyze HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + b"100000\r\n" + (b"x" * (1 << 20)) + b"\r\n"
        answer = self.server.say(chunked + (b"100000\r\n" + b"x" * (1 << 20) + b"\r\n") * 26 + b"0\r\n\r\n")
        self.assertTrue(answer.startswith(b"HTTP/1.1 413 "), answer[:200])

    def test_keep_alive_and_pipelining(self):
        connection = self.server.connect()
        for number in range(20):
            status, _, body = self.server.analyze(mail(number), connection=connection)
            self.assertEqual((status, json.loads(body)["event"]["mail"]["subject"]), (200, f"Invoice {number}"))
        connection.close()
        requests = b"".join(b"POST /api/analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: message/rfc822\r\nContent-Length: %d\r\n\r\n%s" %
                            (len(mail(n)), mail(n)) for n in range(10))
        answer = self.server.say(requests, half_closes=True)
        self.assertEqual(re.findall(rb'"subject": "Invoice (\d)"', answer), [b"%d" % n for n in range(10)])

    def test_continue(self):
        head = b"POST /api/analyze HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=10) as link:
            link.sendall(head % (b"message/rfc822", len(MAIL)))
            self.assertEqual(link.recv(100), b"HTTP/1.1 100 Continue\r\n\r\n")
            link.sendall(MAIL)
            self.assertTrue(link.recv(100).startswith(b"HTTP/1.1 200 "))
        answer = self.server.say(head % (b"message/rfc822", 1 << 30))
        self.assertTrue(answer.startswith(b"HTTP/1.1 413 "), answer)

    def test_head(self):
        status, headers, body = self.server.ask("HEAD", "/healthz")
        self.assertEqual((status, body), (200, b""))
        self.assertGreater(int(headers["Content-Length"]), 0)

    def test_other_sites_are_kept_out(self):
        for headers in ({"Host": "evil.example"}, {"Host": "evil.example:8080"}, {"Host": "127.0.0.1.evil.example"}, {"Origin": "http://evil.example"},
                        {"Origin": "null"}):
            self.assertEqual(self.server.analyze(MAIL, headers=headers)[0], 403, headers)
        for headers in ({"Host": "localhost:1"}, {"Host": "[::1]:99"}, {"Host": "localhost", "Origin": "http://localhost"}):
            self.assertEqual(self.server.analyze(MAIL, headers=headers)[0], 200, headers)

    def test_two_hundred_clients(self):
        def client(number):
            status, _, body = self.server.analyze(mail(number))
            return status, json.loads(body).get("event", {}).get("mail", {}).get("subject")
        with concurrent.futures.ThreadPoolExecutor(200) as pool:
            self.assertEqual(list(pool.map(client, range(400))), [(200, f"Invoice {n}") for n in range(400)])

    def test_documents(self):
        document = json.loads(self.server.get("/openapi.json")[2])
        self.assertEqual(document["openapi"], "3.1.0")
        for path in ("/api/playbooks/stats", "/api/metrics/playbook-performance", "/api/dashboard", "/healthz", "/readyz"):
            status, headers, body = self.server.get(path)
            self.assertEqual((status, headers["Content-Type"]), (200, JSON), path)
            schema = document["paths"][path]["get"]["responses"]["200"]["content"][JSON]["schema"]
            fits(self, json.loads(body), schema, document)
        fits(self, json.loads(self.server.analyze(EVENT, JSON)[2]), {"$ref": "#/components/schemas/Report"}, document)
        location = self.server.analyze(EVENT, JSON, "?async=1")[1]["Location"]
        fits(self, self.job(location), {"$ref": "#/components/schemas/Job"}, document)
        fits(self, json.loads(self.server.get("/nothing")[2]), {"$ref": "#/components/schemas/Error"}, document)
        text = json.dumps(document)
        for reference in re.findall(r'"#/([^"]+)"', text):
            at = document
            for part in reference.split("/"):
                at = at[part]

    def test_figures(self):
        before = json.loads(self.server.get("/api/playbooks/stats")[2])
        report = json.loads(self.server.analyze(EVENT, JSON)[2])
        after = json.loads(self.server.get("/api/playbooks/stats")[2])
        self.assertEqual(after["analyses"], before["analyses"] + 1)
        runs = lambda stats: {each["playbook"]: each["runs"] for each in stats["playbooks"]}  # noqa: E731
        for playbook in report["playbooks"]:
            if playbook.get("applies", True):
                self.assertEqual(runs(after)[playbook["playbook"]], runs(before).get(playbook["playbook"], 0) + 1)

    def test_a_run_is_that_of_a_mail(self):
        """In replay as in live runs: however many playbooks apply to it."""
        told = lambda: json.loads(self.server.get("/api/metrics/playbook-performance")[2])  # noqa: E731
        before = told()["playbook_performance"]
        report = json.loads(self.server.analyze(EVENT, JSON)[2])
        self.assertGreater(sum(each["applies"] for each in report["playbooks"]), 1)
        after = told()
        performance = after["playbook_performance"]
        self.assertEqual((performance["runs"], performance["succeeded"]), (before["runs"] + 1, before["succeeded"] + 1))
        self.assertEqual((performance["durations"]["count"], after["throughput"]["runs"]["count"]), (performance["runs"], performance["runs"]))

    def test_deleted_jobs(self):
        location = self.server.analyze(EVENT, JSON, "?async=true")[1]["Location"]
        self.job(location)
        self.assertEqual(self.server.ask("DELETE", location)[0], 200)
        self.assertEqual([self.server.get(location)[0], self.server.get(location + "/report.html")[0], self.server.ask("DELETE", location)[0]], [404] * 3)

    def test_metrics(self):
        self.server.analyze(EVENT, JSON)
        self.server.ask("BREW", "/coffee/" + "x" * 99)
        page = self.server.get("/metrics")[2].decode()
        for name in ('pbc_triage_verdicts_total{level="high"}', "pbc_triage_duration_seconds_bucket", "pbc_triage_queue_length 0", "pbc_http_connections ",
                     'pbc_http_requests_total{code="200",method="POST",route="/api/analyze"}', 'route="other"', "process_resident_memory_bytes"):
            self.assertIn(name, page)
        self.assertNotIn("BREW", page)
        self.assertNotIn("coffee", page)
        check_metrics(self, page)

    def test_page(self):
        status, headers, body = self.server.get("/")
        self.assertEqual(status, 200)
        policy = headers["Content-Security-Policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        self.assertEqual(len(re.findall("'sha256-[A-Za-z0-9+/]{43}='", policy)), 2)
        self.assertFalse(re.search(rb'(src|href)="(?!data:)', body))


class Access(unittest.TestCase):
    def test_token(self):
        file = FOLDER / "token"
        file.write_text(TOKEN + "\n")
        for options, environment in ((["--token-file", file], {}), (["--token-env", "PBC_TEST_TOKEN"], {"PBC_TEST_TOKEN": TOKEN})):
            with Server(BUNDLE, "--world", WORLD, *options, environment=environment) as server:
                for given in ({}, {"Authorization": "Bearer"}, {"Authorization": "Bearer " + TOKEN + "x"}, {"Authorization": "Bearer " + TOKEN[:-1]},
                              {"Authorization": "Basic " + TOKEN}, {"Authorization": TOKEN}):
                    for path in ("/metrics", "/api/dashboard", "/api/jobs/1", "/nothing", "/openapi.json"):
                        status, headers, body = server.get(path, given)
                        self.assertEqual((status, error_of(body)), (401, "unauthorized"))
                        self.assertTrue(headers["WWW-Authenticate"].startswith("Bearer"))
                    self.assertEqual(server.analyze(MAIL, headers=given)[0], 401)
                for path in ("/healthz", "/readyz", "/"):
                    self.assertEqual(server.get(path)[0], 200)
                right = {"Authorization": "bearer " + TOKEN}
                self.assertEqual(server.get("/metrics", right)[0], 200)
                self.assertEqual(server.analyze(MAIL, headers={**right, "Host": "triage.example"})[0], 200)
                self.assertEqual(server.stop(), 0)
                server.reader.join(10)
                self.assertNotIn(TOKEN, "".join(server.log))

    def test_refuses_to_start(self):
        short = FOLDER / "short"
        short.write_text("secret\n")
        empty = FOLDER / "empty"
        empty.write_text("")
        blank = FOLDER / "blank"
        blank.write_text("\n" + TOKEN)
        for options, words in ((["--listen", "0.0.0.0:0"], "--token-file"), (["--listen", "nowhere"], "expected ADDRESS:PORT"),
                               (["--token-file", FOLDER / "none"], "none"), (["--token-env", "PBC_NO_SUCH"], "PBC_NO_SUCH"),
                               (["--token-file", short], "at least 16"), (["--token-file", empty], "at least 16"),
                               (["--token-file", blank], "at least 16"), (["--token-file", ""], "--token-file"), (["--token-file="], "--token-file"),
                               (["--token-env", ""], "--token-env"), (["--token-env", "PBC_EMPTY"], "at least 16"), (["--metrics-listen", ":0"], "metrics-listen")):
            done = subprocess.run([BUNDLE, "serve", "--listen", "127.0.0.1:0", *options] if "--listen" not in options else [BUNDLE, "serve", *options],
                                  capture_output=True, text=True, timeout=20, env={**os.environ, "PBC_EMPTY": ""})
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(words, done.stderr)
            self.assertNotIn("serving", done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1)
            self.assertNotIn("secret", done.stderr)


    def test_port_of_another(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            done = subprocess.run([BUNDLE, "serve", "--listen", f"127.0.0.1:{other.getsockname()[1]}"], capture_output=True, text=True, timeout=20)
            self.assertEqual(done.returncode, 2)
            self.assertRegex(done.stderr, r"^error: cannot listen at `[0-9.:]+`: another program does; choose another port\n$")


class Load(unittest.TestCase):
    def test_back_pressure(self):
        with Server(BUNDLE, "--world", WORLD, "--threads", "1", "--concurrency", "1", "--queue", "2") as server:
            with concurrent.futures.ThreadPoolExecutor(12) as pool:
                answers = list(pool.map(lambda _: server.analyze(spinning(20_000_000), JSON), range(12)))
            codes = [status for status, _, _ in answers]
            self.assertEqual(set(codes), {200, 429})
            self.assertGreaterEqual(codes.count(200), 2)
            for status, headers, body in answers:
                if status == 429:
                    self.assertGreaterEqual(int(headers["Retry-After"]), 1)
                    self.assertEqual(error_of(body), "too_many_requests")
            self.assertEqual(server.analyze(MAIL)[0], 200)
            self.assertIn(f"pbc_triage_refused_total {codes.count(429)}\n", server.get("/metrics")[2].decode())

    def test_deadline(self):
        """A run that does not end holds neither its client nor others."""
        config = FOLDER / "late.json"
        config.write_text(json.dumps({"assets": [], "triage": {"limits": {"time": "3s"}}}))
        with Server(BUNDLE, "--live", "--config", config, "--threads", "2", "--concurrency", "2", "--max-steps", "0") as server:
            began = time.monotonic()
            status, _, body = server.analyze(spinning(10**12), JSON)
            self.assertEqual((status, error_of(body)), (504, "timeout"))
            self.assertLess(time.monotonic() - began, 20)
            self.assertEqual(server.analyze(spinning(1), JSON)[0], 200)
            page = server.get("/metrics")[2].decode()
            self.assertIn('pbc_triage_failures_total{reason="late"} 1', page)
            self.assertIn("pbc_runs_total", page)  # the gateway's are there as well
            check_metrics(self, page)
            document = json.loads(server.get("/openapi.json")[2])
            performance = json.loads(server.get("/api/metrics/playbook-performance")[2])
            fits(self, performance, {"$ref": "#/components/schemas/Performance"}, document)

    def test_shutdown_with_work_under_way(self):
        with Server(BUNDLE, "--world", WORLD, "--threads", "1") as server:
            with concurrent.futures.ThreadPoolExecutor(4) as pool:
                running = [pool.submit(server.analyze, spinning(40_000_000), JSON) for _ in range(3)]
                idle = server.connect()
                self.assertEqual(server.ask("GET", "/readyz", connection=idle)[0], 200)
                server.wait_for(lambda: server.accepted() == 3)
                server.process.send_signal(signal.SIGTERM)
                server.wait_for(lambda: server.get("/readyz")[0] == 503)
                self.assertEqual(error_of(server.get("/readyz")[2]), "unavailable")
                self.assertEqual(server.get("/healthz")[0], 200)
                status, headers, _ = server.analyze(MAIL)
                self.assertEqual((status, headers["Retry-After"]), (503, "5"))
                self.assertEqual([each.result()[0] for each in running], [200, 200, 200])
            self.assertEqual(server.process.wait(20), 0)
            idle.close()

    def test_second_signal(self):
        with Server(BUNDLE, "--world", WORLD, "--threads", "1", "--concurrency", "1") as server:
            with concurrent.futures.ThreadPoolExecutor(4) as pool:
                running = [pool.submit(server.analyze, spinning(10**12), JSON) for _ in range(3)]
                server.wait_for(lambda: server.accepted() == 3)
                server.process.send_signal(signal.SIGINT)
                server.wait_for(lambda: server.get("/readyz")[0] == 503)
                server.process.send_signal(signal.SIGINT)
                for each in running:
                    status, _, body = each.result()
                    self.assertEqual((status, error_of(body)), (503, "shutting_down"))
                self.assertEqual(server.process.wait(15), 0)
