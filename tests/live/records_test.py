# SPDX-License-Identifier: Apache-2.0
"""What a run leaves: a record that gives the same run again, and no secret anywhere (which every run of live.py looks for)."""

import json
import unittest

from live import ALL_CLASSES, SECRET, Bench


class Records(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench(latency="1-20").__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.bench.__exit__()

    CALLS = [
        ("url reputation", "virustotal_v3", [{"url": f"http://{word}.example/"} for word in ("evil", "unknown", "clean")]),
        ("url reputation", "phishtank", {"url": "http://evil.example/"}),
        ("lookup ip", "greynoise", [{"ip": "198.51.100.1"}, {"ip": "nothing"}]),
        ("post data", "http", {"location": "a", "body": "b"}),
        ("send message", "slack", {"destination": "#soc", "message": "m"}),
        ("block ip", "pan", {"ip": "198.51.100.1"}),
    ]

    def test_a_record_gives_the_same_run(self):
        self.bench.run(self.CALLS, *[option for each in ALL_CLASSES for option in ("--allow", each)])
        trace, result = self.bench.replay(self.bench.folder / "record.json")
        self.assertEqual(self.bench.file("trace"), trace)
        self.assertEqual(self.bench.result["action_runs"], json.loads(result)["action_runs"])

    def test_secrets_that_come_back_are_not_shown(self):
        self.bench.run([("get headers", "http", {"location": "a", "headers": {"X-B": "c"}}), *self.CALLS], "--allow", "execute")
        self.assertIn("Bearer ***", self.bench.file("result"))
        self.assertNotIn(SECRET, self.bench.file("record"))

    def test_secrets_in_messages(self):
        self.bench.services.fault("slack", "redirect", to=f"http://example.com/{SECRET}-bot_token")
        (answer,) = self.bench.run([("send message", "slack", {"destination": "#soc", "message": "m"})], "--allow", "notify")
        self.bench.services.clear_faults()
        self.assertEqual("failed", answer.status)
        self.assertIn("http://example.com/***", answer.message)


if __name__ == "__main__":
    unittest.main()
