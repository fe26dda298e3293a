#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Live triages at the stand-in of the services: what arrives at its socket, where redirects lead, what withholds and bounds them.

    live_test.py --pbc PBC
"""

import argparse
import http.server
import json
import shutil
import sys
import threading
import time
import unittest
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "live"))

import bundle  # noqa: E402
import live  # noqa: E402
from bundle import DEMO, Bundle, component, playbook  # noqa: E402

ASSETS = ("virustotal", "phishtank", "safe_browsing", "abuseipdb", "pan")


class Pages(http.server.ThreadingHTTPServer):
    """Pages that lead elsewhere; counts who asks for what."""

    def __init__(self, pages):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.pages = pages
        self.asked = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def end(self):
        self.shutdown()
        self.server_close()

    def url(self, path):
        return f"http://127.0.0.1:{self.server_port}{path}"

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append(self.path)
            status, headers, body = self.server.pages(self.path, self.headers)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass


class Live(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = live.Bench().__enter__()
        cls.addClassCleanup(cls.bench.__exit__)
        cls.bundle = Bundle()
        cls.addClassCleanup(cls.bundle.close)

    def config(self, *more, **settings):
        return self.bench.config(*(self.bench.asset(name) for name in ASSETS), *more, **settings)

    def triage(self, *arguments, **options):
        return self.bundle.report(*arguments, "--live", env=self.bench.environment(), **options)

    def sent(self):
        """How many requests the services had since the last time."""
        now = self.bench.services.requests()
        before, self.before = getattr(self, "before", 0), now
        return now - before


class Requests(Live):
    def test_an_indicator_is_asked_once_of_each_service(self):
        self.sent()
        report = self.triage(DEMO / "phish.eml", "--config", self.config())
        asked = Counter((call["app"], call["action"].lower(), json.dumps(call["parameter"])) for call in report["calls"] if call["requests"])
        self.assertEqual(set(asked.values()), {1}, asked)
        shared = [call for call in report["calls"] if len({asker["playbook"] for asker in call["asked_by"]}) > 1]
        self.assertTrue(shared)
        self.assertEqual(self.sent(), report["totals"]["requests"])
        self.assertEqual(sum(call["requests"] for call in report["calls"]), report["totals"]["requests"])
        self.assertEqual(report["verdict"]["level"], "critical")

    def test_once_for_all_mails_within_its_time(self):
        mails = self.bundle.folder / "mails"
        mails.mkdir()
        for number in range(20):
            shutil.copy(DEMO / "phish.eml", mails / f"{number}.eml")
        self.sent()
        lines = self.bundle.start(mails, "--live", "--config", self.config(), "--format", "json", "--outputs", self.bundle.folder / "kept",
                                  env=self.bench.environment()).splitlines()
        reports = [json.loads(line) for line in lines]
        self.assertEqual(len(reports), 20)
        self.assertEqual({report["verdict"]["score"] for report in reports}, {reports[0]["verdict"]["score"]})
        asked = {(call["app"], call["action"].lower(), json.dumps(call["parameter"])) for report in reports for call in report["calls"]
                 if call["answered_by"] in ("service", "under way", "process cache")}
        sent = self.sent()
        self.assertEqual(sum(report["totals"]["requests"] for report in reports), sent)
        self.assertLessEqual(sent, len(asked))  # some go together in a batch
        self.assertTrue((self.bundle.folder / "kept" / "7.eml.triage.html").read_text(encoding="utf-8").lower().startswith("<!doctype html"))

    def test_a_model_reads_the_mail_too(self):
        report = self.triage(DEMO / "phish.eml", "--config", self.config(self.bench.asset("gemini")))
        read = [call for call in report["calls"] if call["app"] == "Gemini"]
        self.assertEqual([call["status"] for call in read], ["success"], read)
        self.assertIn("Invoice 2024-118", read[0]["parameter"]["text"])
        self.assertIn("Gemini", {each["source"] for each in component(report, "content")["evidence"]})

    def test_headers_that_are_no_headers(self):
        for headers in ("{", '{"a":' + "[" * 100000 + "]" * 100000 + "}", "[]", 5):
            event = self.bundle.write("event.json", {"artifacts": [{"cef": {"fromEmail": "a@b.example", "emailHeaders": headers}}]})
            report = self.triage(event, "--config", self.config(self.bench.asset("gemini")))
            self.assertTrue(any(each["applies"] for each in report["playbooks"]))

    def test_ledger_and_report_agree(self):
        ledger = self.bundle.folder / "ledger.jsonl"
        report = self.triage(DEMO / "phish.eml", "--config", self.config(), "--ledger", ledger)
        *lines, last = [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
        self.assertEqual(report["totals"]["requests"], sum(line["requests"] for line in lines))
        self.assertEqual(report["totals"]["cache_hits"], sum(line["cache_hits"] for line in lines))
        self.assertEqual(report["totals"]["lookups"], last["total"]["parameters"])

    def test_a_record_gives_the_same_verdict(self):
        world = self.bundle.folder / "recorded.json"
        alive = self.triage(DEMO / "phish.eml", "--config", self.config(), "--record", world)
        again = self.bundle.report(DEMO / "phish.eml", "--world", world, "--config", self.config())
        self.assertEqual(alive["verdict"], again["verdict"])
        self.assertEqual(alive["components"][0]["value"], again["components"][0]["value"])


class Limits(Live):
    def test_withheld(self):
        zscaler = self.bench.asset("pan") | {"name": "zscaler"}
        report = self.triage(DEMO / "phish.eml", "--config", self.config(zscaler))
        withheld = [call for call in report["calls"] if call["message"].startswith("withheld")]
        self.assertEqual({call["answered_by"] for call in withheld}, {"nobody"})
        self.assertEqual(self.bench.services.effects("firewall"), [])
        self.assertTrue(any("withheld" in step for step in report["steps"]), report["steps"])
        self.triage(DEMO / "phish.eml", "--config", self.config(zscaler), "--allow", "contain")
        self.assertEqual(len(self.bench.services.effects("firewall")), 1)

    def test_a_service_that_is_down(self):
        self.bench.services.fault("virustotal", "status", code=503)
        try:
            report = self.triage(DEMO / "phish.eml", "--config", self.config(attempts=1))
        finally:
            self.bench.services.clear_faults()
        self.assertTrue(component(report, "url")["answered"])
        reasons = [each["reason"] for each in report["not_answered"] if each["source"].startswith("VirusTotal")]
        self.assertTrue(reasons and all(reason.startswith("unknown(") for reason in reasons), reasons)

    def test_time(self):
        """What waits for a prompt or a later time does not hold up the verdict; a service that does not answer neither."""
        begin = time.monotonic()
        report = self.triage(DEMO / "phish.eml", "--config", self.config(triage={"limits": {"delay": "100ms"}}))
        self.assertLess(time.monotonic() - begin, 20)
        self.assertIn(playbook(report, "phishing_email_alert")["status"], ("unfinished", "success"))
        self.bench.services.fault("phishtank", "slow", seconds=20)
        try:
            begin = time.monotonic()
            report = self.triage(DEMO / "phish.eml", "--config", self.config(triage={"limits": {"time": "2s"}}))
        finally:
            self.bench.services.clear_faults()
        self.assertLess(time.monotonic() - begin, 15)
        late = [call for call in report["calls"] if call["asset"] == "phishtank"]
        self.assertEqual({call["answered_by"] for call in late}, {"nobody"})
        self.assertTrue(component(report, "url")["answered"])


class Redirects(Live):
    def trace(self, pages, path="/a", **settings):
        server = Pages(pages)
        self.addCleanup(server.end)
        own = {"name": "redirects", "app": "Redirect Tracer", "quotas": [],
               "settings": {"private_hosts": [f"127.0.0.1:{server.server_port}"], "other_user_agent": ""} | settings}
        event = self.bundle.write("event.json", {"artifacts": [{"cef": {"requestURL": server.url(path)}}]})
        report = self.triage(event, "--config", self.config(own))
        calls = [call for call in report["calls"] if call["action"] == "trace redirects"]
        self.assertEqual(len(calls), 1)
        return server, report, calls[0]

    def chain(self, report):
        return [call["indicator"] for call in report["calls"] if call["component"] == "redirect" and call["asset"] == "phishtank"]

    def test_hops_are_asked_about(self):
        def pages(path, _):
            if path == "/a":
                return 302, {"Location": "/b"}, ""
            if path == "/b":
                return 200, {"Content-Type": "text/html"}, '<meta http-equiv="Refresh" content="0; url=/c">'
            if path == "/c":
                return 200, {"Content-Type": "text/html"}, '<script>window.location.href = "/d";</script>'
            return 200, {"Content-Type": "text/html"}, "<p>Sign in"
        server, report, call = self.trace(pages)
        self.assertEqual(server.asked, ["/a", "/b", "/c", "/d"])
        self.assertIn("Redirects: 3", call["message"])
        self.assertEqual(sorted(self.chain(report)), [server.url(path) for path in ("/b", "/c", "/d")])

    def test_never_into_private_networks(self):
        hidden = Pages(lambda path, _: (200, {}, "secret"))
        self.addCleanup(hidden.end)
        for target in (hidden.url("/"), f"http://localhost:{hidden.server_port}/", f"http://[::1]:{hidden.server_port}/",
                       f"http://[::ffff:127.0.0.1]:{hidden.server_port}/", f"http://0:{hidden.server_port}/",
                       f"http://2130706433:{hidden.server_port}/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/"):
            with self.subTest(target):
                _, report, _ = self.trace(lambda path, _: (302, {"Location": target}, ""))
                self.assertEqual(hidden.asked, [])
                evidence = component(report, "redirect")["evidence"]
                self.assertTrue(any(each["score"] >= 0.6 for each in evidence), evidence)

    def test_a_link_into_a_private_network(self):
        hidden = Pages(lambda path, _: (200, {}, "secret"))
        self.addCleanup(hidden.end)
        own = {"name": "redirects", "app": "Redirect Tracer", "quotas": []}
        event = self.bundle.write("event.json", {"artifacts": [{"cef": {"requestURL": hidden.url("/")}}]})
        self.triage(event, "--config", self.config(own))
        self.assertEqual(hidden.asked, [])

    def test_at_most_ten_hops(self):
        server, report, _ = self.trace(lambda path, _: (302, {"Location": f"/{len(server_paths)}x{server_paths.append(path) or ''}"}, ""))
        self.assertEqual(len(server.asked), 10)
        self.assertIn("more than 10 hops", json.dumps(component(report, "redirect")))

    def test_circles(self):
        server, report, _ = self.trace(lambda path, _: (302, {"Location": "/b" if path == "/a" else "/a"}, ""))
        self.assertEqual(server.asked, ["/a", "/b"])
        self.assertIn("round in circles", json.dumps(component(report, "redirect")))

    def test_cloaking(self):
        def pages(path, headers):
            is_scanner = "bot" in headers["User-Agent"].lower()
            return (404, {}, "") if is_scanner else (200, {"Content-Type": "text/html"}, "<form>")
        _, report, _ = self.trace(pages, other_user_agent="Mozilla/5.0 (compatible; somebot/1.0)")
        self.assertIn("answers another browser differently", json.dumps(component(report, "redirect")))


server_paths = []


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pbc", type=Path, default=bundle.PBC)
    options, rest = parser.parse_known_args()
    bundle.PBC = live.PBC = options.pbc.resolve()
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
