# SPDX-License-Identifier: Apache-2.0
"""Limits hold, and what waits for them is told; batches are one request; what is kept is not asked again."""

import unittest

from live import Bench


class Quotas(unittest.TestCase):
    def calls(self, count, begin=0):
        return [("domain reputation", "virustotal_v3", [{"domain": f"clean-{number}.example"} for number in range(begin, begin + count)])]

    def test_no_window_is_exceeded(self):
        quotas = [{"requests": 3, "per": "second"}]
        with Bench(quotas={"virustotal": "3/second"}, counting="both", latency="10-60") as bench:
            config = bench.config(bench.asset("virustotal_v3", quotas=quotas), max_wait="20s")
            answers = bench.run(self.calls(10), config=config)
            self.assertEqual({"success"}, {answer.status for answer in answers})
            self.assertEqual((10, 0), (bench.services.requests("virustotal"), bench.services.violations()))
            total = bench.lines("ledger")[-1]["total"]
            self.assertEqual(10, total["requests"])
            self.assertGreater(total["wait_ms"], 1000)

    def test_two_processes_and_a_restart_share_what_is_stored(self):
        with Bench(quotas={"virustotal": "4/2s"}, counting="both") as bench:
            # The window is longer than the service's, by no more than a second.
            quotas = [{"requests": 4, "per": "minute"}]
            config = bench.config(bench.asset("virustotal_v3", quotas=quotas), max_wait="1s", state=str(bench.folder / "state"))
            first = bench.run(self.calls(3), config=config)
            second = bench.run(self.calls(3, 3), config=config)
            self.assertEqual({"success"}, {answer.status for answer in first})
            self.assertEqual(1, len([answer for answer in second if answer.status == "success"]))
            for answer in second:
                if answer.status == "failed":
                    self.assertRegex(answer.message, r"^unknown\(too many requests\): the limit of virustotal is reached; not before 20")
            self.assertEqual((4, 0), (bench.services.requests("virustotal"), bench.services.violations()))

    def test_what_the_service_counts_is_believed(self):
        with Bench(quotas={"umbrella": "1/second"}) as bench:
            calls = [("domain reputation", "umbrella_investigate", {"domain": f"clean-{number}.example", "to": ""}) for number in range(2)]
            answers = bench.run(calls, config=bench.config(max_wait="10s"))
            self.assertEqual({"success"}, {answer.status for answer in answers})


class Sharing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.bench.__exit__()

    def setUp(self):
        self.bench.services.reset()

    def test_batches(self):
        words = ("evil", "clean", "unknown")
        urls = [{"url": f"http://{words[number % 3]}-{number}.example/?a=b&c=ä"} for number in range(60)]
        ips = [{"ip": f"198.51.100.{number}"} for number in range(30)] + [{"ip": "nothing"}]
        domains = [{"domain": f"{words[number % 3].upper()}-{number}.example"} for number in range(30)]
        # Parameters of one call come one after the other, calls of several blocks together.
        calls = [("url reputation", "safe_browsing", url) for url in urls] + [("lookup ip", "greynoise", ip) for ip in ips]
        calls += [("domain reputation", "opendns_investigate", domain) for domain in domains]
        answers = self.bench.run(calls, config=self.bench.config(batch_window="1s"))
        requests = {service: self.bench.services.requests(service) for service in ("safebrowsing", "greynoise", "umbrella")}
        self.assertEqual({"safebrowsing": 2, "greynoise": 1, "umbrella": 1}, requests)
        for number, answer in enumerate(answers[:60]):
            self.assertEqual(urls[number]["url"], answer.parameter["url"])
            self.assertEqual(int(number % 3 == 0), answer.summary["num_threat_matches"], answer)
        for number, answer in enumerate(answers[60:90]):
            self.assertEqual(ips[number]["ip"], answer.data[0]["ip"])
        self.assertEqual("unknown(refused): GreyNoise answers 200: nothing is no address", answers[90].message)
        statuses = ("MALICIOUS", "NON MALICIOUS", "NO STATUS")
        for number, answer in enumerate(answers[91:]):
            self.assertEqual(statuses[number % 3], answer.summary["domain_status"])

    def test_batches_that_fail(self):
        for kind, parameters, words in (("status", {"code": 500}, "answers 500"), ("wrong_json", {}, "is not what its descriptor expects"), ("not_json", {}, "is no JSON: <html>")):
            with self.subTest(kind=kind):
                self.bench.services.clear_faults()
                self.bench.services.fault("safebrowsing", kind, **parameters)
                self.bench.services.reset()
                calls = [("url reputation", "safe_browsing", {"url": f"http://clean-{number}.example/"}) for number in range(3)]
                answers = self.bench.run(calls, config=self.bench.config(attempts=1, batch_window="1s"))
                self.assertEqual(1, self.bench.services.requests())
                for answer in answers:
                    self.assertEqual("failed", answer.status)
                    self.assertIn(words, answer.message)
        self.bench.services.clear_faults()

    def test_the_same_is_asked_once(self):
        calls = [("url reputation", "virustotal_v3", {"url": "http://evil.example/"})] * 5
        answers = self.bench.run(calls)
        self.assertEqual(1, self.bench.services.requests())
        self.assertEqual(1, len({str(answer.data) for answer in answers}))

    def test_failures_are_not_kept(self):
        self.bench.services.fault("virustotal", "status", code=500, count=1)
        calls = [("url reputation", "virustotal_v3", {"url": "http://evil.example/"})]
        self.assertEqual("failed", self.bench.run(calls, config=self.bench.config(attempts=1))[0].status)
        self.assertEqual("success", self.bench.run(calls, config=self.bench.config(attempts=1))[0].status)


if __name__ == "__main__":
    unittest.main()
