# SPDX-License-Identifier: Apache-2.0
"""Files of the vault that actions send: they arrive as they are, or nothing does."""

import base64
import email
import email.policy
import hashlib
import json
import unittest

from live import ALL_CLASSES, Bench, quick_polls

# Whatever a file may hold, and what it may be called.
FILES = {
    "invoice.exe": b"MZ\x00\x01\r\n--\r\n--pbc-\r\n.\r\n\xff\xfe" + bytes(range(256)) * 40,
    'a "quoted" name\r\nX-Evil: 1.txt': b"one",
    "Übersicht – größe.pdf": b"%PDF-1.7\n",
    "empty": b"",
    "n" * 300 + ".bin": b"\r\n.\r\n",
}
NAMES = list(FILES)
IDS = {name: hashlib.sha1(content).hexdigest() for name, content in FILES.items()}
EXE, QUOTED, UMLAUTS, EMPTY, LONG = IDS.values()
GONE = "f" * 40


def of(name, kind="application/octet-stream"):
    content = FILES[name]
    return {"name": name, "type": kind, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def told(files):
    return [{key: file[key] for key in ("name", "type", "size", "sha256")} for file in files]


class Base(unittest.TestCase):
    options = {}

    @classmethod
    def setUpClass(cls):
        cls.bench = Bench(**cls.options).__enter__()
        cls.folder = cls.bench.folder / "files"
        cls.folder.mkdir()
        vault = []
        for name, content in FILES.items():
            (cls.folder / IDS[name]).write_bytes(content)
            vault.append({"vault_id": IDS[name], "name": name, "container_id": 1, "path": f"/{IDS[name]}"})
        vault[2]["mime_type"] = "application/pdf"
        vault[4]["mime_type"] = "text/plain\r\nX-Evil: 1"
        vault.append({"vault_id": "gone", "name": "gone", "path": "/nowhere"})
        vault.append({"vault_id": "out", "name": "out", "path": "/../../etc/passwd"})
        vault.append({"vault_id": "changed", "name": "x", "path": f"/{EXE}", "metadata": {"sha1": GONE}})
        cls.world = cls.bench.folder / "world.json"
        cls.world.write_text(json.dumps({"vault": vault}), encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        cls.bench.__exit__()

    def setUp(self):
        self.bench.services.reset()
        self.bench.services.clear_faults()

    def run_calls(self, calls, *options, allow=True, world=None, **more):
        options += tuple(option for each in ALL_CLASSES for option in ("--allow", each)) if allow else ()
        polls = self.bench.connectors({name: quick_polls for name in ("virustotal", "virustotal_v3")})
        return self.bench.run(calls, "--world", world or self.world, "--files", self.folder, "--connectors", polls, *options, **more)

    def one(self, action, asset, parameter, *options, **more):
        (answer,) = self.run_calls([(action, asset, parameter)], *options, **more)
        return answer

    def requests(self, service):
        """{end point: requests that have reached it}"""
        services = self.bench.services.counts()["services"]
        return {label: each["requests"] for label, each in services.get(service, {"endpoints": {}})["endpoints"].items() if each["requests"]}


class Uploads(Base):
    def test_an_unknown_file_is_uploaded_and_analysed(self):
        for asset, words in (("virustotal_v3", "Scan id: "), ("virustotal", "Positives: ")):
            with self.subTest(asset=asset):
                self.setUp()
                self.bench.services.set_verdict(of(NAMES[0])["sha256"], "unknown")
                answer = self.one("detonate file", asset, {"vault_id": EXE}, allow=False)
                self.assertEqual("success", answer.status, answer.message)
                self.assertTrue(answer.message.startswith(words), answer.message)
                self.assertEqual([of(NAMES[0])], told(self.bench.services.files("virustotal")))
                requests = self.requests("virustotal")
                self.assertEqual(1, requests["POST /api/v3/files"])
                self.assertNotIn("POST /api/v3/files/{hash}/analyse", requests)

    def test_a_known_file_is_analysed_again(self):
        self.bench.services.set_verdict(of(NAMES[0])["sha256"], "malicious")
        answer = self.one("detonate file", "virustotal_v3", {"vault_id": EXE})
        self.assertEqual("success", answer.status, answer.message)
        self.assertGreater(answer.summary["malicious"], 0)
        self.assertEqual([], self.bench.services.files("virustotal"))
        self.assertEqual(1, self.requests("virustotal")["POST /api/v3/files/{hash}/analyse"])

    def test_a_large_file_goes_where_the_service_says(self):
        content = b"0123456789abcdef" * (33 << 16)
        name = hashlib.sha1(content).hexdigest()
        (self.folder / "large").write_bytes(content)
        world = json.loads(self.world.read_text(encoding="utf-8"))
        world["vault"].append({"vault_id": name, "name": "large", "path": "/large"})
        large = self.bench.folder / "large.json"
        large.write_text(json.dumps(world), encoding="utf-8")
        self.bench.services.set_verdict(hashlib.sha256(content).hexdigest(), "unknown")
        answer = self.one("detonate file", "virustotal_v3", {"vault_id": name}, world=large)
        self.assertEqual("success", answer.status, answer.message)
        (file,) = self.bench.services.files("virustotal")
        self.assertEqual((len(content), hashlib.sha256(content).hexdigest()), (file["size"], file["sha256"]))
        self.assertEqual(1, self.requests("virustotal")["POST /_ah/upload/{ticket}"])
        # No other host gets it.
        self.setUp()
        body = json.dumps({"data": "https://elsewhere.example/upload"})
        self.bench.services.fault("virustotal", "status", endpoint="files/upload_url", code=200, body=body)
        self.bench.services.set_verdict(hashlib.sha256(content).hexdigest(), "unknown")
        answer = self.one("detonate file", "virustotal_v3", {"vault_id": name}, world=large)
        self.assertEqual("the service names an address to send to that is none of its own: https://elsewhere.example/upload", answer.message)
        answer = self.one("create ticket", "jira", {"summary": "S", "project_key": "SEC", "issue_type": "Task", "vault_id": name}, world=large)
        self.assertEqual(f"vault_id: the vault's file `{name}` is too large: it has {len(content)} bytes, and {32 << 20} more may be sent", answer.message)
        self.assertEqual({}, self.requests("jira"))

    def test_tickets(self):
        ticket = {"summary": "S", "project_key": "SEC", "issue_type": "Task"}
        jira, servicenow, http, slack = self.run_calls(
            [
                ("create ticket", "jira", ticket | {"vault_id": f"{EXE}, {QUOTED},{UMLAUTS}"}),
                ("create ticket", "servicenow", {"short_description": "S", "vault_id": [UMLAUTS, QUOTED]}),
                ("put file", "http", {"file_destination": "/a b/c/", "vault_id": UMLAUTS}),
                ("upload file", "slack", {"destination": "#soc", "file": EXE}),
            ]
        )
        self.assertEqual("Created ticket with id: 10001, key: SEC-1", jira.message)
        self.assertEqual([of(NAMES[0]), of(NAMES[1]), of(NAMES[2], "application/pdf")], told(self.bench.services.files("jira")))
        self.assertEqual(["invoice.exe", NAMES[1], NAMES[2]], [each["filename"] for each in jira.data[0]["fields"]["attachment"]])
        self.assertEqual(1, self.requests("jira")["POST /rest/api/2/issue/{key}/attachments"])
        self.assertTrue(servicenow.message.startswith("Created ticket id: "), servicenow.message)
        self.assertEqual([of(NAMES[2], "application/pdf"), of(NAMES[1])], told(self.bench.services.files("servicenow")))
        self.assertEqual((True, 2), (servicenow.summary["attachment_added"], servicenow.summary["successfully_added_attachments_count"]))
        self.assertEqual([NAMES[2], NAMES[1]], [each["file_name"] for each in servicenow.data[0]["attachment_details"]])
        self.assertEqual(("success", f"a b/c/{NAMES[2]}"), (http.status, http.summary["file_sent"]), http.message)
        self.assertEqual(("success", "File uploaded successfully"), (slack.status, slack.message))
        self.assertEqual([of(NAMES[0])], told(self.bench.services.files("slack")))

    def test_updates(self):
        self.run_calls([("create ticket", "jira", {"summary": "S", "project_key": "SEC", "issue_type": "Task"}), ("create ticket", "servicenow", {})])
        jira, servicenow = self.run_calls(
            [("update ticket", "jira", {"id": "SEC-1", "vault_id": EXE}), ("update ticket", "servicenow", {"id": "INC0010001", "vault_id": EXE})]
        )
        self.assertEqual("The ticket has been updated successfully", jira.message)
        self.assertEqual([of(NAMES[0])], told(self.bench.services.files("jira")))
        self.assertNotIn("PUT /rest/api/2/issue/{key}", self.requests("jira"))
        self.assertEqual("success", servicenow.status, servicenow.message)
        self.assertEqual([of(NAMES[0])], told(self.bench.services.files("servicenow")))

    def test_a_ticket_whose_file_is_refused_is_there(self):
        self.bench.services.fault("jira", "status", endpoint="attachments", code=403, body="no")
        self.bench.services.fault("servicenow", "status", endpoint="attachment", code=403, body="no")
        jira, servicenow = self.run_calls(
            [
                ("create ticket", "jira", {"summary": "S", "project_key": "SEC", "issue_type": "Task", "vault_id": EXE}),
                ("create ticket", "servicenow", {"vault_id": f"{EXE},{QUOTED}"}),
            ]
        )
        self.assertEqual("success", jira.status)
        self.assertIn("key: SEC-1; not attached: Jira answers 403: no", jira.message)
        self.assertIn("Jira answers 403", jira.data[0]["attach_error"])
        self.assertIn("; attached 0 of 2 files: ServiceNow answers 403", servicenow.message)
        self.assertEqual((False, 0), (servicenow.summary["attachment_added"], servicenow.summary["successfully_added_attachments_count"]))
        # What changes something is sent once.
        self.assertEqual(1, self.requests("jira")["POST /rest/api/2/issue/{key}/attachments"])

    def test_what_is_not_there_sends_nothing(self):
        for vault_id, words in (
            (GONE, f"vault_id: `{GONE}` is not in the vault"),
            (f"{EXE}, {GONE}", f"vault_id: `{GONE}` is not in the vault"),
            ("gone", "vault_id: the vault's file `gone` cannot be read: No such file or directory"),
            ("out", "vault_id: the vault's file `out` is none of the run's files: /../../etc/passwd"),
            ("changed", "vault_id: the vault's file `changed` has changed since it was put there"),
        ):
            with self.subTest(vault_id=vault_id):
                answer = self.one("create ticket", "jira", {"summary": "S", "project_key": "SEC", "issue_type": "Task", "vault_id": vault_id})
                self.assertEqual(("failed", words), (answer.status, answer.message))
        for parameter, words in (({}, "`vault_id` has to name one file"), ({"vault_id": f"{EXE},{QUOTED}"}, "`vault_id` has to name one file")):
            self.assertEqual(words, self.one("detonate file", "virustotal_v3", parameter).message)
        self.assertEqual(0, self.bench.services.requests())

    def test_too_much(self):
        config = self.bench.config(self.bench.asset("jira", max_upload=100))
        ticket = {"summary": "S", "project_key": "SEC", "issue_type": "Task"}
        answer = self.one("create ticket", "jira", ticket | {"vault_id": f"{QUOTED},{EXE}"}, config=config)
        self.assertEqual(f"vault_id: the vault's file `{EXE}` is too large: it has {len(FILES[NAMES[0]])} bytes, and 97 more may be sent", answer.message)
        self.assertEqual(0, self.bench.services.requests())

    def test_withheld(self):
        answer = self.one("create ticket", "jira", {"summary": "S", "project_key": "SEC", "issue_type": "Task", "vault_id": GONE}, allow=False)
        self.assertTrue(answer.message.startswith("withheld: `create ticket` is of class record"), answer.message)
        self.assertEqual(0, self.bench.services.requests())

    def test_a_record_gives_the_same_run(self):
        self.bench.services.set_verdict(of(NAMES[0])["sha256"], "unknown")
        self.run_calls(
            [
                ("detonate file", "virustotal_v3", {"vault_id": EXE}),
                ("create ticket", "servicenow", {"vault_id": UMLAUTS}),
                ("create ticket", "servicenow", {"vault_id": GONE}),
            ]
        )
        trace, result = self.bench.replay(self.bench.folder / "record.json")
        self.assertEqual(self.bench.file("trace"), trace)
        self.assertEqual(self.bench.result["action_runs"], json.loads(result)["action_runs"])


class Mails(Base):
    def send(self, action, parameter, **more):
        settings = {"host": "127.0.0.1", "port": self.bench.services.ports["smtp"], "from": "soc@example.com"}
        config = self.bench.config({"name": "smtp", "settings": settings})
        return self.one(action, "smtp", {"to": "a@example.org", "subject": "S"} | parameter, config=config, **more)

    def mail(self):
        (mail,) = self.bench.services.mails()
        self.assertEqual([], mail["defects"])
        return mail

    def test_attachments(self):
        answer = self.send("send email", {"body": "Grüße", "attachments": ",".join([EXE, UMLAUTS, QUOTED, EMPTY, LONG])})
        self.assertEqual("Email sent", answer.message)
        mail = self.mail()
        self.assertEqual(["multipart/mixed", "text/plain"], mail["types"][:2])
        self.assertEqual("Grüße", mail["text"].rstrip("\r\n"))
        self.assertEqual({"attachment"}, {each["disposition"] for each in mail["attachments"]})
        sent = told(mail["attachments"])
        self.assertEqual([of(NAMES[0]), of(NAMES[2], "application/pdf")], sent[:2])
        self.assertEqual([of(name)["sha256"] for name in NAMES[1:2] + NAMES[3:]], [each["sha256"] for each in sent[2:]])
        self.assertEqual(("empty", "n" * 240), (sent[3]["name"], sent[4]["name"]))
        message = email.message_from_string(mail["data"], policy=email.policy.default)
        parts = list(message.iter_attachments())
        self.assertEqual(list(FILES.values())[0], parts[0].get_payload(decode=True))
        # A name makes no header.
        self.assertEqual({"Content-Type", "Content-Disposition", "Content-Transfer-Encoding"}, {name for part in parts for name in part.keys()})
        self.assertNotIn("\nX-Evil", mail["data"])

    def test_html(self):
        parameter = {"html_body": '<img src="cid:logo">', "text_body": "plain", "attachment1": UMLAUTS, "content_id1": "<logo>\r\nX-Evil: 1"}
        answer = self.send("send htmlemail", parameter | {"attachment_json": json.dumps([{"vault_id": EXE}])})
        self.assertEqual("Email sent", answer.message)
        mail = self.mail()
        self.assertEqual(
            ["multipart/mixed", "multipart/related", "multipart/alternative", "text/plain", "text/html", "application/pdf", "application/octet-stream"],
            mail["types"],
        )
        self.assertEqual([of(NAMES[2], "application/pdf"), of(NAMES[0])], told(mail["attachments"]))
        self.assertEqual(["<logoX-Evil:1>", ""], [each["content_id"] for each in mail["attachments"]])
        self.setUp()
        self.assertEqual("Email sent", self.send("send htmlemail", {"html_body": "<b>x</b>"}).message)
        self.assertEqual(["text/html"], self.mail()["types"])

    def test_what_is_not_there_sends_nothing(self):
        self.assertEqual(f"attachments: `{GONE}` is not in the vault", self.send("send email", {"body": "b", "attachments": f"{EXE},{GONE}"}).message)
        self.assertIn("withheld", self.send("send email", {"body": "b", "attachments": EXE}, allow=False).message)
        self.assertEqual([], self.bench.services.mails())


PROGRAM = """
import base64, hashlib, json, sys
for line in sys.stdin:
    question = json.loads(line)
    files = [{**file, "own": hashlib.sha256(base64.b64decode(file.pop("base64"))).hexdigest()} for file in question.get("files", [])]
    print(json.dumps({"status": 200, "body": {"files": files, "arguments": question["arguments"]}}), flush=True)
"""
HASHES = {
    "app": "Hashes",
    "assets": ["hashes"],
    "as_of": "2026-06",
    "connection": {"transport": "exec", "settings": {"program": None, "arguments": []}},
    "actions": {
        "look at file": {
            "effect": "lookup",
            "parameters": {"vault_id": {"type": "string", "contains": ["vault id"]}},
            "request": {"path": "hash", "json": {"sha256": "{file.sha256}", "text": "{file.base64}"}, "files": ["vault_id"]},
            "answer": {"expects": "(.files | type) == \"array\"", "data": "[.]", "summary": "{size: $files[0].size}"},
        }
    },
}


class Programs(Base):
    def test_a_program_gets_them(self):
        folder = self.bench.folder / "own"
        folder.mkdir(exist_ok=True)
        (folder / "hashes.json").write_text(json.dumps(HASHES), encoding="utf-8")
        program = self.bench.folder / "hashes.py"
        program.write_text(PROGRAM, encoding="utf-8")
        config = self.bench.config({"name": "hashes", "settings": {"program": "python3", "arguments": [str(program)]}})
        first, again, other = self.run_calls(
            [("look at file", "hashes", {"vault_id": EXE}), ("look at file", "hashes", {"vault_id": EXE}), ("look at file", "hashes", {"vault_id": UMLAUTS})],
            "--connectors", folder, config=config,
        )
        (file,) = first.data[0]["files"]
        known = of(NAMES[0])
        self.assertEqual((known["name"], known["size"], known["sha256"], known["sha256"], EXE, EXE), tuple(file[key] for key in ("name", "size", "sha256", "own", "sha1", "vault_id")))
        self.assertEqual((known["sha256"], FILES[NAMES[0]]), (first.data[0]["arguments"]["sha256"], base64.b64decode(first.data[0]["arguments"]["text"])))
        self.assertEqual((first.data, {"size": known["size"]}), (again.data, again.summary))
        self.assertEqual(UMLAUTS, other.data[0]["files"][0]["sha1"])


if __name__ == "__main__":
    unittest.main()
