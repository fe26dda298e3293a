# SPDX-License-Identifier: Apache-2.0
"""What the `triage` members of descriptors make of the answers that the stand-in gives."""

import json
import sys
import unittest

from live import ASSETS, CONNECTORS, Bench

# Gives back what it is asked.
ECHO = """
import json, sys
for line in sys.stdin:
    print(json.dumps({"status": 200, "body": json.loads(line)["arguments"]}), flush=True)
"""

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


def assessing(descriptor, program):
    """A connector of the same definitions that assesses the results that it is given."""
    return {
        "app": f"Triage of {descriptor['app']}",
        "assets": [],
        "as_of": "2026-06",
        "connection": {
            "transport": "exec",
            "settings": {"program": sys.executable, "arguments": [str(program)]},
            "definitions": descriptor["connection"].get("definitions", []),
        },
        "actions": {
            f"assess {name}": {
                "effect": "state",
                "parameters": {"result": "string"},
                "request": {"path": "echo", "json": {"result": "{result|json}"}},
                "answer": {"expects": "type == \"object\"", "data": f"[{{assessed: (.result | {action['triage']['assessment']})}}]"},
            }
            for name, action in descriptor["actions"].items()
            if "triage" in action
        },
    }


class Assessments(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench().__enter__()
        cls.addClassCleanup(cls.bench.__exit__)
        cls.program = cls.bench.folder / "echo.py"
        cls.program.write_text(ECHO, encoding="utf-8")

    def assess(self, results):
        """[(asset, action, result)] -> what they are assessed as."""
        folder = self.bench.folder / "assessing"
        folder.mkdir(exist_ok=True)
        assets = []
        for asset in {asset for asset, _, _ in results}:
            own = assessing(descriptor_of(asset), self.program)
            (folder / f"{asset}.json").write_text(json.dumps(own), encoding="utf-8")
            assets.append({"name": asset, "app": own["app"], "quotas": []})
        calls = [(f"assess {action}", asset, {"result": json.dumps(result)}) for asset, action, result in results]
        answers = self.bench.run(calls, "--connectors", folder, config=self.bench.config(*assets))
        for answer in answers:
            self.assertEqual(answer.status, "success", answer)
        return [answer.data[0]["assessed"] for answer in answers]

    def test_answers_of_the_stand_in(self):
        calls = []
        for asset in ("virustotal", "virustotal_v3", "phishtank", "safe_browsing", "urlhaus", "abuseipdb", "greynoise", "umbrella_investigate", "opendns_investigate", "urlscan", "gemini"):
            for name, action in descriptor_of(asset)["actions"].items():
                if "triage" in action and action["effect"] == "lookup":
                    for word in WORDS:
                        calls.append((word, name, asset, {action["triage"]["parameter"]: indicator(action["triage"]["parameter"], word)}))
        self.assertGreater(len(calls), 60)
        answers = self.bench.run([call[1:] for call in calls])
        results = [
            (asset, name, {"status": answer.status, "message": answer.message, "data": answer.data, "summary": answer.summary})
            for (_, name, asset, _), answer in zip(calls, answers, strict=True)
        ]
        for (word, name, asset, parameter), (_, _, result), assessed in zip(calls, results, self.assess(results), strict=True):
            with self.subTest(asset=asset, action=name, parameter=parameter):
                if result["status"] != "success" or result["message"].startswith("unknown"):
                    self.assertIsNone(assessed)
                    continue
                if assessed is not None:
                    self.assertEqual(set(assessed), {"score", "confidence", "reason"})
                    self.assertTrue(0 <= assessed["score"] <= 1 and 0 <= assessed["confidence"] <= 1 and assessed["reason"])
                if "ip" in parameter:
                    continue  # what is said of an address, its name does not tell
                if word == "evil":
                    self.assertGreaterEqual(assessed["score"], 0.4)
                if word == "clean":
                    self.assertTrue(assessed is None or assessed["score"] <= 0.05, assessed)
                if word == "unknown":
                    self.assertIsNone(assessed)

    def test_what_failed_tells_nothing(self):
        failed = {"status": "failed", "message": "unknown(timeout): late", "data": [], "summary": {}}
        empty = {"status": "success", "message": "", "data": [], "summary": {}}
        odd = {"status": "success", "message": "", "data": ["text"], "summary": "text"}
        results = []
        for asset in ASSETS:
            for name, action in descriptor_of(asset)["actions"].items():
                if "triage" in action:
                    results += [(asset, name, failed), (asset, name, empty), (asset, name, odd)]
        self.assertGreater(len(results), 60)
        for (asset, name, _), assessed in zip(results, self.assess(results), strict=True):
            with self.subTest(asset=asset, action=name):
                self.assertIsNone(assessed)


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
