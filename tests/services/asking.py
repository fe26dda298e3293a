# SPDX-License-Identifier: Apache-2.0
"""What the tests of the stand-in ask with."""

import atexit
import base64
import http.client
import json
import socket
import unittest
from urllib.parse import quote, urlencode  # noqa: F401, for tests

from stand_in import StandIn

TIMEOUT = 10
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Reply:
    def __init__(self, answer):
        self.status = answer.status
        self.headers = {name.lower(): value for name, value in answer.getheaders()}
        self.body = answer.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self):
        return self.body.decode()


def ask(port, method, path, body=None, headers=None, context=None):
    """One request on a connection of its own. A dictionary or list as `body` goes as JSON."""
    if context:
        connection = http.client.HTTPSConnection("localhost", port, timeout=TIMEOUT, context=context)
    else:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    headers = dict(headers or {})
    if isinstance(body, (dict, list)):
        body = json.dumps(body)
        headers.setdefault("Content-Type", "application/json")
    try:
        connection.request(method, path, body, headers)
        return Reply(connection.getresponse())
    finally:
        connection.close()


def raw(port, data, until=None):
    """What comes for these bytes until the end, or until it holds `until`."""
    with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT) as connection:
        connection.sendall(data)
        got = b""
        while (piece := connection.recv(1 << 20)) and not (until and until in got + piece):
            got += piece
        return got + piece


def basic(user, password):
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def vt_id(url):
    return base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")


class Case(unittest.TestCase):
    """Classes with the same options share a stand-in, which is reset before each test."""

    running = {}  # {options as text: stand-in}

    options = {}
    headers = {}  # that go with every request

    @classmethod
    def setUpClass(cls):
        name = repr(cls.options)
        if name not in Case.running:
            Case.running[name] = StandIn(**cls.options)
            Case.running[name].start()
            atexit.register(Case.running[name].stop)
        cls.services = Case.running[name]

    def setUp(self):
        self.services.clear_faults()
        self.services.reset()

    def ask(self, method, path, body=None, **headers):
        given = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        return ask(
            self.services.ports["http"], method, path, body, {name: value for name, value in given.items() if value is not None}
        )

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, body=None, **headers):
        return self.ask("POST", path, body, **headers)

    def form(self, path, fields, **headers):
        return self.ask("POST", path, urlencode(fields), **{"Content_Type": FORM["Content-Type"]} | headers)
