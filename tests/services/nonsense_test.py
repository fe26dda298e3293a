# SPDX-License-Identifier: Apache-2.0
"""Whatever comes, an answer of the service goes: every end point gets bodies, queries and names that are none."""

import random
import re
import socket

from asking import TIMEOUT, Case, quote

KEYS = {"x-apikey": "some", "Key": "some", "API-Key": "some", "x-goog-api-key": "some", "Auth-Key": "some", "X-OTX-API-KEY": "some"}
HEADERS = KEYS | {"Authorization": "Bearer some", "X-Atlassian-Token": "no-check"}
BODIES = (
    "",
    "{",
    "null",
    "[]",
    "3",
    '""',
    "[[[1]]]",
    '["evil.example", 3, null]',
    '{"url": 3, "ips": [3, null], "entries": [3], "fields": 3, "contents": [3], "text": {}}',
    '{"fields": {"project": 3, "summary": [], "issuetype": ""}, "threatInfo": {"threatEntries": [3]}, "ips": {}, "entries": {}}',
    '{"fields": {"project": {"key": 3}}, "threatInfo": {"threatEntries": [{"url": 3}], "threatTypes": 3}, "transition": 3, "jql": 3, "startAt": [1]}',
    '{"contents": [{"parts": [{"text": "x"}]}], "generationConfig": {"responseMimeType": "application/json", "responseSchema": {"enum": 3}}}',
    "[" * 5000,
    "\0\xff\u2028",
)
TYPES = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=b")
QUERIES = (
    "",
    "key=some",
    "key=some&ipAddress=%ff&network=::/0&urls=&q=%00&maxAgeInDays=-1&size=x",
    "key=some&network=x/y&sysparm_limit=-1&size=1e9",
    "sysparm_limit=x&maxResults=x&startAt=-1&status=x",
)
NAMES = ("x", "%00", "%ff%fe", "evil.example", "1.2.3.4,x", "e711" * 16, "..", "a b%2Fc", "[::1", "http://[")
MOST_SERIOUS = 499


class Nonsense(Case):
    def test_every_end_point(self):
        chance = random.Random(1)
        for service, told in self.services.admin("services").items():
            for label in told["endpoints"]:
                method, _, path = label.partition(" ")
                for body in BODIES if method != "GET" else BODIES[:1] * 4:
                    filled = re.sub(r"\{[^}]+\}", lambda _: quote(chance.choice(NAMES), safe="%"), path)
                    target = f"/{service}{filled}?{chance.choice(QUERIES)}"
                    kind = {"Content-Type": chance.choice(TYPES)} if body else {}
                    answer = self.ask("GET" if method == "*" else method, target, body.encode() or None, **HEADERS, **kind)
                    with self.subTest(method=method, target=target, body=body[:200], kind=kind):
                        self.assertLessEqual(answer.status, MOST_SERIOUS)
        self.assertEqual(self.services.counts()["failures"], 0)

    def test_every_byte(self):
        chance = random.Random(2)
        pieces = (
            b"GET ",
            b"/echo",
            b" HTTP/1.1",
            b"\r\n",
            b"\r\n\r\n",
            b"Content-Length: ",
            b"5",
            b"Transfer-Encoding: chunked",
            b"\0",
            b"\xff",
            b":",
        )
        for _ in range(300):
            data = b"".join(chance.choice(pieces) for _ in range(chance.randint(1, 30)))
            with socket.create_connection(("127.0.0.1", self.services.ports["http"]), timeout=TIMEOUT) as connection:
                connection.sendall(data)
        self.assertTrue(self.services.quiet())
        self.assertEqual(self.get("/echo").status, 200)
        self.assertEqual(self.services.counts()["failures"], 0)
