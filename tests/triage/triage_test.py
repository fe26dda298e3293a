#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the front of a bundle makes of mails and events, on recorded answers.

    triage_test.py --pbc PBC [--bless]

The reports of the shipped mails stand beside them as NAME.report.json; --bless writes them anew.
"""

import argparse
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

import bundle  # noqa: E402
from bundle import DEMO, Bundle, component, playbook  # noqa: E402

MAILS = {"phish": "critical", "newsletter": "low", "business_compromise": "critical"}
WORLD = ("--world", DEMO / "world.json", "--config", DEMO / "config.json")
WORLD_ALONE = WORLD[:2]
BLESS = False
WEIGHTS = {"url": 0.20, "address": 0.15, "content": 0.25, "redirect": 0.20, "playbook": 0.20}
LABELLED = '''"""
Looks at what it is given
"""
import phantom.rules as phantom
import json


def on_start(container):
    phantom.debug('begun')
    {call}
    return


def on_finish(container, summary):
    return
'''


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not hasattr(Case, "bundle"):
            Case.bundle = Bundle()
        cls.bundle = Case.bundle

    def shipped(self, name):
        return self.bundle.report(DEMO / f"{name}.eml", *WORLD)


class ShippedMails(Case):
    def test_reports(self):
        for name, level in MAILS.items():
            with self.subTest(name):
                text = self.bundle.start(DEMO / f"{name}.eml", *WORLD, "--format", "json")
                golden = DEMO / f"{name}.report.json"
                if BLESS:
                    golden.write_text(text, encoding="utf-8")
                self.assertEqual(golden.read_text(encoding="utf-8"), text, f"the report has changed: {golden}")
                self.assertEqual(json.loads(text)["verdict"]["level"], level)

    def test_same_bytes_twice(self):
        for name in MAILS:
            pages = [self.bundle.folder / f"{name}{i}.html" for i in (1, 2)]
            reports = [self.bundle.start(DEMO / f"{name}.eml", *WORLD, "--format", "json", "--html", page)
                       for page in pages]
            self.assertEqual(*reports)
            self.assertEqual(*(page.read_bytes() for page in pages))

    def test_reasons(self):
        phish = self.shipped("phish")
        said = json.dumps(phish["components"])
        for word in ("evil-login.example", "VirusTotal", "DMARC"):
            self.assertIn(word.lower(), said.lower())
        self.assertTrue(all(each["answered"] for each in phish["components"]), said)
        fraud = self.shipped("business_compromise")
        self.assertEqual(component(fraud, "url")["missing"], "there is nothing of the kind to ask about")
        self.assertGreaterEqual(component(fraud, "content")["value"], 0.5)
        self.assertTrue(any("confirmed" in step for step in fraud["steps"]), fraud["steps"])
        news = self.shipped("newsletter")
        self.assertEqual(news["steps"], ["none"])

    def test_folder(self):
        table = self.bundle.start(DEMO, *WORLD)
        lines = table.splitlines()
        self.assertEqual([line.split()[0] for line in lines], [f"{name}.eml" for name in sorted(MAILS)] + ["3"])
        lines = self.bundle.start(DEMO, *WORLD, "--format", "json").splitlines()
        self.assertEqual([json.loads(line)["event"]["name"] for line in lines], [f"{name}.eml" for name in sorted(MAILS)])


class Figures(Case):
    """Every figure of a report comes from the ledger and from its own evidence."""

    def recompute(self, name, *options):
        ledger_file = self.bundle.folder / "ledger.jsonl"
        report = self.bundle.report(DEMO / f"{name}.eml", *WORLD, "--ledger", ledger_file, *options)
        *lines, last = [json.loads(line) for line in ledger_file.read_text(encoding="utf-8").splitlines()]
        return report, lines, last["total"]

    def test_totals(self):
        for name in MAILS:
            report, lines, total = self.recompute(name)
            sums = {key: sum(line[key] for line in lines) for key in ("parameters", "requests", "cache_hits", "wait_ms")}
            self.assertEqual(report["totals"], {"lookups": sums["parameters"], "requests": sums["requests"],
                                                "cache_hits": sums["cache_hits"], "wait_ms": sums["wait_ms"], "t_ms": total["t_ms"]})
            self.assertEqual(sum(call["requests"] for call in report["calls"]), sums["requests"])
            self.assertLessEqual(max((call["answered_ms"] for call in report["calls"]), default=0), total["t_ms"] + 1)

    def test_calls(self):
        for name in MAILS:
            report, lines, _ = self.recompute(name)
            sent = []
            for line in lines:
                parameters = line["parameter"] if isinstance(line["parameter"], list) else [line["parameter"]]
                sent += [(line["t_ms"], line["asset"], line["action"], json.dumps(parameter)) for parameter in parameters]
            calls = [(int(call["sent_ms"]), call["asset"], call["action"], json.dumps(call["parameter"])) for call in report["calls"]]
            self.assertEqual(sorted(sent), sorted(calls))
            for call in report["calls"]:
                self.assertGreaterEqual(call["answered_ms"], call["sent_ms"])
                self.assertTrue(call["asked_by"], call)

    def test_score(self):
        for name in MAILS:
            report, _, _ = self.recompute(name)
            answered = 0
            total = 0
            for each in report["components"]:
                self.assertEqual(each["weight"], WEIGHTS[each["component"]])
                self.assertEqual(each["answered"], bool(each["evidence"]))
                for evidence in each["evidence"]:
                    self.assertAlmostEqual(evidence["value"], evidence["score"] * evidence["confidence"], delta=0.0011)
                    if "call" in evidence:
                        call = report["calls"][evidence["call"]]
                        self.assertEqual((call["indicator"], call["age_seconds"]), (evidence["indicator"], evidence["age_seconds"]))
                if each["answered"]:
                    self.assertEqual(each["value"], max(evidence["value"] for evidence in each["evidence"]))
                    answered += each["weight"]
                    total += each["weight"] * each["value"]
            verdict = report["verdict"]
            self.assertAlmostEqual(verdict["score"], total / answered, delta=0.0011)
            thresholds = verdict["thresholds"]
            reached = [level for level in ("critical", "high", "medium") if verdict["score"] >= thresholds[level]]
            self.assertEqual(verdict["level"], reached[0] if reached else "low")

    def test_findings_are_contributions(self):
        report, _, _ = self.recompute("phish")
        told = [(each["playbook"], finding["reason"], finding["score"]) for each in report["playbooks"] for finding in each.get("findings", [])]
        counted = [(report["playbooks"][each["playbook"]]["playbook"], each["reason"], each["score"])
                   for each in component(report, "playbook")["evidence"]]
        self.assertEqual(sorted(told), sorted(counted))

    def test_shared_indicators_are_asked_once(self):
        report, lines, _ = self.recompute("phish")
        asked = [(line["asset"], line["action"].lower(), json.dumps(line["parameter"])) for line in lines if line["requests"] > 0]
        self.assertEqual(len(asked), len(set(asked)))
        several = [call for call in report["calls"] if len({asker["playbook"] for asker in call["asked_by"]}) > 1]
        self.assertTrue(several, "no call is shared by playbooks and components")


class Playbooks(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sources = tempfile.TemporaryDirectory()
        folder = Path(cls.sources.name)
        calls = {
            "reads_urls": "phantom.collect2(container=container, datapath=['artifact:*.cef.requestURL'])",
            "reads_hashes": "phantom.collect2(container=container, datapath=['artifact:*.cef.fileHash', 'artifact:*.name'])",
            "reads_names": "phantom.collect2(container=container, datapath=['artifact:*.name'])",
            "reads_nothing": "phantom.set_severity(container, 'low')",
            "of_label": "phantom.set_severity(container, 'high')",
            "fails": "raise ValueError('no good')",
        }
        for name, call in calls.items():
            (folder / f"{name}.py").write_text(LABELLED.replace("{call}", call), encoding="utf-8")
        (folder / "of_label.json").write_text(json.dumps({"labels": ["email", "phish"], "tags": ["mail"]}), encoding="utf-8")
        cls.own = Bundle(folder)

    @classmethod
    def tearDownClass(cls):
        cls.own.close()
        cls.sources.cleanup()

    def applying(self, event, *options):
        report = self.own.report(self.own.write("event.json", event), *options)
        return report, {each["playbook"] for each in report["playbooks"] if each["applies"]}

    def test_data(self):
        url = {"cef": {"requestURL": "http://a.example/"}}
        self.assertEqual(self.applying({"artifacts": [url]})[1], {"reads_urls", "reads_names", "reads_nothing", "fails"})
        self.assertEqual(self.applying({"artifacts": [{"cef": {"fileHash": "00" * 32}}]})[1],
                         {"reads_hashes", "reads_names", "reads_nothing", "fails"})
        report, names = self.applying({"artifacts": []})
        self.assertEqual(names, {"reads_nothing", "fails"})
        self.assertEqual(playbook(report, "reads_urls")["reason"], "no artifact has requestURL")
        self.assertEqual(playbook(report, "reads_names")["reason"], "the event has no artifact")
        self.assertNotIn("reads_urls", self.applying({"artifacts": [{"cef": {"requestURL": ""}}]})[1])

    def test_labels_and_tags(self):
        self.assertNotIn("of_label", self.applying({"label": "events"})[1])
        self.assertIn("of_label", self.applying({"label": "phish"})[1])
        report, _ = self.applying({"label": "events"})
        self.assertEqual(playbook(report, "of_label")["reason"], "it is for events labelled email, phish, not events")
        config = self.own.write("config.json", {"triage": {"playbooks": {"of_label": {"labels": ["events"]},
                                                                         "reads_nothing": {"tags": ["reported"]}}}})
        self.assertEqual(self.applying({"label": "events"}, "--config", config)[1], {"of_label", "fails"})
        self.assertIn("reads_nothing", self.applying({"tags": ["reported"]}, "--config", config)[1])
        self.assertIn("reads_nothing", self.applying({"artifacts": [{"tags": ["reported"]}]}, "--config", config)[1])

    def test_configured(self):
        config = self.own.write("config.json", {"triage": {"playbooks": {"fails": {"run": "never"}, "reads_urls": {"run": "always"}}}})
        self.assertEqual(self.applying({}, "--config", config)[1], {"reads_urls", "reads_nothing"})

    def test_one_that_fails_is_told(self):
        report, _ = self.applying({})
        failed = playbook(report, "fails")
        self.assertEqual((failed["status"], failed["message"]), ("failed", "ValueError: no good"))
        self.assertEqual(playbook(report, "reads_nothing")["status"], "success")
        self.assertTrue(any("fails" in step for step in report["steps"]), report["steps"])

    def test_findings_decide_alone(self):
        report, _ = self.applying({"label": "phish"})
        self.assertEqual(report["verdict"]["level"], "high")
        self.assertEqual(report["verdict"]["score"], 0.808)
        for name in ("url", "address", "content", "redirect"):
            self.assertFalse(component(report, name)["answered"])


class Vault(unittest.TestCase):
    """What came with a mail is there for whoever looks, and costs nothing where nobody does."""

    KNOWS = """import os
import phantom.rules as phantom


def on_start(container):
    items = phantom.vault_info()[2]
    told = [[item["name"], item["path"] == "/vault/" + item["vault_id"], item["size"]] for item in items]
    {more}
    phantom.comment(comment=str(told))


def on_finish(container, summary):
    return
"""
    READS = """try:
        with open(items[0]["path"], "rb") as file:
            told.append(len(file.read()))
        told.append(os.listdir("/vault") == [items[0]["vault_id"]])
    except OSError as error:
        told.append(type(error).__name__)"""

    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.scratch.name)
        for name, more in (("knows", "pass"), ("reads", cls.READS)):
            (cls.folder / name).mkdir()
            (cls.folder / name / f"{name}.py").write_text(cls.KNOWS.replace("{more}", more))
        cls.knows, cls.reads = Bundle(cls.folder / "knows"), Bundle(cls.folder / "reads")

    @classmethod
    def tearDownClass(cls):
        cls.knows.close()
        cls.reads.close()
        cls.scratch.cleanup()

    @staticmethod
    def comment_of(report):
        changes = report["playbooks"][0]["changes"]
        return next(value for change in changes for name, value in change["arguments"] if name == "comment")

    def told(self, bundle, temporary):
        return self.comment_of(bundle.report(DEMO / "phish.eml", env={**os.environ, "TMPDIR": str(temporary)}))

    def test_vault(self):
        work = self.folder / "work"
        work.mkdir()
        size = 47  # bytes
        self.assertEqual(self.told(self.knows, work), f"[['invoice.scr', True, {size}]]")
        self.assertEqual(self.told(self.reads, work), f"[['invoice.scr', True, {size}], {size}, True]")
        self.assertEqual(list(work.iterdir()), [])
        nowhere = self.folder / "nowhere"
        self.assertEqual(self.told(self.knows, nowhere), f"[['invoice.scr', True, {size}]]")
        self.assertEqual(self.told(self.reads, nowhere), f"[['invoice.scr', True, {size}], 'FileNotFoundError']")

    def test_runs_of_one_process_do_not_see_each_others(self):
        phish = (DEMO / "phish.eml").read_text(encoding="utf-8")
        content = phish.split("\n\n")[-1].split("\n")[0]
        mails = [self.folder / f"{i}.eml" for i in (1, 2, 3, 4)]
        for i, mail in enumerate(mails, 1):
            mail.write_text(phish.replace(content, "QUJD" * i), encoding="utf-8")
        told = [self.comment_of(json.loads(line)) for line in self.reads.start(*mails, "--format", "json").splitlines()]
        self.assertEqual(told, [f"[['invoice.scr', True, {3 * i}], {3 * i}, True]" for i in (1, 2, 3, 4)])


class Configurations(Case):
    def test_print_config(self):
        printed = json.loads(self.bundle.start("--print-config"))
        self.assertEqual(printed["triage"]["weights"], WEIGHTS)
        self.assertEqual(printed["triage"]["levels"], {"critical": 0.9, "high": 0.75, "medium": 0.5})
        self.assertEqual(printed["cache"]["ttl"], {"malicious": "2h", "suspicious": "1h", "clean": "30min", "unknown": "15min"})
        # What it prints it reads, and then prints again.
        again = self.bundle.start("--print-config", "--config", self.bundle.write("printed.json", printed))
        self.assertEqual(json.loads(again), printed)

    def test_wrong_ones(self):
        for wrong, place in [
            ({"weights": {"urls": 1}}, "triage.weights.urls: unknown key"),
            ({"weights": {"url": 2}}, "triage.weights.url: expected a number from 0 to 1"),
            ({"weights": {name: 0 for name in WEIGHTS}}, "triage.weights: at least one weight must be above 0"),
            ({"levels": {"medium": 0.8}}, "triage.levels: expected medium <= high <= critical"),
            ({"limits": {"time": "soon"}}, "triage.limits.time: expected a duration"),
            ({"limits": {"urls": -1}}, "triage.limits.urls: expected a number from 0"),
            ({"left_out": ["links"]}, "triage.left_out: there is no component `links`"),
            ({"playbooks": {"x": {"run": "sometimes"}}}, "triage.playbooks.x.run: expected"),
            ({"playbooks": {"hello_fishing": {"run": "never"}}}, "triage.playbooks.hello_fishing: the bundle has no such playbook"),
            ({"playbook": {}}, "triage.playbook: unknown key"),
        ]:
            with self.subTest(place):
                config = self.bundle.write("wrong.json", {"triage": wrong})
                self.bundle.start(DEMO / "phish.eml", "--config", config, code=2)
                self.assertIn(place, self.bundle.stderr)

    def test_weights_and_levels(self):
        config = self.bundle.write("config.json", {"triage": {"weights": {"url": 0, "address": 0, "redirect": 0, "playbook": 0},
                                                              "levels": {"critical": 0.2, "high": 0.1, "medium": 0.05}}})
        report = self.bundle.report(DEMO / "phish.eml", *WORLD_ALONE, "--config", config)
        self.assertEqual(report["verdict"]["score"], component(report, "content")["value"])
        self.assertEqual(report["verdict"]["level"], "critical")

    def test_left_out_and_limits(self):
        config = self.bundle.write("config.json", {"triage": {"left_out": ["redirect", "content"], "limits": {"urls": 1}}})
        report = self.bundle.report(DEMO / "phish.eml", *WORLD_ALONE, "--config", config)
        self.assertEqual(component(report, "redirect")["missing"], "left out by the configuration")
        self.assertGreater(report["event"]["indicators"]["url"]["found"], 1)
        self.assertEqual(report["event"]["indicators"]["url"]["asked"], 1)

    def test_fail_on(self):
        phish = (DEMO / "phish.eml", *WORLD)
        self.bundle.start(*phish, "--fail-on", "medium", code=1)
        self.bundle.start(DEMO / "newsletter.eml", *WORLD, "--fail-on", "medium")

    def test_usage(self):
        self.bundle.start(code=2)
        self.assertIn("expected a mail, an event or a folder", self.bundle.stderr)
        self.bundle.start("nowhere.eml", code=2)
        self.assertIn("nowhere.eml", self.bundle.stderr)
        self.bundle.start(self.bundle.write("broken.json", "{"), code=2)
        self.assertIn("broken.json:1:2", self.bundle.stderr)
        empty = self.bundle.folder / "empty"
        empty.mkdir(exist_ok=True)
        self.bundle.start(empty, code=2)
        self.bundle.start(DEMO, "--json", self.bundle.folder / "x.json", code=2)
        self.bundle.start(DEMO / "phish.eml", "--outputs", self.bundle.folder / "out", "--ledger", self.bundle.folder / "x", code=2)
        # One of several that is broken does not stop the others.
        table = self.bundle.start(DEMO / "phish.eml", self.bundle.folder / "broken.json", *WORLD, code=1)
        self.assertIn("phish.eml", table)


class Outputs(Case):
    def test_inputs_of_one_name(self):
        for folder in ("x", "y"):
            self.bundle.write(f"{folder}/mail.eml", (DEMO / "newsletter.eml").read_text(encoding="utf-8"))
        kept = self.bundle.folder / "of_one_name"
        self.bundle.start(self.bundle.folder / "x", self.bundle.folder / "y", *WORLD, "--outputs", kept)
        self.assertEqual(sorted(path.name for path in kept.glob("*.json")), ["2-mail.eml.triage.json", "mail.eml.triage.json"])

    def test_what_playbooks_print_is_not_in_the_report(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "talks.py").write_text(LABELLED.replace("{call}", "print('{not json')"), encoding="utf-8")
            own = Bundle(Path(folder))
            try:
                own.report(own.write("event.json", {}))
                self.assertIn("{not json", own.stderr)
            finally:
                own.close()


class NothingIsKnown(Case):
    def test_without_a_world(self):
        report = self.bundle.report(self.bundle.write("event.json", {"artifacts": [{"cef": {"requestURL": "http://a.example/"}}]}))
        url = component(report, "url")
        self.assertFalse(url["answered"])
        self.assertTrue(url["missing"])

    def test_empty_event(self):
        config = self.bundle.write("config.json", {"triage": {"left_out": ["content", "playbook"]}})
        report = self.bundle.report(self.bundle.write("event.json", {}), "--config", config)
        self.assertIn(report["verdict"]["level"], ("unknown", "low", "medium", "high"))

    def test_deep_headers(self):
        event = {"artifacts": [{"cef": {"fromEmail": "a@b.example", "emailHeaders": '{"a":' + "[" * 1000000 + "]" * 1000000 + "}"}}]}
        report = self.bundle.report(self.bundle.write("deep.json", event))
        self.assertIn("nested too deeply", json.dumps(report["not_answered"]))

    def test_hostile_texts(self):
        event = {"name": "\u202e</script><b>\u0007", "artifacts": [{"cef": {"requestURL": "http://a.example/\x1b[31m\"><script>"}}]}
        text = self.bundle.start(self.bundle.write("event.json", event))
        self.assertNotIn("\x1b[31m\">", text)
        self.assertNotIn("\u0007", text)


def main():
    global BLESS
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pbc", type=Path, default=bundle.PBC)
    parser.add_argument("--bless", action="store_true")
    options, rest = parser.parse_known_args()
    bundle.PBC = options.pbc.resolve()
    BLESS = options.bless
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
