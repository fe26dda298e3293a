# SPDX-License-Identifier: Apache-2.0
"""What is asked without HTTP: mail, names, programs."""

import ipaddress
import json
import struct
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
            ({"to": "a@example.org", "attachments": "abc"}, "attachments: `abc` is not in the vault"),
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


def encoded(value):
    """A value in MaxMind's format (its description, Data section); a number may be (type, number)."""
    kinds = {str: 2, float: 3, int: 6, dict: 7, list: 11}
    kind, value = value if isinstance(value, tuple) else (kinds[type(value)], value)
    body, size = b"", len(value) if isinstance(value, (dict, list)) else 8
    if isinstance(value, str):
        body = value.encode()
        size = len(body)
    elif isinstance(value, float):
        body = struct.pack(">d", value)
    elif isinstance(value, int):
        body = value.to_bytes(8, "big").lstrip(b"\0")
        size = len(body)
    elif isinstance(value, dict):
        body = b"".join(encoded(key) + encoded(each) for key, each in value.items())
    else:
        body = b"".join(map(encoded, value))
    extended = bytes([kind - 7]) if kind > 7 else b""
    kind = 0 if kind > 7 else kind
    head = bytes([kind << 5 | size]) if size < 29 else bytes([kind << 5 | 29])
    return head + extended + (bytes([size - 29]) if size >= 29 else b"") + body


def database(networks):
    """A database of {network: record}, of IPv4."""
    nodes, data, offsets = [[None, None]], b"", []
    for network, record in networks.items():
        network = ipaddress.ip_network(network)
        bits = f"{int(network.network_address):032b}"[: network.prefixlen]
        at = 0
        for bit in map(int, bits[:-1]):
            if nodes[at][bit] is None:
                nodes.append([None, None])
                nodes[at][bit] = len(nodes) - 1
            at = nodes[at][bit]
        nodes[at][int(bits[-1])] = ("data", len(data))
        data += encoded(record)
    count = len(nodes)

    def number(record):
        return count if record is None else count + 16 + record[1] if isinstance(record, tuple) else record

    tree = b"".join(number(record).to_bytes(3, "big") for node in nodes for record in node)
    short, long = 5, 9
    metadata = {"node_count": count, "record_size": (short, 24), "ip_version": (short, 4), "database_type": "Test", "languages": ["en"]}
    metadata |= {"binary_format_major_version": (short, 2), "binary_format_minor_version": (short, 0), "build_epoch": (long, 1)}
    metadata |= {"description": {"en": "Test"}}
    return tree + bytes(16) + data + b"\xab\xcd\xefMaxMind.com" + encoded(metadata)


class Places(unittest.TestCase):
    CITY = {
        "city": {"names": {"en": "Berlin"}},
        "country": {"iso_code": "DE", "names": {"en": "Germany"}},
        "continent": {"names": {"en": "Europe"}},
        "subdivisions": [{"iso_code": "BE", "names": {"en": "State of Berlin"}}],
        "location": {"latitude": 52.5, "longitude": 13.4, "time_zone": "Europe/Berlin"},
        "postal": {"code": "10115"},
    }

    def test_places(self):
        with Bench() as bench:
            (bench.folder / "city.mmdb").write_bytes(database({"198.51.100.0/24": self.CITY}))
            (bench.folder / "asn.mmdb").write_bytes(database({"198.51.100.0/25": {"autonomous_system_organization": "Examples", "autonomous_system_number": 64496}}))
            settings = {"file": str(bench.folder / "city.mmdb"), "asn_file": str(bench.folder / "asn.mmdb")}
            calls = [("geolocate ip", "maxmind", {"ip": ip}) for ip in ("198.51.100.7", "198.51.100.200", "203.0.113.1", "2001:db8::1", "nothing")]
            found, without, missing, other, wrong = bench.run(calls, config=bench.config({"name": "maxmind", "settings": settings}))
            self.assertEqual(("success", "City: Berlin, State: State of Berlin, Country: Germany"), (found.status, found.message))
            data = {"city_name": "Berlin", "country_name": "Germany", "country_iso_code": "DE", "continent_name": "Europe", "state_name": "State of Berlin", "state_iso_code": "BE",
                    "postal_code": "10115", "latitude": 52.5, "longitude": 13.4, "time_zone": "Europe/Berlin", "as_org": "Examples"}
            self.assertEqual([data], found.data)
            self.assertEqual([data | {"as_org": None}], without.data)
            for answer in (missing, other):
                self.assertEqual(("success", "unknown: the database has no place of it", [], {}), (answer.status, answer.message, answer.data, answer.summary))
            self.assertEqual("unknown(refused): MaxMind answers 422: `nothing` is no address", wrong.message)
            self.assertEqual(0, bench.services.requests())

    def test_files_that_are_none(self):
        with Bench() as bench:
            (bench.folder / "x.mmdb").write_text("nothing")
            for file, words in (("x.mmdb", "invalid metadata"), ("y.mmdb", "No such file")):
                settings = {"file": str(bench.folder / file)}
                answer = bench.one("geolocate ip", "maxmind", {"ip": "198.51.100.7"}, config=bench.config({"name": "maxmind", "settings": settings}, attempts=1))
                self.assertEqual("failed", answer.status)
                self.assertRegex(answer.message, r"^unknown\(no connection\): cannot open `.*" + words)


class PhishTankFile(unittest.TestCase):
    def test_a_file(self):
        entries = [
            {"phish_id": "1", "url": "http://Evil.example", "phish_detail_page": "http://www.phishtank.com/phish_detail.php?phish_id=1", "verified": "yes",
             "verification_time": "2026-01-01T00:00:00+00:00", "details": [{"ip_address": "198.51.100.1", "url": "http://inner.example/"}], "target": "Other"},
            {"phish_id": 2, "url": "http://evil.example/A?b=c", "verified": "no"},
        ]
        with Bench() as bench:
            path = bench.folder / "online-valid.json"
            path.write_text(json.dumps(entries), encoding="utf-8")
            config = bench.config({"name": "phishtank", "app": "PhishTank File", "settings": {"file": str(path)}})
            urls = ("http://EVIL.example/", "http://evil.example/A?b=c#d", "http://evil.example/a?b=c", "http://inner.example/")
            listed, other, case, inner = bench.run([("url reputation", "phishtank", {"url": url}) for url in urls], config=config)
            self.assertEqual("Verified: True, In database: True, Valid: True", listed.message)
            self.assertEqual(("1", True), (listed.data[0]["phish_id"], listed.data[0]["valid"]))
            self.assertEqual(("2", False), (other.data[0]["phish_id"], other.data[0]["verified"]))
            for answer in (case, inner):
                self.assertEqual(("success", "unknown: PhishTank has no such URL in its database", False), (answer.status, answer.message, answer.summary["In_Database"]))
            for text, words in (("[", "is no JSON at byte "), ("{}", "is no list of entries"), ("3", "is no list of entries"), (None, "cannot be read: No such file")):
                path.write_text(text) if text else path.unlink()
                answer = bench.one("url reputation", "phishtank", {"url": urls[0]}, config=config)
                self.assertEqual("failed", answer.status)
                self.assertIn(words, answer.message)


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
