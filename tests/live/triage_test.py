# SPDX-License-Identifier: Apache-2.0
"""What the `triage` members of descriptors make of the answers that the stand-in gives."""

import json
import unittest

from live import ASSETS, CONNECTORS, ROOT, Bench
from rules import assess, decide, rules_of

# Which runtime/live/assessment_test.cpp reads, too.
TABLE = json.loads((ROOT / "runtime" / "live" / "testdata" / "assessments.json").read_text(encoding="utf-8"))
FILES = {json.loads(path.read_text(encoding="utf-8"))["app"]: path.stem for path in CONNECTORS.glob("*.json")}
INDICATORS = {
    "url": "http://{}.example/login",
    "domain": "{}.example",
    "host": "{}.example",
    "text": "Please visit http://{}.example/login",
    "hash": {"evil": "e711", "odd": "0dd0", "clean": "c1ea", "unknown": "0000"},
}
ADDRESSES = {"evil": "203.0.113.66", "odd": "203.0.113.67", "clean": "203.0.113.68", "unknown": "203.0.113.69"}
WORDS = {"evil": "malicious", "odd": "suspicious", "clean": "clean", "unknown": "unknown"}


def indicator(parameter, word):
    if parameter == "ip":
        return ADDRESSES[word]
    form = INDICATORS[parameter]
    return form.format(word) if isinstance(form, str) else form[word].ljust(64, "a")


def descriptor_of(asset):
    return json.loads((CONNECTORS / f"{FILES[ASSETS[asset][0]]}.json").read_text(encoding="utf-8"))


def assessed(descriptor, action, result):
    return assess(descriptor["actions"][action]["triage"], descriptor["connection"].get("rules", {}), result)


class Rules(unittest.TestCase):
    """The same table as the library's own tests: two that were written apart agree on it."""

    def check(self, said, expected):
        self.assertEqual(said is None, expected is None, said)
        if expected is not None:
            self.assertEqual(said["reason"], expected["reason"])
            self.assertAlmostEqual(said["score"], expected["score"])
            self.assertAlmostEqual(said["confidence"], expected["confidence"])

    def test_what_they_mean(self):
        for entry in TABLE["rules"]:
            for case in entry["cases"]:
                with self.subTest(triage=entry["triage"], result=case["result"]):
                    self.check(assess(entry["triage"], entry.get("sets", {}), case["result"]), case["says"])

    def test_what_shipped_ones_mean(self):
        used = set()
        for entry in TABLE["shipped"]:
            app, action = entry["app"], entry["action"]
            descriptor = json.loads((CONNECTORS / f"{FILES[app]}.json").read_text(encoding="utf-8"))
            for case in entry["cases"]:
                with self.subTest(app=app, action=action, result=case["result"]):
                    self.check(assessed(descriptor, action, case["result"]), case["says"])
                if decided := decide(descriptor["actions"][action]["triage"], descriptor["connection"].get("rules", {}), case["result"]):
                    used.add((app, action, decided[0]))
        unused = []  # each rule decides some case
        for app, name in sorted(FILES.items()):
            descriptor = json.loads((CONNECTORS / f"{name}.json").read_text(encoding="utf-8"))
            for action, what in descriptor["actions"].items():
                if "triage" in what:
                    rules = rules_of(what["triage"], descriptor["connection"].get("rules", {}))
                    unused += [(app, action, rule) for i, rule in enumerate(rules) if (app, action, i) not in used]
        self.assertEqual(unused, [])


class Assessments(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench().__enter__()
        cls.addClassCleanup(cls.bench.__exit__)

    def test_answers_of_the_stand_in(self):
        calls = []
        for asset in ("virustotal", "virustotal_v3", "phishtank", "safe_browsing", "urlhaus", "abuseipdb", "greynoise", "umbrella_investigate", "opendns_investigate", "urlscan", "gemini"):
            for name, action in descriptor_of(asset)["actions"].items():
                if "triage" in action and action["effect"] == "lookup":
                    for word in WORDS:
                        calls.append((word, name, asset, {action["triage"]["parameter"]: indicator(action["triage"]["parameter"], word)}))
        self.assertGreater(len(calls), 60)
        answers = self.bench.run([call[1:] for call in calls])
        for (word, name, asset, parameter), answer in zip(calls, answers, strict=True):
            with self.subTest(asset=asset, action=name, parameter=parameter):
                result = {"status": answer.status, "message": answer.message, "data": answer.data, "summary": answer.summary}
                said = assessed(descriptor_of(asset), name, result)
                if answer.status != "success" or answer.message.startswith("unknown"):
                    self.assertIsNone(said)
                    continue
                if said is not None:
                    self.assertEqual(set(said), {"score", "confidence", "reason"})
                    self.assertTrue(0 <= said["score"] <= 1 and 0 <= said["confidence"] <= 1 and said["reason"])
                if "ip" in parameter:
                    continue  # what is said of an address, its name does not tell
                if word == "evil":
                    self.assertGreaterEqual(said["score"], 0.4)
                if word == "clean":
                    self.assertTrue(said is None or said["score"] <= 0.05, said)
                if word == "unknown":
                    self.assertIsNone(said)


class Content(unittest.TestCase):
    """The connector that reads the mail itself."""

    ASSETS = {"content_analysis": ("Content Analysis", "", [])}

    @classmethod
    def setUpClass(cls):
        cls.bench = Bench().__enter__()
        cls.addClassCleanup(cls.bench.__exit__)
        cls.config = cls.bench.config(
            {"name": "content_analysis", "app": "Content Analysis", "settings": {"own_domains": ["acme.example"], "trusted_authserv_ids": ["mx.acme.example"]}}
        )

    def one(self, parameter):
        return self.bench.one("analyze content", "content_analysis", parameter, config=self.config)

    def test_headers_and_bodies(self):
        headers = {
            "From": "PayPal <notice@paypa1.com>",
            "To": "jo@acme.example",
            "Received": ["from a by b", "from c by d"],
            "Subject": "Confirm your account",
        }
        body = "Your account will be suspended. Verify your identity within 24 hours: https://paypa1.com/verify"
        for form in (headers, json.dumps(headers)):
            answer = self.one({"headers": form, "body_text": body})
            self.assertEqual(answer.status, "success", answer)
            self.assertEqual(answer.summary["verdict"], "malicious")
            self.assertEqual(answer.summary["findings"], len(answer.data[0]["findings"]))
            self.assertEqual(answer.summary["top"], answer.data[0]["findings"][0]["text"])
            self.assertEqual(answer.data[0]["lookalikes"][0]["looks_like"], "paypal.com")
        self.assertEqual(self.one({"headers": headers, "from": "ann@acme.example"}).data[0]["sender"]["domain"], "acme.example")

    def test_a_whole_mail(self):
        answer = self.one({"raw_email": "From: ann@acme.example\r\nTo: jo@acme.example\r\nSubject: Minutes\r\n\r\nHello Jo, here they are.\r\n"})
        self.assertEqual(answer.summary["verdict"], "clean")

    def test_attachments(self):
        for names in ("a.pdf, Invoice.pdf.exe", ["a.pdf", "Invoice.pdf.exe"]):
            self.assertEqual(self.one({"from": "a@b.example", "attachments": names}).data[0]["findings"][0]["rule"], "double-ending")

    def test_what_is_no_mail(self):
        for parameter in ({"headers": "no json"}, {"subject": ""}, {"raw_email": "\u0001"}):
            answer = self.one(parameter)
            self.assertEqual(answer.status, "failed", answer)


if __name__ == "__main__":
    unittest.main()
