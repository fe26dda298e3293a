# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a service, on demand: README.md lists the kinds.

A fault answers instead of the service, spoils its answer, or spoils how it is sent. How an answer is sent is an iterator of steps: bytes, a
pause in seconds, CLOSE or ABORT.
"""

import json
import random

from service import Answer, json_answer

CLOSE, ABORT = object(), object()

INSTEAD = ("status", "over_quota", "redirect", "down", "reset")
SPOILED = ("wrong_json", "not_json", "huge", "big_headers")
SENT = ("slow", "half", "chunked_half", "chunked", "drip", "lost", "close", "garbage")
KINDS = INSTEAD + SPOILED + SENT

BLOCK = 65536


class Fault:
    """`count`: how many requests it hits, None for all; `probability`: of each; `endpoint`: a part of the end point's label; `seconds`: waits
    so long first, whatever the kind."""

    def __init__(self, kind, count=None, probability=1.0, endpoint="", seconds=0.0, **parameters):
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is none of the faults {', '.join(KINDS)}")
        known = {"status": {"code", "retry_after", "body"}, "redirect": {"to", "code"}, "drip": {"pause"}}
        known |= {"wrong_json": {"body"}, "not_json": {"body"}, "huge": {"bytes"}, "big_headers": {"bytes"}, "slow": set()}
        if strange := parameters.keys() - known.get(kind, set()):
            raise ValueError(f"a fault {kind!r} has no {', '.join(sorted(strange))}")
        if kind == "redirect" and "to" not in parameters:
            raise ValueError("a redirect needs `to`")
        self.kind = kind
        self.count = None if count is None else int(count)
        self.probability = float(probability)
        self.endpoint = endpoint
        self.seconds = float(seconds)
        self.parameters = parameters
        self.hits = 0
        self.is_at_once = kind in ("down", "reset")
        self.is_silent = self.is_at_once or kind in ("lost", "garbage")  # no status comes

    def describe(self):
        fixed = {"kind": self.kind, "count": self.count, "probability": self.probability, "endpoint": self.endpoint}
        return fixed | {"seconds": self.seconds, "hits": self.hits} | self.parameters

    def number(self, name, default):
        return int(self.parameters.get(name, default))

    def instead(self):
        """The answer that the request gets without the service seeing it, or None."""
        if self.kind == "status":
            headers = {}
            if "retry_after" in self.parameters:
                headers["Retry-After"] = str(self.parameters["retry_after"])
            code = self.number("code", 500)
            body = self.parameters.get("body", {"error": f"told to answer {code}"})
            return Answer(code, body if isinstance(body, str) else json.dumps(body), headers)
        if self.kind == "redirect":
            return Answer(self.number("code", 302), b"", {"Location": str(self.parameters["to"])})
        return json_answer({}) if self.kind in ("down", "reset") else None

    def spoil(self, answer):
        if self.kind == "wrong_json":
            body = self.parameters.get("body", [{"unexpected": [None, True, 1.5, "answer"]}])
            answer.body = (body if isinstance(body, str) else json.dumps(body)).encode()
        elif self.kind == "not_json":
            answer.body = str(self.parameters.get("body", "<html><body>This is {not} JSON</body></html>")).encode()
        elif self.kind == "big_headers":
            count = self.number("bytes", 1 << 20) // 1000 + 1
            answer.headers = answer.headers | {f"X-Padding-{number}": "x" * 980 for number in range(count)}

    def steps(self, head, body, head_of):
        """How the answer is sent, or None for as usual. `head_of(length, more)`: the head for another length, None for chunks."""
        kind = self.kind
        if kind in ("down", "lost"):
            return iter([CLOSE])
        if kind == "reset":
            return iter([ABORT])
        if kind == "half":
            body = body or b"{}"
            return iter([head_of(len(body)), body[: len(body) // 2], CLOSE])
        if kind == "chunked_half":
            half = body[: len(body) // 2] or b"{"
            return iter([head_of(None), chunk(half), b"%x\r\n" % (len(body) + 16), half, CLOSE])
        if kind == "chunked":
            return iter([head_of(None), *(chunk(body[at : at + 100]) for at in range(0, len(body), 100)), b"0\r\n\r\n"])
        if kind == "drip":
            return drip(head + body, float(self.parameters.get("pause", 0.01)))
        if kind == "huge":
            return huge(head_of, self.number("bytes", 64 << 20))
        if kind == "close":
            return iter([head, body, CLOSE])
        if kind == "garbage":
            return iter([b"\x16\x03\x01 this is not HTTP\r\n\r\n", CLOSE])
        return None


def chunk(data):
    return b"%x\r\n%b\r\n" % (len(data), data)


def drip(data, pause):
    for at in range(len(data)):
        yield data[at : at + 1]
        yield pause


def huge(head_of, length):
    """A JSON string that goes on and on."""
    yield head_of(max(2, length))
    yield b'"'
    for at in range(0, length - 2, BLOCK):
        yield b"x" * min(BLOCK, length - 2 - at)
    yield b'"'


class Faults:
    """The faults of all services; `*` is any."""

    def __init__(self, seed):
        self.chance = random.Random(f"{seed} faults")
        self.of = {}

    def add(self, service, parameters):
        self.of.setdefault(service, []).append(Fault(**parameters))

    def clear(self, service=None):
        if service is None:
            self.of.clear()
        else:
            self.of.pop(service, None)

    def next(self, service, label):
        """The first fault that hits this request."""
        if not self.of:
            return None
        for fault in (*self.of.get(service, ()), *self.of.get("*", ())):
            if fault.count is not None and fault.hits >= fault.count or fault.endpoint not in label:
                continue
            if fault.probability >= 1 or self.chance.random() < fault.probability:
                fault.hits += 1
                return fault
        return None

    def describe(self):
        return {service: [fault.describe() for fault in faults] for service, faults in self.of.items()}
