# SPDX-License-Identifier: Apache-2.0
"""What the OpenAPI document says, the server does: every route, every status, and headers that protect each answer."""

import concurrent.futures
import email
import json
import re
import unittest
from pathlib import Path

import api_test
from server import EVENT, WORLD, Server, fits, statuses

BUNDLE = FOLDER = None
JSON = "application/json"
TOKEN = "a-token-that-is-long-enough"
ROUTES = Path(__file__).resolve().parents[2] / "runtime/serve/routes.cpp"
# What other tests see: slow senders, exceptions, shutdowns, deadlines.
SEEN_ELSEWHERE = {"408", "500", "503", "504"}


def request(method, path, *fields, host="localhost", body=b""):
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *fields]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Document(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(BUNDLE, "--world", WORLD)
        cls.addClassCleanup(cls.server.__exit__)
        cls.document = json.loads(cls.server.get("/openapi.json")[2])

    def operations(self):
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                yield path, method.upper(), operation

    def check(self, server, operation, expected, data):
        """One answer, with this status, which the document knows and describes."""
        answer = server.say(data, half_closes=True)
        self.assertEqual(statuses(answer), [expected], (data[:200], answer))
        told = operation["responses"][str(expected)]
        if "$ref" in told:
            told = self.document["components"]["responses"][told["$ref"].rsplit("/", 1)[1]]
        head, _, body = answer.partition(b"\r\n\r\n")
        headers = email.message_from_bytes(head.split(b"\r\n", 1)[1] + b"\r\n\r\n")
        for name in told.get("headers", {}):
            self.assertIn(name, headers)
        for name, value in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store")):
            self.assertEqual(headers.get_all(name), [value], data[:200])
        [kind] = told["content"]
        self.assertEqual(headers["Content-Type"].split(";")[0], kind)
        if kind == "text/html":
            for rule in ("default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"):
                self.assertIn(rule, headers["Content-Security-Policy"])
        if "schema" in told["content"][kind]:
            fits(self, json.loads(body), told["content"][kind]["schema"], self.document)
        return headers

    def test_routes(self):
        """The table of the server and the document name the same."""
        routes = {path: set(methods.split(", ")) for path, methods in re.findall(r'\{"(/[^"]*)", "([A-Z, ]+)"', ROUTES.read_text())}
        self.assertGreater(len(routes), 5)
        documented = {path: {method.upper() for method in item} for path, item in self.document["paths"].items()}
        self.assertEqual({path: methods - {"HEAD"} for path, methods in routes.items()}, documented)
        for path, methods in routes.items():
            self.assertEqual("HEAD" in methods, "GET" in methods, path)
        self.assertEqual(len({operation["operationId"] for _, _, operation in self.operations()}), len(list(self.operations())))

    def test_statuses(self):
        """Each that the document names for an operation, and no other."""
        with Server(BUNDLE, "--world", WORLD, "--token-env", "PBC_TEST_TOKEN", environment={"PBC_TEST_TOKEN": TOKEN}) as closed:
            for path, method, operation in self.operations():
                with self.subTest(method + " " + path):
                    self.check_statuses(closed, path, method, operation)

    def check_statuses(self, closed, path, method, operation):
        def new_job():
            location = self.server.analyze(EVENT, JSON, "?async=true")[1]["Location"]
            self.server.wait_for(lambda: json.loads(self.server.get(location)[2])["state"] == "done")
            return location
        right = path.replace("/api/jobs/{id}", new_job()) if "{" in path else path
        post = [f"Content-Length: {len(EVENT)}", "Content-Type: application/json"] if method == "POST" else []
        body = EVENT if method == "POST" else b""
        seen = set()

        def check(expected, data, server=self.server):
            seen.add(str(expected))
            return self.check(server, operation, expected, data)

        check(400, request(method, right, "X: a\r\n b"))
        check(403, request(method, right, host="evil.example"))
        check(413, request(method, right, "Content-Length: 100000000"))
        check(417, request(method, right, "Expect: wonders", *post, body=body))
        check(431, request(method, right, "X: " + "x" * 40000))
        check(501, request(method, right, "Transfer-Encoding: gzip, chunked"))
        # Of no method that the path has.
        allowed = check(405, request("PATCH", right))["Allow"].split(", ")
        known = {each.upper() for each in self.document["paths"][path]}
        self.assertEqual(set(allowed), known | ({"HEAD"} if "GET" in known else set()))
        if operation.get("security", self.document["security"]):
            for token in ("Basic abc", "Bearer wrong", "Bearer"):
                check(401, request(method, right, "Authorization: " + token), closed)
            self.assertIn(401, statuses(closed.say(request(method, right))))
        if "{id}" in path:
            check(404, request(method, path.replace("{id}", "0" * 32)))
        if method == "POST":
            check(400, request(method, right, "Content-Length: 1", "Content-Type: application/json", body=b"{"))
            check(415, request(method, right, "Content-Length: 2", "Content-Type: text/csv", body=b"{}"))
            check(202, request(method, right + "?async=true", *post, body=body))
            seen.add("429")  # test_full
        check(200, request(method, right, *post, body=body))
        self.assertEqual(seen | SEEN_ELSEWHERE, set(operation["responses"]) | SEEN_ELSEWHERE)
        self.assertLessEqual({"408", "500", "503"}, set(operation["responses"]))

    def test_full(self):
        with Server(BUNDLE, "--world", WORLD, "--threads", "1", "--concurrency", "1", "--queue", "1") as server:
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                for number in (1, 2):
                    pool.submit(server.analyze, api_test.spinning(60_000_000), JSON)
                    server.wait_for(lambda: server.accepted() == number)
                body = b'{"artifacts": []}'
                data = request("POST", "/api/analyze", f"Content-Length: {len(body)}", "Content-Type: application/json", body=body)
                headers = self.check(server, self.document["paths"]["/api/analyze"]["post"], 429, data)
                self.assertLessEqual(int(headers["Retry-After"]), 60)

    def test_nothing_there(self):
        for path in ("/nothing", "/api", "/api/jobs", "/api/jobs/", "/api/jobs/a/b", "/metrics/", "//"):
            self.check(self.server, {"responses": {"404": {"$ref": "#/components/responses/NotFound"}}}, 404, request("GET", path))

    def test_tokens_are_in_no_log(self):
        with Server(BUNDLE, "--world", WORLD, "--token-env", "PBC_TEST_TOKEN", environment={"PBC_TEST_TOKEN": TOKEN}) as server:
            for token in (TOKEN, "another-" + TOKEN):
                for path in ("/metrics", "/nothing"):
                    for _, _, body in (server.get(path, {"Authorization": "Bearer " + token}),):
                        self.assertNotIn(TOKEN.encode(), body)
            self.assertEqual(server.stop(), 0)
            server.reader.join(10)
            self.assertNotIn(TOKEN, "".join(server.log))
