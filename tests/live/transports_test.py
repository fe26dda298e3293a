# SPDX-License-Identifier: Apache-2.0
"""What is asked without HTTP: mail, names, programs."""

import json
import sys
import unittest

from live import SECRET, Bench

PROGRAM = """
import json, os, sys, time
count = 0
for line in sys.stdin:
    count += 1
    question = json.loads(line)
    arguments = question["arguments"]
    text = arguments.get("text", "")
    if text == "die":
        sys.exit(1)
    if text == "sleep":
        time.sleep(30)
    if text == "babble":
        print("this is no JSON", flush=True)
        continue
    if text == "refuse":
        print(json.dumps({"status": 422, "body": {"message": "not this"}}), flush=True)
        continue
    body = {"text": text.upper(), "operation": question["operation"], "count": count, "id": os.getpid(), "key": arguments.get("key")}
    print(json.dumps({"status": 200, "body": body}), flush=True)
"""

# A connector of a user's own.
SHOUTING = {
    "app": "Shouting",
    "assets": ["shouting"],
    "as_of": "2026-06",
    "connection": {
        "transport": "exec",
        "settings": {"program": None, "arguments": []},
        "secrets": {"key": "LIVE_API_KEY"},
        "timeouts": {"total": "500ms"},
    },
    "actions": {
        name: {
            "effect": effect,
            "parameters": {"text": "string"},
            "request": {"path": "shout", "json": {"text": "{text}", "key": "{secret.key}"}},
            "answer": {"expects": "(.text | type) == \"string\"", "message": "if $status >= 400 then .message else null end", "data": "[.]", "summary": "{text}"},
        }
        for name, effect in (("shout", "state"), ("shout out", "notify"))
    },
}


class Mail(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench(tls=True).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.bench.__exit__()

    def setUp(self):
        self.bench.services.reset()
        self.bench.services.clear_faults()

    def send(self, parameter, security="none", port="smtp", allow=True, secrets=True, **http):
        held = {name: {"env": f"LIVE_{name.upper()}"} for name in ("user", "password")} if secrets else {}
        settings = {"host": "localhost" if security != "none" else "127.0.0.1", "port": self.bench.services.ports[port], "security": security, "from": "soc@example.com"}
        config = self.bench.config({"name": "smtp", "secrets": held, "settings": settings}, http=http)
        return self.bench.one("send email", "smtp", parameter, *(["--allow", "notify"] if allow else []), config=config)

    MAIL = {"to": "a@example.org, Bert <b@example.org>", "cc": "c@example.org", "bcc": "d@example.org", "subject": "Phishing: äöü", "body": "One\n.two\n..\n.\nthree"}

    def test_a_mail(self):
        answer = self.send(self.MAIL)
        self.assertEqual(("success", "Email sent"), (answer.status, answer.message))
        (mail,) = self.bench.services.mails()
        self.assertEqual("soc@example.com", mail["from"])
        self.assertEqual([f"{letter}@example.org" for letter in "abcd"], mail["to"])
        self.assertEqual("Phishing: äöü", mail["subject"])
        self.assertEqual("One\n.two\n..\n.\nthree", mail["text"].replace("\r\n", "\n").rstrip("\n"))
        self.assertEqual((f"{SECRET}-user", False), (mail["user"], mail["tls"]))
        self.assertIn("To: a@example.org,\r\n Bert <b@example.org>\r\nCc: c@example.org\r\n", mail["data"])
        self.assertNotIn("d@example.org", mail["data"])

    def test_tls(self):
        ca = str(self.bench.services.ca)
        for security, port in (("starttls", "smtp"), ("tls", "smtps")):
            with self.subTest(security=security):
                self.setUp()
                self.assertEqual("Email sent", self.send(self.MAIL, security, port, ca_file=ca).message)
                self.assertTrue(self.bench.services.mails()[0]["tls"])
                untrusted = self.send(self.MAIL, security, port)
                self.assertRegex(untrusted.message, r"^unknown\(peer not verified\): the certificate of localhost:\d+ cannot be trusted")
        self.assertEqual(1, len(self.bench.services.mails()))

    def test_html_headers_and_injection(self):
        evil = "x\r\nBcc: evil@example.net\r\n\r\nbody"
        headers = json.dumps({"X-Case": evil, "Reply-To": "r@example.org", "Bcc": "e@example.net", "Bad Name": "1", "Content-Type": "x"})
        answer = self.send({"to": "a@example.org", "subject": evil, "body": "<html><body>Grüße</body></html>", "headers": headers})
        self.assertEqual("Email sent", answer.message)
        (mail,) = self.bench.services.mails()
        head = mail["data"].partition("\r\n\r\n")[0]
        names = [line.partition(":")[0] for line in head.split("\r\n") if not line.startswith(" ")]
        self.assertEqual(["Date", "From", "To", "Subject", "Message-ID", "X-Case", "Reply-To", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"], names)
        self.assertIn("Content-Type: text/html; charset=utf-8", head)
        self.assertIn("Grüße", mail["text"])
        self.assertEqual(["a@example.org"], mail["to"])

    def test_what_cannot_be_sent(self):
        for parameter, message in (
            ({"to": "a@example.org\r\nRCPT TO:<evil@example.net>"}, "unknown(refused): SMTP answers 422: `a@example.org"),
            ({"to": ""}, "unknown(refused): SMTP answers 422: the mail has no recipients"),
            ({"to": "nobody"}, "unknown(refused): SMTP answers 422: `nobody` is no address"),
            ({"to": "a@example.org", "from": "x"}, "unknown(refused): SMTP answers 422: `x` is no address to send from"),
            ({"to": "unknown@example.org"}, "unknown(refused): SMTP answers 422: RCPT: 550 5.1.1 nobody of this name"),
            ({"to": "a@example.org", "attachments": "abc"}, "attachments are not sent"),
            ({"to": "a@example.org", "headers": "x"}, "`headers` is no JSON object"),
        ):
            with self.subTest(parameter=parameter):
                answer = self.send({"subject": "s", "body": "b"} | parameter)
                self.assertEqual("failed", answer.status)
                self.assertTrue(answer.message.startswith(message), answer.message)
        self.assertEqual([], self.bench.services.mails())
        some = self.send({"to": "unknown@example.org, a@example.org", "subject": "s", "body": "b"})
        self.assertEqual("Email sent, but not to unknown@example.org (550 5.1.1 nobody of this name)", some.message)

    def test_withheld_and_troubled(self):
        self.assertIn("is of class notify", self.send(self.MAIL, allow=False).message)
        for kind, parameters, words in (("down", {"endpoint": "EHLO"}, r"unknown\(no connection\): "), ("status", {"code": 451}, r"unknown\(error of the service\): SMTP answers 503: .*MAIL: 451"),
                                        ("down", {"endpoint": "DATA"}, r"unknown\(no connection\): ")):
            with self.subTest(kind=kind, parameters=parameters):
                self.setUp()
                self.bench.services.fault("smtp", kind, **parameters)
                self.assertRegex(self.send(self.MAIL).message, "^" + words)
        self.assertEqual([], self.bench.services.mails())


class Names(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench(data={"clean.example": {"verdict": "clean", "dns": {"A": ["203.0.113.7", "203.0.113.8"]}}}).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.bench.__exit__()

    def ask(self, *calls):
        config = self.bench.config({"name": "dns", "settings": {"server": f"127.0.0.1:{self.bench.services.ports['dns']}"}}, attempts=1)
        slow = self.bench.connectors({"dns": lambda descriptor: descriptor["connection"]["timeouts"].update({"answer": "300ms"})})
        return self.bench.run([(action, "dns", parameter) for action, parameter in calls], "--connectors", slow, config=config)

    def test_names(self):
        a, aaaa, mx, txt, none, nothing, ptr, wrong = self.ask(
            ("lookup domain", {"domain": "clean.example"}),
            ("lookup domain", {"domain": "clean-2.example", "type": "aaaa"}),
            ("lookup domain", {"domain": "Clean-2.example", "type": "MX"}),
            ("lookup domain", {"domain": "clean-2.example.", "type": "TXT"}),
            ("lookup domain", {"domain": "nxdomain.example"}),
            ("lookup domain", {"domain": "nodata.example"}),
            ("lookup ip", {"ip": "203.0.113.7"}),
            ("lookup domain", {"domain": "a..b"}),
        )
        self.assertEqual([{"ips": ["203.0.113.7", "203.0.113.8"], "ip_objects": [{"ip": "203.0.113.7"}, {"ip": "203.0.113.8"}]}], a.data)
        self.assertEqual(("203.0.113.7", 2, "clean.example"), (a.summary["ip"], a.summary["total_ips"], a.summary["hostname"]))
        self.assertIn(":", aaaa.summary["ip"])
        self.assertRegex(mx.summary["record_info"], r"^\d+ [a-z0-9.-]+$")
        self.assertTrue(any(text.startswith("v=spf1") for text in txt.data[0]["record_infos"]), txt)
        self.assertEqual(("success", "unknown: there is no such name", []), (none.status, none.message, none.data))
        self.assertEqual(("success", "unknown: there is no such record", []), (nothing.status, nothing.message, nothing.data))
        self.assertIn(".", ptr.summary["hostname"])
        self.assertEqual("unknown(refused): DNS answers 422: `a..b` is no name", wrong.message)

    def test_faults(self):
        for kind, parameters, words in (("half", {}, None), ("down", {}, r"unknown\(timeout\): the name server 127.0.0.1:\d+ does not answer in time"),
                                        ("status", {"code": 2}, r"unknown\(error of the service\): DNS answers 503"), ("status", {"code": 5}, r"unknown\(refused\): DNS answers 422")):
            with self.subTest(kind=kind, parameters=parameters):
                self.bench.services.clear_faults()
                self.bench.services.fault("dns", kind, **parameters)
                (answer,) = self.ask(("lookup domain", {"domain": "clean.example"}))
                if words is None:
                    self.assertEqual("success", answer.status, answer.message)
                else:
                    self.assertRegex(answer.message, "^" + words)
        self.bench.services.clear_faults()


class Programs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench().__enter__()
        program = cls.bench.folder / "shouting.py"
        program.write_text(PROGRAM, encoding="utf-8")
        cls.connectors = cls.bench.folder / "own"
        cls.connectors.mkdir()
        (cls.connectors / "shouting.json").write_text(json.dumps(SHOUTING), encoding="utf-8")
        cls.settings = {"program": sys.executable, "arguments": [str(program)]}

    @classmethod
    def tearDownClass(cls):
        cls.bench.__exit__()

    def shout(self, texts, action="shout", settings=None, **more):
        config = self.bench.config({"name": "shouting", "settings": settings or self.settings}, **more)
        parameters = [{"text": text} for text in texts]
        return self.bench.run([(action, "shouting", parameters)], "--connectors", self.connectors, "--allow", "notify", config=config)

    def test_one_program_answers_all(self):
        answers = self.shout(["a", "b {\"c\"}\n", "d"])
        self.assertEqual(["A", "B {\"C\"}\n", "D"], [answer.summary["text"] for answer in answers])
        self.assertEqual([1, 2, 3], [answer.data[0]["count"] for answer in answers])
        self.assertEqual({("shout", "***")}, {(answer.data[0]["operation"], answer.data[0]["key"]) for answer in answers})

    def test_several_at_once_have_a_program_each(self):
        config = self.bench.config({"name": "shouting", "settings": self.settings})
        answers = self.bench.run([("shout", "shouting", {"text": text}) for text in "abc"], "--connectors", self.connectors, config=config)
        self.assertEqual(["A", "B", "C"], [answer.summary["text"] for answer in answers])
        self.assertEqual(3, len({answer.data[0]["id"] for answer in answers}))

    def test_trouble(self):
        died, well, slow, again, babble, last, refused = self.shout(["die", "a", "sleep", "b", "babble", "c", "refuse"], attempts=1)
        self.assertEqual("unknown(connection lost): the program of asset `shouting` ended without an answer", died.message)
        self.assertEqual("unknown(timeout): the program of asset `shouting` does not answer within 500 ms", slow.message)
        self.assertEqual("unknown(malformed answer): the program of asset `shouting` writes what is no JSON: this is no JSON", babble.message.strip())
        self.assertEqual("unknown(refused): Shouting answers 422: not this", refused.message)
        self.assertEqual(["A", "B", "C"], [answer.summary["text"] for answer in (well, again, last)])

    def test_effects_are_not_repeated(self):
        (answer,) = self.shout(["die"], "shout out", attempts=3)
        self.assertEqual("unknown(connection lost): the program of asset `shouting` ended without an answer", answer.message)

    def test_no_program(self):
        (answer,) = self.shout(["a"], settings={"program": "/nowhere/program"}, attempts=1)
        self.assertEqual("unknown(no connection): the program of asset `shouting` does not start: No such file or directory", answer.message)


if __name__ == "__main__":
    unittest.main()
