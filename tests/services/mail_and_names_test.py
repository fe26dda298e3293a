# SPDX-License-Identifier: Apache-2.0
"""The SMTP sink and the DNS server."""

import smtplib
import socket
import ssl
import struct
from email.message import EmailMessage

from asking import TIMEOUT, Case
from dns_server import TYPES, packed_name


class Smtp(Case):
    options = {"tls": True}

    def client(self):
        client = smtplib.SMTP("127.0.0.1", self.services.ports["smtp"], local_hostname="test.example", timeout=TIMEOUT)
        self.addCleanup(client.close)
        return client

    def message(self):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "a@example.com", "b@example.com", "Grüße"
        message.set_content(".\nA line.\n.hidden\n")
        return message

    def test_mails_are_kept(self):
        client = self.client()
        client.login("user", "some")
        client.send_message(self.message())
        client.send_message(self.message(), to_addrs=["c@example.com", "d@example.com"])
        client.quit()
        first, second = self.services.mails()
        self.assertEqual(
            (first["from"], first["to"], first["user"], first["subject"]), ("a@example.com", ["b@example.com"], "user", "Grüße")
        )
        self.assertEqual(first["text"].splitlines(), [".", "A line.", ".hidden"])
        self.assertEqual(second["to"], ["c@example.com", "d@example.com"])
        self.assertEqual(len(self.services.effects("smtp")), 2)
        self.services.reset()
        self.assertEqual(self.services.mails(), [])

    def test_both_ways_to_log_in(self):
        for mechanism in ("auth_plain", "auth_login"):
            for password, code in (("some", 235), ("wrong", 535)):
                client = self.client()
                client.ehlo()
                client.user, client.password = "user", password
                try:
                    got = client.auth(mechanism[5:].upper(), getattr(client, mechanism))[0]
                except smtplib.SMTPAuthenticationError as error:
                    got = error.smtp_code
                self.assertEqual(got, code, mechanism)

    def test_starttls(self):
        client = self.client()
        client._host = "localhost"  # whom the certificate is for
        client.starttls(context=ssl.create_default_context(cafile=self.services.ca))
        client.send_message(self.message())
        self.assertTrue(self.services.mails()[0]["tls"])

    def test_tls_from_the_start(self):
        context = ssl.create_default_context(cafile=self.services.ca)
        with smtplib.SMTP_SSL(
            "localhost", self.services.ports["smtps"], "test.example", timeout=TIMEOUT, context=context
        ) as client:
            client.send_message(self.message())
        self.assertTrue(self.services.mails()[0]["tls"])

    def test_refusals(self):
        client = self.client()
        self.assertEqual(client.docmd("MAIL FROM:<a@example.com>")[0], 503)
        with self.assertRaises(smtplib.SMTPRecipientsRefused):
            client.sendmail("a@example.com", ["unknown@example.com"], "x")
        self.assertEqual(client.docmd("NONSENSE")[0], 502)
        self.services.fault("smtp", "status", code=452, count=1)
        with self.assertRaises(smtplib.SMTPSenderRefused) as caught:
            client.sendmail("a@example.com", ["b@example.com"], "x")
        self.assertEqual(caught.exception.smtp_code, 452)
        self.services.fault("smtp", "down", endpoint="DATA", count=1)
        with self.assertRaises(smtplib.SMTPServerDisconnected):
            client.sendmail("a@example.com", ["b@example.com"], "x")
        self.services.quota("smtp", "1/hour")
        self.addCleanup(self.services.quota, "smtp", "")
        client = self.client()
        client.sendmail("a@example.com", ["b@example.com"], "x")
        with self.assertRaises(smtplib.SMTPSenderRefused):
            client.sendmail("a@example.com", ["b@example.com"], "x")
        self.assertEqual((self.services.violations("smtp"), len(self.services.mails())), (1, 1))


class Dns(Case):
    options = {
        "data": {"mail.example": {"dns": {"A": ["192.0.2.7"], "TXT": ["t" * 300, "u" * 300]}}, "gone.example": {"dns": "NXDOMAIN"}}
    }

    def query(self, name, kind):
        return struct.pack(">6H", 77, 0x0100, 1, 0, 0, 0) + packed_name(name) + struct.pack(">HH", TYPES[kind], 1)

    def parsed(self, answer, name):
        """(response code, truncated, [data])"""
        number, flags, _, count, _, _ = struct.unpack(">6H", answer[:12])
        self.assertEqual((number, flags & 0x8000), (77, 0x8000))
        at, found = 12 + len(packed_name(name)) + 4, []
        for _ in range(count):
            (length,) = struct.unpack(">H", answer[at + 10 : at + 12])
            found.append(answer[at + 12 : at + 12 + length])
            at += 12 + length
        self.assertEqual(at, len(answer))
        return flags & 15, bool(flags & 0x0200), found

    def ask_udp(self, name, kind, timeout=TIMEOUT):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(timeout)
            asking.sendto(self.query(name, kind), ("127.0.0.1", self.services.ports["dns"]))
            return self.parsed(asking.recv(4096), name)

    def ask_tcp(self, name, kind):
        query = self.query(name, kind)
        with socket.create_connection(("127.0.0.1", self.services.ports["dns"]), timeout=TIMEOUT) as asking:
            asking.sendall(struct.pack(">H", len(query)) + query)
            with asking.makefile("rb") as answer:
                return self.parsed(answer.read(struct.unpack(">H", answer.read(2))[0]), name)

    def test_records(self):
        self.assertEqual(self.ask_udp("mail.example", "A"), (0, False, [bytes([192, 0, 2, 7])]))
        for kind, length in (("A", 4), ("AAAA", 16)):
            code, _, found = self.ask_udp("Some.example", kind)
            self.assertEqual((code, len(found[0])), (0, length))
        self.assertEqual(len(self.ask_udp("some.example", "MX")[2]), 2)
        self.assertIn(b"v=spf1", self.ask_udp("some.example", "TXT")[2][0])
        self.assertIn(b"v=DMARC1", self.ask_udp("_dmarc.some.example", "TXT")[2][0])
        self.assertEqual(len(self.ask_udp("1.2.0.192.in-addr.arpa", "PTR")[2]), 1)
        self.assertEqual(self.services.indicators("dns", "MX"), {"some.example": 1})

    def test_names_that_are_not_there(self):
        for name in ("gone.example", "nxdomain-1.example", "some.invalid"):
            self.assertEqual(self.ask_udp(name, "A"), (3, False, []), name)
        self.assertEqual(self.ask_udp("nodata.example", "A"), (0, False, []))
        self.assertEqual(self.ask_udp("mail.example", "MX"), (0, False, []))

    def test_long_answers(self):
        self.assertEqual(self.ask_udp("mail.example", "TXT"), (0, True, []))
        found = self.ask_tcp("mail.example", "TXT")[2]
        self.assertEqual([len(each) for each in found], [302, 302])

    def test_faults(self):
        self.services.fault("dns", "status", code=2, count=1)
        self.assertEqual(self.ask_udp("some.example", "A"), (2, False, []))
        self.services.fault("dns", "down", count=1)
        with self.assertRaises(TimeoutError):
            self.ask_udp("some.example", "A", timeout=0.2)
        self.services.fault("dns", "half", count=1)
        self.assertEqual(self.ask_udp("some.example", "A")[1], True)
        self.assertEqual(len(self.ask_tcp("some.example", "A")[2]), 1)
        self.services.quota("dns", "1/hour")
        self.addCleanup(self.services.quota, "dns", "")
        self.assertEqual([self.ask_udp("some.example", "A")[0] for _ in range(2)], [0, 5])

    def test_nonsense(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(TIMEOUT)
            for data in (b"", b"x", self.query("a.example", "A")[:20], b"\0" * 12, b"\0\1" * 6 + b"\xff" * 10):
                asking.sendto(data, ("127.0.0.1", self.services.ports["dns"]))
        self.assertEqual(self.ask_udp("some.example", "A")[0], 0)
