# SPDX-License-Identifier: Apache-2.0
import email
import email.policy
from email import message_from_bytes, message_from_string
from email.parser import BytesParser, HeaderParser, Parser

MAIL = """\
Return-Path: <bounce@example.com>
Received: from mx.example.com (mx.example.com [192.0.2.1])
\tby mail.example.org with ESMTP id 12345;
\tTue, 3 Mar 2020 10:00:00 +0000
Received: from [10.0.0.1] by mx.example.com
From: =?utf-8?q?J=C3=BCrgen_M=C3=BCller?= <juergen@example.com>
To: "Doe, Jane" <jane@example.org>, bob@example.org
Subject: =?UTF-8?B?w4RuZGVydW5n?= of =?iso-8859-1?q?caf=E9?=
Date: Tue, 3 Mar 2020 10:00:00 +0100
Message-ID: <abc@example.com>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer=="; charset=utf-8
X-Empty:

This is the preamble.
--outer==
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

Caf=E9 costs =
10 =3D ten
second line
--inner
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PHA+Q2Fmw6k8L3A+Cg==
--inner--

--outer==
Content-Type: application/pdf; name="a file.pdf"
Content-Disposition: attachment; filename="a file.pdf"; size=4
Content-Transfer-Encoding: base64

JVBERg==

--outer==
Content-Type: text/plain
Content-Disposition: attachment; filename*=utf-8''%E2%82%AC%20rates.txt

rates
--outer==
Content-Type: message/rfc822

From: inner@example.com
Subject: inner mail

inner body
--outer==--
the epilogue
"""


def describe(message, depth=0):
    pad = "  " * depth
    print(pad, message.get_content_type(), message.get_content_maintype(), message.get_content_subtype(),
          message.is_multipart(), message.get_filename(), message.get_content_charset(), message.get_boundary(),
          message.get_content_disposition(), len(message), [type(d).__name__ for d in message.defects])
    if message.is_multipart():
        for part in message.get_payload():
            describe(part, depth + 1)
    else:
        print(pad, repr(message.get_payload()), message.get_payload(decode=True))


message = message_from_string(MAIL)
print(type(message), message["from"], message["SUBJECT"], message["nothing"], message.get("nothing", "x"))
print(repr(message["received"]), message.get_all("received"), message.get_all("nope"), message.get_all("nope", []))
print(message.keys(), message.values()[:2], message.items()[-2:], "to" in message, "x" in message, list(message)[:2])
print(repr(message.preamble), repr(message.epilogue), message.defects, repr(message["X-Empty"]))
describe(message)
print([part.get_content_type() for part in message.walk()])
print(message.get_params(), message.get_param("boundary"), message.get_param("none"), message.get_param("charset", "no"))
print(message.as_string() == MAIL, str(message) == MAIL, message.as_bytes() == MAIL.encode())
pdf = message.get_payload(1)
print(pdf.get_payload(decode=True), pdf["content-disposition"], pdf.get_params(header="content-disposition"),
      pdf.get_param("filename", header="content-disposition"), pdf.get_params(unquote=False))
print(message.get_payload(2).get_param("filename", header="content-disposition"), message.get_charsets())

raw = "Subject: 8bit\nContent-Type: text/plain; charset=utf-8\n\nGrüße aus Köln\n".encode()
eight = message_from_bytes(raw)
print(repr(eight.get_payload()), eight.get_payload(decode=True), eight.as_bytes() == raw)
text = message_from_string("Subject: none\n\nüber\n")
print(repr(text.get_payload()), text.get_payload(decode=True))

for source in ("no headers at all\n", "", "A: b", "A: b\nbroken line\nC: d\n\nbody", "\n\nbody only\n", "A: b\r\nC: d\r\n e\r\n\r\nx\r\ny",
               "Content-Type: multipart/mixed\n\nno boundary\n",
               "Content-Type: multipart/mixed; boundary=x\n\nnever starts\n",
               "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nnever ends\n",
               "Content-Type: multipart/mixed; boundary=x\n\n--x\nA: 1\n\none\n--x\n\ntwo\n\n--x--\n",
               "Content-Type: nonsense\n\nz", "From me Tue\nA: b\n\nc\n", " continued\nA: b\n\nc\n",
               "Content-Transfer-Encoding: base64\n\nSGVsbG8\n", "Content-Type: text/html; charset=\n\n<p>\n"):
    m = message_from_string(source)
    print(m.items(), m.get_unixfrom(), repr(m.get_payload()) if not m.is_multipart() else [(p.items(), p.get_payload()) for p in m.get_payload()],
          [type(d).__name__ for d in m.defects], m.get_content_type(), m.get_payload(decode=True), repr(m.preamble), repr(m.epilogue))

print(Parser().parsestr(MAIL)["to"], BytesParser().parsebytes(MAIL.encode())["to"], Parser().parsestr(MAIL, headersonly=True).get_payload()[:30])
print(HeaderParser().parsestr(MAIL).get_payload()[-20:])

modern = email.message_from_string(MAIL, policy=email.policy.default)
print(type(modern), modern["subject"], "|", modern["from"], "|", modern["to"], "|", modern["received"])
print(modern.get_body().get_content_type(), modern.get_body(preferencelist=("plain",)).get_content())
print(modern.get_body(("plain", "html")).get_content_type(), modern.get_body(("html",)).get_content())
for attachment in modern.iter_attachments():
    print(attachment.get_filename(), attachment.get_content_type(), attachment.is_attachment(), attachment.get_content_disposition())
print([p.get_content_type() for p in modern.iter_parts()])
print(list(modern.iter_attachments())[0].get_content(), list(modern.iter_attachments())[1].get_content())
