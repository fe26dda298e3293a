# SPDX-License-Identifier: Apache-2.0
"""Everything that can be wrong with a service, and the controls."""

import http.client
import json
import time

from asking import Case, raw
from verdicts import LEVELS, Verdicts, kind_of, normal

GET = b"GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Faults(Case):
    def once(self, kind, **parameters):
        self.services.clear_faults()
        self.services.fault("echo", kind, count=1, **parameters)

    def raw(self):
        return raw(self.services.ports["http"], GET)

    def test_instead_of_an_answer(self):
        self.once("status", code=503, retry_after=7)
        answer = self.get("/echo")
        self.assertEqual((answer.status, answer.headers["retry-after"]), (503, "7"))
        self.once("redirect", to="http://10.0.0.1/x", code=307)
        answer = self.get("/echo")
        self.assertEqual((answer.status, answer.headers["location"]), (307, "http://10.0.0.1/x"))
        self.once("over_quota")
        self.assertEqual(self.get("/echo").status, 429)
        self.assertEqual(self.get("/echo").status, 200)

    def test_every_service_says_that_it_is_over_its_limit(self):
        self.services.fault("*", "over_quota")
        for name in self.get("/").json["services"]:
            self.assertIn(self.get(f"/{name}/nothing").status, (429, 509), name)

    def test_closed_connections(self):
        self.once("down")
        self.assertEqual(self.raw(), b"")
        self.assertEqual(self.services.log()[-1]["status"], 0)
        self.once("reset")
        with self.assertRaises(ConnectionResetError):
            self.raw()
        self.once("lost")
        self.assertEqual(self.raw(), b"")
        self.once("close")
        got = self.raw()
        self.assertTrue(got.startswith(b"HTTP/1.1 200") and b"Connection: close" not in got)

    def test_what_was_done_before_the_connection_was_lost(self):
        path = "/firewall/blocklist/192.0.2.1"
        for kind, effects in (("down", 0), ("lost", 1)):
            self.services.fault("firewall", kind, count=1)
            with self.assertRaises(http.client.RemoteDisconnected):
                self.ask("PUT", path, Authorization="Bearer some")
            self.assertEqual(len(self.services.effects()), effects, kind)

    def test_half_answers(self):
        self.once("half")
        head, _, body = self.raw().partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
        self.assertTrue(0 < len(body) < length)
        self.once("chunked_half")
        got = self.raw()
        self.assertIn(b"Transfer-Encoding: chunked", got)
        self.assertNotIn(b"\r\n0\r\n", got)
        self.once("chunked")
        self.assertEqual(self.get("/echo").json["method"], "GET")

    def test_slow_answers(self):
        self.once("slow", seconds=0.2)
        start = time.monotonic()
        self.get("/echo")
        self.assertGreaterEqual(time.monotonic() - start, 0.2)
        self.once("drip", pause=0.0002)
        self.assertEqual(self.get("/echo").json["method"], "GET")

    def test_odd_answers(self):
        self.once("wrong_json")
        self.assertIsInstance(self.get("/echo").json, list)
        self.once("not_json")
        with self.assertRaises(ValueError):
            self.get("/echo").json
        self.once("huge", bytes=3_000_000)
        self.assertEqual(len(self.get("/echo").json), 3_000_000 - 2)
        self.once("big_headers", bytes=100_000)
        with self.assertRaises(http.client.HTTPException):
            self.get("/echo")
        self.once("garbage")
        with self.assertRaises(http.client.BadStatusLine):
            self.get("/echo")

    def test_chance_and_end_points(self):
        self.services.fault("echo", "status", code=500, probability=0.5)
        statuses = [self.get("/echo").status for _ in range(60)]
        self.assertTrue(10 < statuses.count(500) < 50)
        self.services.clear_faults("echo")
        self.services.fault("jira", "status", code=500, endpoint="comment")
        self.assertEqual(self.get("/jira/rest/api/2/issue/SOC-1", Authorization="Bearer some").status, 404)
        self.assertEqual(self.get("/jira/rest/api/2/issue/SOC-1/comment", Authorization="Bearer some").status, 500)
        self.assertEqual(self.services.admin("faults")["jira"][0]["hits"], 1)

    def test_faults_that_are_none(self):
        for service, parameters in (
            ("nothing", {"kind": "slow"}),
            ("echo", {"kind": "slowly"}),
            ("echo", {"kind": "down", "code": 3}),
        ):
            with self.assertRaises(ValueError):
                self.services.admin("fault", service=service, **parameters)


class Controls(Case):
    options = {"seed": 7, "data": {"host.example": "malicious"}, "faults": {"page": "status code=503 count=1"}}

    def test_parameters_in_the_query(self):
        self.assertEqual(self.get("/page").status, 200)  # setUp has cleared what was there from the start
        self.get("/_admin/fault?service=page&kind=status&code=502&count=1")
        self.assertEqual([self.get("/page").status for _ in range(2)], [502, 200])

    def test_counts(self):
        for _ in range(3):
            self.get("/echo/x")
        self.get("/virustotal/nothing")
        counts = self.services.counts()
        self.assertEqual((counts["requests"], counts["services"]["echo"]["requests"]), (4, 3))
        self.assertEqual(self.services.requests("virustotal"), 1)
        self.assertEqual(len(self.services.log()), 4)
        self.services.reset()
        self.assertEqual(self.services.requests(), 0)

    def test_verdicts(self):
        for indicator, verdict in {
            "host.example": "malicious",
            "http://HOST.example/Path": "malicious",
            "https://login.odd-one.example/": "suspicious",
            "evil.example": "malicious",
            "c1ea" + "1" * 28: "clean",
            "unknown.example": "unknown",
        }.items():
            self.assertEqual(self.services.verdict(indicator), verdict, indicator)
        self.services.set_verdict("evil.example", "clean")
        self.assertEqual(self.services.verdict("evil.example"), "clean")
        self.assertIn("host.example", self.services.admin("verdicts"))
        with self.assertRaises(ValueError):
            self.services.set_verdict("evil.example", "good")

    def test_shares(self):
        verdicts = Verdicts(7)
        levels = [verdicts.of(f"host{number}.example").level for number in range(4000)]
        for level, share in zip(LEVELS, (0.10, 0.05, 0.70, 0.15)):
            self.assertAlmostEqual(levels.count(level) / 4000, share, delta=0.03)
        self.assertEqual(levels, [Verdicts(7).of(f"host{number}.example").level for number in range(4000)])

    def test_indicators(self):
        self.assertEqual(
            [kind_of(text) for text in ("::1", "a" * 40, "http://a.example/", "a.example")], ["ip", "hash", "url", "domain"]
        )
        self.assertEqual(normal("HTTP://Host.Example?Q=A"), "http://host.example?Q=A")
        self.assertEqual(normal("HTTPS://Host.Example"), "https://host.example/")

    def test_the_start(self):
        self.assertEqual(set(self.services.admin("services")), set(self.get("/").json["services"]))
        self.assertEqual(json.loads(self.get("/_admin/latency").body), {})
        self.assertEqual(self.get("/_admin/nothing").status, 404)
