# SPDX-License-Identifier: Apache-2.0
"""Live runs behind a proxy that wants to know who asks."""

import json
import unittest
from unittest import mock

from live import SECRET, Bench
from proxy import Proxy

PASSWORD = f"{SECRET}-password"
CALL = ("get data", "http", {"location": "a"})


class BehindAProxy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench(tls=True).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.bench.__exit__()

    def setUp(self):
        self.bench.services.reset()
        self.proxy = Proxy("user", PASSWORD).__enter__()

    def tearDown(self):
        self.proxy.__exit__()

    def ask(self, tls, proxy=None, environment=None, code=0):
        asset = self.bench.asset("http", base_url=self.bench.services.url("echo", tls))
        http = {"ca_file": str(self.bench.services.ca)} | ({"proxy": proxy} if proxy else {})
        config = self.bench.config(asset, http=http, attempts=1)
        around = self.bench.environment() | (environment or {})
        log = self.bench.folder / "log"
        with mock.patch.object(self.bench, "environment", lambda: around):
            answer = self.bench.one(*CALL, "--allow", "execute", "--log", log, config=config, code=code)
        self.assertNotIn(SECRET, log.read_text(encoding="utf-8"))
        return answer

    def address(self, who=""):
        return f"http://{who}127.0.0.1:{self.proxy.port}"

    def configured(self, password):
        return {"address": self.address(), "user": "user", "password": {"env": password}}

    def test_it_is_told_who_asks(self):
        for tls, line in (("", "GET http://127.0.0.1:"), ("https", "CONNECT localhost:")):
            for name, how in (
                ("address", {"proxy": self.address(f"user:{PASSWORD}@")}),
                ("reference", {"proxy": self.configured("LIVE_PASSWORD")}),
                ("environment", {"environment": {"HTTP_PROXY": self.address(f"user:{PASSWORD}@"), "HTTPS_PROXY": self.address(f"us%65r:{PASSWORD}@")}}),
            ):
                with self.subTest(tls=tls, name=name):
                    self.proxy.lines.clear()
                    self.bench.services.reset()
                    answer = self.ask(tls, **how)
                    self.assertEqual("success", answer.status, answer)
                    self.assertEqual(1, len(self.proxy.lines))
                    self.assertTrue(self.proxy.lines[0].startswith(line), self.proxy.lines)
                    self.assertNotIn("proxy-authorization", json.dumps(answer.data).lower())
                    self.assertEqual(1, self.bench.services.requests("echo"))

    def test_it_refuses(self):
        for tls in ("", "https"):
            for proxy in (self.address(), self.configured("LIVE_WRONG")):
                with self.subTest(tls=tls, proxy=proxy):
                    answer = self.ask(tls, proxy)
                    self.assertEqual("failed", answer.status)
                    self.assertRegex(answer.message, r"^unknown\(.*407")
        self.assertEqual((4, 0), (len(self.proxy.refused), len(self.proxy.lines)))
        self.assertEqual(0, self.bench.services.requests("echo"))

    def test_what_is_no_proxy(self):
        for how in ({"proxy": f"https://user:{PASSWORD}@host:1"}, {"environment": {"HTTPS_PROXY": f"user:{PASSWORD}@host:1"}}):
            with self.subTest(how=how), self.assertRaises(AssertionError) as raised:
                self.ask("", **how)
            self.assertIn("no address of a proxy", str(raised.exception))
            self.assertNotIn(SECRET, str(raised.exception))

    def test_hosts_that_are_asked_without_it(self):
        environment = {"HTTP_PROXY": self.address(), "NO_PROXY": "example.com, 127.0.0.1"}
        self.assertEqual("success", self.ask("", environment=environment).status)
        self.assertEqual([], self.proxy.lines)


if __name__ == "__main__":
    unittest.main()
