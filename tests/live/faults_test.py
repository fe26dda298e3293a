# SPDX-License-Identifier: Apache-2.0
"""Services that fail: each call ends with a typed unknown that says what and whom, in time, and the other services' answers stand."""

import json
import time
import unittest

from live import ASSETS, SECRET, Bench
from stand_in import StandIn

# One call to each of ten services, so that one run tries ten faults.
CALLS = {
    "virustotal": ("domain reputation", "virustotal_v3", {"domain": "evil.example"}),
    "phishtank": ("url reputation", "phishtank", {"url": "http://evil.example/"}),
    "safebrowsing": ("url reputation", "safe_browsing", {"url": "http://evil.example/"}),
    "greynoise": ("lookup ip", "greynoise", {"ip": "203.0.113.1"}),
    "umbrella": ("domain reputation", "umbrella_investigate", {"domain": "evil.example"}),
    "abuseipdb": ("lookup ip", "abuseipdb", {"ip": "203.0.113.1"}),
    "urlhaus": ("lookup url", "urlhaus", {"url": "http://evil.example/"}),
    "gemini": ("analyze content", "gemini", {"text": "http://evil.example/"}),
    "jira": ("list tickets", "jira", {"query": "project = SEC"}),
    "servicenow": ("list tickets", "servicenow", {"filter": "active=true"}),
}
FILES = ("virustotal_v3", "phishtank", "safe_browsing", "greynoise", "cisco_umbrella_investigate", "abuseipdb", "urlhaus", "gemini", "jira",
         "servicenow", "block_list", "slack")
WELL = ("get headers", "http", {"location": "a"})


def hasty(descriptor):
    """What is slow here is slow within a second."""
    descriptor["connection"]["timeouts"] = {"connect": "500ms", "answer": "600ms", "total": "1s"}
    descriptor["connection"]["max_answer"] = 1 << 20


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench(tls=True, data={"203.0.113.1": "malicious"}).__enter__()
        cls.connectors = cls.bench.connectors({name: hasty for name in FILES})

    @classmethod
    def tearDownClass(cls):
        cls.bench.__exit__()

    def setUp(self):
        self.bench.services.clear_faults()
        self.bench.services.reset()

    def run_calls(self, calls, *options, config=None, seconds=20):
        begin = time.monotonic()
        config = config or self.bench.config(attempts=2, max_wait="2s")
        answers = self.bench.run(calls, "--connectors", self.connectors, *options, config=config, seconds=seconds)
        self.seconds = time.monotonic() - begin
        return answers

    def check(self, faults):
        """{service: (kind, parameters, status, words of the message)}"""
        for service, (kind, parameters, _, _) in faults.items():
            self.bench.services.fault(service, kind, **parameters)
        *answers, well = self.run_calls([CALLS[service] for service in faults] + [WELL])
        self.assertEqual("success", well.status, well.message)
        for (service, (kind, parameters, status, words)), answer in zip(faults.items(), answers, strict=True):
            with self.subTest(fault=kind, parameters=parameters, service=service):
                self.assertEqual(status, answer.status, answer.message)
                for word in words:
                    self.assertIn(word, answer.message)
                if status == "failed":
                    self.assertRegex(answer.message, r"^unknown\([a-z0-9 ]+\): ")
                    self.assertEqual(([], {}), (answer.data, answer.summary))

    def test_no_answer(self):
        self.check({
            "virustotal": ("down", {}, "failed", ["127.0.0.1", "closed the connection"]),
            "phishtank": ("reset", {}, "failed", ["127.0.0.1"]),
            "safebrowsing": ("slow", {"seconds": 3}, "failed", ["unknown(timeout)", "127.0.0.1", "does not answer within 0.6 s"]),
            "greynoise": ("half", {}, "failed", ["127.0.0.1", "broke off its answer"]),
            "umbrella": ("chunked_half", {}, "failed", ["127.0.0.1", "broke off its answer"]),
            "abuseipdb": ("garbage", {}, "failed", ["127.0.0.1", "cannot be read"]),
            "urlhaus": ("drip", {"pause": 0.05}, "failed", ["unknown(timeout)", "127.0.0.1"]),
            "gemini": ("lost", {}, "failed", ["127.0.0.1", "closed the connection"]),
            "jira": ("big_headers", {}, "failed", ["127.0.0.1", "cannot be read"]),
            "servicenow": ("huge", {"bytes": 1200000}, "failed", ["127.0.0.1", "longer than 1048576 bytes"]),
        })
        self.assertLess(self.seconds, 10)

    def test_wrong_answers(self):
        self.check({service: ("wrong_json", {}, "failed", ["unknown(malformed answer)", "is not what its descriptor expects"]) for service in CALLS})

    def test_no_json(self):
        self.check({service: ("not_json", {}, "failed", ["unknown(malformed answer)", "is no JSON: <html>"]) for service in CALLS})

    def test_empty_objects(self):
        answers = {service: ("wrong_json", {"body": "{}"}, "failed", ["unknown(malformed answer)", "is not what its descriptor expects"]) for service in CALLS}
        self.check(answers)

    def test_statuses(self):
        redirect = {"to": "http://10.0.0.1/secret"}
        self.check({
            "virustotal": ("status", {"code": 500}, "failed", ["unknown(error of the service)", "virustotal answers 500"]),
            "phishtank": ("over_quota", {}, "failed", ["unknown(too many requests)", "PhishTank"]),
            "safebrowsing": ("status", {"code": 503, "retry_after": 1, "count": 1}, "success", ["Num threat matches: 1"]),
            "greynoise": ("status", {"code": 404, "body": "<html>no such page</html>"}, "failed", ["unknown(malformed answer)", "the answer of GreyNoise is no JSON: <html>no such page</html>"]),
            "umbrella": ("over_quota", {"count": 1}, "success", ["Domain status: MALICIOUS"]),
            "abuseipdb": ("status", {"code": 429, "retry_after": 3600}, "failed", ["unknown(too many requests)", "AbuseIPDB"]),
            "urlhaus": ("status", {"code": 403}, "failed", ["unknown(", "URLhaus answers 403"]),
            "gemini": ("over_quota", {}, "failed", ["unknown(too many requests)", "Gemini"]),
            "jira": ("redirect", redirect, "failed", ["unknown(malformed answer)", "Jira answers with a redirect to http://10.0.0.1/secret"]),
            "servicenow": ("status", {"code": 429, "retry_after": 1, "count": 1}, "success", ["Total tickets: 0"]),
        })
        self.assertLess(self.seconds, 10)

    def test_redirects_that_are_followed(self):
        def follows(descriptor):
            hasty(descriptor)
            descriptor["connection"]["follows_redirects"] = True

        folder = self.bench.folder / "following"
        folder.mkdir()
        self.bench.connectors({"virustotal_v3": follows}).joinpath("virustotal_v3.json").rename(folder / "virustotal_v3.json")
        self.bench.connectors({"virustotal_v3": hasty})
        call = [CALLS["virustotal"]]
        here = self.bench.services.url("virustotal") + "/api/v3/domains/evil.example"
        with StandIn() as other:
            for to, status, words in ((here, "success", "Malicious: "), (other.url("echo"), "failed", "unknown(malformed answer)"), ("ftp://127.0.0.1/", "failed", "what is no address")):
                with self.subTest(to=to):
                    self.setUp()
                    self.bench.services.fault("virustotal", "redirect", to=to, count=1 if to == here else 9)
                    (answer,) = self.run_calls(call, "--connectors", folder)
                    self.assertEqual(status, answer.status)
                    self.assertIn(words, answer.message)
                    # What was said to one host is not said to another.
                    self.assertNotIn("x-apikey", answer.message)
            self.assertEqual(1, other.requests("echo"))

    def test_what_is_well_in_another_way(self):
        kinds = ("chunked", "close", "chunked", "close")
        self.check({service: (kind, {}, "success", [""]) for service, kind in zip(CALLS, kinds)})

    def test_a_wrong_404_is_no_unknown(self):
        self.bench.services.fault("virustotal", "status", code=404, body="<html>no such page</html>")
        (answer,) = self.run_calls([CALLS["virustotal"]])
        self.assertEqual("failed", answer.status)
        self.assertIn("unknown(malformed answer): the answer of virustotal is no JSON: <html>", answer.message)

    def test_wrong_keys(self):
        assets = [self.bench.asset(name) for name in ASSETS]
        for asset in assets:
            asset["secrets"] = {name: {"env": "LIVE_WRONG"} for name in asset["secrets"]}
        config = self.bench.config(*assets, attempts=2, max_wait="2s")
        services = [service for service in CALLS if service != "safebrowsing" and service != "gemini"]
        for service, answer in zip(services, self.run_calls([CALLS[service] for service in services], config=config), strict=True):
            with self.subTest(service=service):
                self.assertEqual("failed", answer.status)
                self.assertRegex(answer.message, r"^unknown\(.*answers 40[13]")

    def test_a_service_that_is_not_there(self):
        assets = [self.bench.asset("phishtank", base_url="http://127.0.0.1:9"), self.bench.asset("virustotal_v3", base_url="http://nowhere.invalid"), self.bench.asset("http")]
        nowhere, nobody, well = self.run_calls([CALLS["phishtank"], CALLS["virustotal"], WELL], config=self.bench.config(*assets, attempts=2))
        self.assertIn("unknown(no connection): no connection to 127.0.0.1:9: ", nowhere.message)
        self.assertIn("unknown(no connection): no address for nowhere.invalid", nobody.message)
        self.assertEqual("success", well.status)

    # --- TLS ---

    def tls(self, kind, **http):
        asset = self.bench.asset("phishtank", base_url=self.bench.services.url("phishtank", kind))
        (answer,) = self.run_calls([CALLS["phishtank"]], config=self.bench.config(asset, http=http, attempts=2))
        return answer

    def test_certificates(self):
        ca = {"ca_file": str(self.bench.services.ca)}
        self.assertEqual("success", self.tls("https", **ca).status)
        for kind, http, words in (
            ("https", {}, "self-signed|unable to get local issuer"),
            ("https_expired", ca, "expired"),
            ("https_wrong_host", ca, "host"),
            ("https_untrusted", ca, "self-signed|unable to get local issuer"),
            ("https", {"ca_file": "/nowhere.pem"}, "cannot read the certificates of /nowhere.pem"),
        ):
            with self.subTest(kind=kind, http=http):
                answer = self.tls(kind, **http)
                self.assertEqual("failed", answer.status)
                self.assertRegex(answer.message, r"^unknown\(.*(" + words + ")")
        self.assertEqual(1, self.bench.services.requests("phishtank"))

    # --- What changes something ---

    def test_effects_are_never_repeated(self):
        calls = [("block ip", "pan", {"ip": "203.0.113.1"}), ("send message", "slack", {"destination": "#soc", "message": "m"})]
        for kind, parameters, arrived in (("lost", {}, 2), ("slow", {"seconds": 1}, 2), ("half", {}, 2), ("down", {}, 0), ("status", {"code": 503}, 0), ("status", {"code": 429}, 0)):
            with self.subTest(kind=kind, parameters=parameters):
                self.setUp()
                self.bench.services.fault("*", kind, **parameters)
                answers = self.run_calls(calls, "--allow", "contain", "--allow", "notify")
                for answer in answers:
                    self.assertEqual("failed", answer.status)
                    self.assertRegex(answer.message, r"^unknown\(")
                counts = self.bench.services.counts()["services"]
                self.assertEqual([1, 1], [counts[service]["requests"] for service in ("firewall", "slack")])
                self.bench.services.quiet()
                self.assertLessEqual(len(self.bench.services.effects()), arrived)

    def test_log(self):
        """What fails is logged as it happens, in lines of JSON, and without a secret."""
        log = self.bench.folder / "log"
        self.bench.services.fault("virustotal", "status", code=503)
        self.run_calls([CALLS["virustotal"], ("block ip", "block_list", {"ip": "203.0.113.9"})], "--log", log)
        text = log.read_text(encoding="utf-8")
        self.assertNotIn(SECRET, text)
        lines = [json.loads(line) for line in text.splitlines()]
        failed = [line for line in lines if line["event"] == "request_failed"]
        self.assertEqual([("virustotal", 1, 503), ("virustotal", 2, 503)], [(line["service"], line["attempt"], line["status"]) for line in failed])
        self.assertIsNotNone(failed[0]["again_in_seconds"])
        self.assertIsNone(failed[1]["again_in_seconds"])
        self.assertEqual(["contain"], [line["class"] for line in lines if line["event"] == "withheld"])
        self.assertEqual(["success"], [line["status"] for line in lines if line["event"] == "run_ended"])

    def test_effects_are_withheld(self):
        calls = [("block ip", "pan", {"ip": "203.0.113.1"}), ("unblock ip", "pan", {"ip": "203.0.113.1"}), ("send message", "slack", {"destination": "#soc", "message": "m"}),
                 ("create ticket", "jira", {"summary": "S", "project_key": "SEC", "issue_type": "Task"}), ("get data", "http", {"location": "a"})]
        for answer, effect in zip(self.run_calls(calls), ("contain", "restore", "notify", "record", "execute"), strict=True):
            self.assertEqual("failed", answer.status)
            self.assertIn(f"is of class {effect}, which runs only with --allow {effect}", answer.message)
        self.assertEqual(0, self.bench.services.requests())


if __name__ == "__main__":
    unittest.main()
