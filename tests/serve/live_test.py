# SPDX-License-Identifier: Apache-2.0
"""`serve` at real HTTP services, which a stand-in plays."""

import concurrent.futures
import http.server
import json
import re
import signal
import socket
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "services"))

from server import MAIL, Server, error_of  # noqa: E402
from stand_in import StandIn  # noqa: E402

BUNDLE = FOLDER = None
JSON = "application/json"
ENVIRONMENT = {"PBC_TEST_KEY": "a key of tests"}


def event(address):
    return json.dumps({"name": "event", "label": "live", "artifacts": [{"name": "IP", "cef": {"sourceAddress": address}}]}).encode()


def link(url):
    return json.dumps({"name": "event", "label": "live", "artifacts": [{"name": "URL", "cef": {"requestURL": url}}]}).encode()


def config(services, *assets, **more):
    asset = {"name": "abuseipdb", "app": "AbuseIPDB", "base_url": services.url("abuseipdb"), "quotas": [{"requests": 1000, "per": "day"}],
             "secrets": {"api_key": {"env": "PBC_TEST_KEY"}}}
    file = FOLDER / f"live{time.monotonic_ns()}.json"
    file.write_text(json.dumps({"assets": [asset, *assets], **more}))
    return file


def tracer(*ports):
    return {"name": "redirects", "app": "Redirect Tracer", "quotas": [],
            "settings": {"private_hosts": [f"127.0.0.1:{port}" for port in ports], "other_user_agent": ""}}


class Pages(http.server.ThreadingHTTPServer):
    """A site: what it answers to a path."""

    request_queue_size = 100

    def __init__(self, pages):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.pages = pages
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *reason):
        self.shutdown()
        super().__exit__(*reason)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers = self.server.pages(self.path)
            self.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_):
            pass


class Live(unittest.TestCase):
    def test_cache_and_quota(self):
        """What one mail has asked, the next one knows; what is left is told."""
        with StandIn() as services, Server(BUNDLE, "--live", "--config", config(services), environment=ENVIRONMENT) as server:
            for _ in range(5):
                status, _, body = server.analyze(event("11.0.0.1"), JSON)
                self.assertEqual(status, 200, body)
                self.assertNotIn(b"a key of tests", body)
            told = json.loads(server.get("/api/metrics/playbook-performance")[2])
            self.assertEqual(list(told)[:4], ["playbook_performance", "batch_processing", "cache_performance", "throughput"])
            self.assertEqual((told["cache_performance"]["lookups"], told["cache_performance"]["service"]), (5, 1))
            [quota] = told["quotas"]
            self.assertEqual(quota, {"service": "AbuseIPDB", "window": "day", "limit": 1000, "left": 999})
            dashboard = json.loads(server.get("/api/dashboard")[2])
            self.assertEqual((dashboard["mode"], dashboard["quotas"], dashboard["cache"]["hit_rate"]), ("live", [quota], 0.8))
            page = server.get("/metrics")[2].decode()
            self.assertIn('pbc_quota_left{service="AbuseIPDB",window="day"} 999\n', page)
            self.assertIn("pbc_triage_duration_seconds_count 5\n", page)
            self.assertEqual(server.stop(), 0)

    def test_an_indicator_is_asked_about_once_within_its_time(self):
        """However many name it; and once more when what is known of it is too old."""
        time_to_live = 5
        kept = dict.fromkeys(("malicious", "suspicious", "clean", "unknown"), f"{time_to_live}s")
        with StandIn() as services, Server(BUNDLE, "--live", "--config", config(services, cache={"ttl": kept}), environment=ENVIRONMENT) as server:
            def requests(count):
                before = services.requests()
                for _ in range(count):
                    self.assertEqual(server.analyze(event("11.0.0.1"), JSON)[0], 200)
                return services.requests() - before
            for _ in range(2):
                began = time.monotonic()
                self.assertEqual((requests(3), requests(3)), (1, 0))
                time.sleep(max(0, began + time_to_live + 0.5 - time.monotonic()))

    def test_secrets_are_never_shown(self):
        """Not where a subject, a name or a reason is cut either: half a secret is one, too."""
        secret = "key-0123456789-abcdefghij.example.com"
        with StandIn() as services, Server(BUNDLE, "--live", "--config", config(services), environment={"PBC_TEST_KEY": secret}) as server:
            shapes = [f"{'a' * length} {secret}" for length in (0, 150, 170, 190, 270)]
            events = [json.dumps({"name": shape, "label": "email", "artifacts": [{"cef": {"requestURL": f"http://{secret}/{shape}"}}]}).encode()
                      for shape in shapes]
            mails = [MAIL.replace(b"Invoice is overdue", shape.encode()).replace(b"login-check.example.net>", secret.encode() + b">", 1)
                     for shape in shapes]
            seen = []
            for body, kind in [(event, JSON) for event in events] + [(mail, "message/rfc822") for mail in mails]:
                location = server.analyze(body, kind, "?async=1")[1]["Location"]
                server.wait_for(lambda: json.loads(server.get(location)[2])["state"] == "done")
                seen += [server.get(location)[2], server.get(location + "/report.html")[2]]
            seen += [server.get(path)[2] for path in ("/api/dashboard", "/metrics", "/api/playbooks/stats")]
            leaks = [each[max(0, at - 80):at + 40] for each in seen if (at := each.find(b"key-01")) >= 0]
            self.assertEqual(leaks, [])
            self.assertIn(b"***", seen[-3])

    def test_waits_no_longer_than_it_may(self):
        with StandIn(latency="8000") as services:
            late = config(services, triage={"limits": {"time": "2s"}})
            with Server(BUNDLE, "--live", "--config", late, "--threads", "1", "--concurrency", "1", environment=ENVIRONMENT) as server:
                began = time.monotonic()
                status, _, body = server.analyze(event("11.0.0.2"), JSON)
                self.assertEqual((status, error_of(body)), (504, "timeout"))
                # The next one has the thread to itself.
                self.assertEqual(server.analyze(b'{"artifacts": []}', JSON)[0], 200)
                self.assertLess(time.monotonic() - began, 7)
                location = server.analyze(event("11.0.0.3"), JSON, "?async=1")[1]["Location"]
                server.wait_for(lambda: json.loads(server.get(location)[2])["state"] == "failed")
                job = json.loads(server.get(location)[2])
                self.assertEqual((job["state"], job["error"]["code"]), ("failed", "timeout"))

    def test_gives_up_what_waits(self):
        with StandIn(latency="8000") as services, Server(BUNDLE, "--live", "--config", config(services), environment=ENVIRONMENT) as server:
            server.analyze(event("11.0.0.4"), JSON, "?async=1")
            began = time.monotonic()
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            self.assertIsNone(server.process.poll())
            server.process.send_signal(signal.SIGTERM)
            self.assertEqual(server.process.wait(10), 0)
            self.assertLess(time.monotonic() - began, 5)

    def test_many_on_one_thread(self):
        """They wait at the same time, and each report is about its own link alone, and where that leads."""
        def pages(path):
            if path.endswith("/next"):
                return 200, {}
            time.sleep(int(path[1:]) % 7 / 10)
            return 302, {"Location": path + "/next"}
        with Pages(pages) as page, StandIn(latency="100-300") as services:
            phishtank = {"name": "phishtank", "app": "PhishTank", "base_url": services.url("phishtank"), "quotas": [],
                         "secrets": {"app_key": {"env": "PBC_TEST_KEY"}}}
            own = config(services, phishtank, tracer(page.server_port))
            with Server(BUNDLE, "--live", "--config", own, "--threads", "1", "--concurrency", "40", environment=ENVIRONMENT) as server:
                links = [f"http://127.0.0.1:{page.server_port}/{number}" for number in range(100, 140)]
                with concurrent.futures.ThreadPoolExecutor(len(links)) as pool:
                    answers = list(pool.map(lambda url: server.analyze(link(url), JSON), links))
                for url, (status, _, body) in zip(links, answers):
                    self.assertEqual(status, 200)
                    self.assertEqual(set(re.findall(rb"http://127\.0\.0\.1:\d+/\d+", body)), {url.encode()})
                    hops = [call["indicator"] for call in json.loads(body)["calls"]
                            if call["component"] == "redirect" and call["asset"] == "phishtank"]
                    self.assertEqual(hops, [url + "/next"])

    def test_dead_links_are_no_failure_of_the_tracer(self):
        """However many mails name hosts that are not there, links of others are followed."""
        with socket.create_server(("127.0.0.1", 0)) as closed, Pages(lambda _: (200, {})) as page, StandIn() as services:
            dead = closed.getsockname()[1]
            closed.close()
            with Server(BUNDLE, "--live", "--config", config(services, tracer(dead, page.server_port)), environment=ENVIRONMENT) as server:
                for number in range(30):
                    host = f"127.0.0.1:{dead}" if number % 2 else f"no-such-host-{number}.invalid"
                    self.assertEqual(server.analyze(link(f"http://{host}/{number}"), JSON)[0], 200)
                report = json.loads(server.analyze(link(f"http://127.0.0.1:{page.server_port}/"), JSON)[2])
                [call] = [each for each in report["calls"] if each["action"] == "trace redirects"]
                self.assertEqual((call["status"], call["requests"]), ("success", 1), call)
                self.assertIn('pbc_breaker_openings_total{service="Redirect Tracer"} 0\n', server.get("/metrics")[2].decode())
