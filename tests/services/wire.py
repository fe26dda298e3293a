# SPDX-License-Identifier: Apache-2.0
"""HTTP/1.1 over asyncio: keep-alive, requests sent ahead (answered in order), chunks, Expect: 100-continue. No framework, to be fast."""

import asyncio
import socket
import struct
from collections import deque
from email.utils import formatdate
from http import HTTPStatus
from time import time as now

from faults import ABORT, CLOSE
from service import Answer, Request

MOST_OF_HEAD = 65536
MOST_OF_BODY = 64 << 20
REASONS = {status.value: status.phrase for status in HTTPStatus}


class Malformed(Exception):
    def __init__(self, status):
        super().__init__(status)
        self.status = status


def parsed_head(head):
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or words[2] not in ("HTTP/1.1", "HTTP/1.0"):
        raise Malformed(400)
    method, target, version = words
    headers = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip():
            raise Malformed(400)
        name, value = name.lower(), value.strip()
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    if not target.startswith("/"):
        target = "/" + target.partition("://")[2].partition("/")[2]
    return Request(method, target, version, headers)


class Date:
    """The Date header, made once a second."""

    second, text = 0, ""

    @classmethod
    def at(cls, time):
        if int(time) != cls.second:
            cls.second, cls.text = int(time), formatdate(time, usegmt=True)
        return cls.text


def head_of(answer, length, keep):
    """`length` None: in chunks."""
    lines = [f"HTTP/1.1 {answer.status} {REASONS.get(answer.status, 'Unknown')}", f"Date: {Date.at(now())}"]
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    if answer.status != 204 and answer.status != 304:
        lines.append(f"Content-Type: {answer.content_type}")
        lines.append("Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}")
    if not keep:
        lines.append("Connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


class Connection(asyncio.Protocol):
    def __init__(self, world, loop):
        self.world = world
        self.loop = loop
        self.transport = None
        self.buffer = bytearray()
        self.request = None  # whose body is being read
        self.body = None
        self.waiting = deque()  # requests that have come and are not answered
        self.steps = None  # of the answer that is being sent
        self.answering = self.closing = self.paused = self.ended = False
        self.keep = True
        self.is_used = False  # by a request to a service

    # --- What comes ---

    def connection_made(self, transport):
        self.transport = transport
        self.world.connected(self, transport.get_extra_info("sslcontext") is not None)

    def connection_lost(self, _error):
        self.closing = True
        self.steps = None
        for request in (*self.waiting, *filter(None, [self.request])):
            self.world.done(request)
        self.waiting.clear()
        self.world.disconnected(self)

    def eof_received(self):
        self.ended = True
        return bool(self.waiting) and self.transport.get_extra_info("sslcontext") is None

    def data_received(self, data):
        if self.closing:
            return
        self.buffer += data
        try:
            while self.buffer and self.parse():
                pass
        except Malformed as error:
            self.closing = True
            self.buffer.clear()
            answer = Answer(error.status, b"", {})
            self.transport.write(head_of(answer, 0, False))
            self.transport.close()
            return
        self.pump()

    def parse(self):
        """Takes a head or a body from the buffer; False where more has to come."""
        if self.request is None:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0 and len(self.buffer) > MOST_OF_HEAD or end > MOST_OF_HEAD:
                raise Malformed(431)
            if end < 0:
                return False
            head = bytes(self.buffer[:end]).lstrip(b"\r\n")
            del self.buffer[: end + 4]
            request = parsed_head(head)
            self.body = body_of(request.headers)
            request.time = now()
            self.request = request
            self.world.arrived(request)
            if request.service and not self.is_used:
                self.is_used = True
                self.world.used += 1
            if self.body and request.headers.get("expect", "").lower() == "100-continue" and not self.waiting:
                self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if self.body is not None and not self.body.take(self.buffer):
            return False
        if self.body is not None:
            self.request.body = bytes(self.body.data)
        self.waiting.append(self.request)
        self.request = self.body = None
        return True

    # --- What goes ---

    def pump(self):
        """Answers what has come, one after the other."""
        while self.waiting and not self.answering and not self.closing:
            self.answering = True
            request = self.waiting[0]
            answer, delay, fault = self.world.answer(request)
            if delay > 0:
                self.loop.call_later(delay, self.send_and_pump, request, answer, fault)
            else:
                self.send(request, answer, fault)

    def send_and_pump(self, request, answer, fault):
        if not self.closing:
            self.send(request, answer, fault)
            self.pump()

    def send(self, request, answer, fault):
        connection = request.headers.get("connection", "").lower()
        keep = self.keep = "close" not in connection and (request.version == "HTTP/1.1" or "keep-alive" in connection)
        body = b"" if request.method == "HEAD" or answer.status in (204, 304) else answer.body
        head = head_of(answer, len(answer.body), keep)
        if fault:
            self.steps = fault.steps(head, body, lambda length: head_of(answer, length, keep))
        if self.steps is None:
            self.transport.write(head + body)
            self.sent()
        else:
            self.advance()

    def advance(self):
        while self.steps is not None and not self.paused:
            step = next(self.steps, None)
            if step is None:
                self.steps = None
                self.sent()
                self.pump()
            elif step is CLOSE:
                self.close()
            elif step is ABORT:
                self.abort()
            elif isinstance(step, float):
                self.loop.call_later(step, self.advance)
                return
            elif step:
                self.transport.write(step)

    def sent(self):
        self.world.done(self.waiting.popleft())
        self.answering = False
        if not self.keep or self.ended and not self.waiting:
            self.close()

    def pause_writing(self):
        self.paused = True

    def resume_writing(self):
        self.paused = False
        if self.steps is not None:
            self.advance()

    def close(self):
        self.closing = True
        self.steps = None
        self.transport.close()

    def abort(self):
        """So that the peer sees a reset."""
        self.closing = True
        self.steps = None
        if connected := self.transport.get_extra_info("socket"):
            connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()


# --- Bodies of requests -------------------------------------------------------------------------------------------------------


def body_of(headers):
    coding, length = headers.get("transfer-encoding"), headers.get("content-length")
    if coding is not None:
        if coding.lower() != "chunked" or length is not None:
            raise Malformed(400)
        return Chunks()
    if length is None or length == "0":
        return None
    if not length.isascii() or not length.isdigit():
        raise Malformed(400)
    if int(length) > MOST_OF_BODY:
        raise Malformed(413)
    return Counted(int(length))


class Counted:
    def __init__(self, length):
        self.length = length
        self.data = b""

    def take(self, buffer):
        if len(buffer) < self.length:
            return False
        self.data = bytes(buffer[: self.length])
        del buffer[: self.length]
        return True


class Chunks:
    def __init__(self):
        self.data = bytearray()
        self.at_trailer = False

    def take(self, buffer):
        while (end := buffer.find(b"\r\n")) >= 0:
            line = bytes(buffer[:end])
            if self.at_trailer:
                del buffer[: end + 2]
                if not line:
                    return True
                continue
            try:
                size = int(line.partition(b";")[0], 16)
            except ValueError:
                raise Malformed(400) from None
            if size < 0 or size + len(self.data) > MOST_OF_BODY:
                raise Malformed(413)
            if size and len(buffer) < end + 2 + size + 2:
                return False
            if size and buffer[end + 2 + size : end + 4 + size] != b"\r\n":
                raise Malformed(400)
            self.data += buffer[end + 2 : end + 2 + size]
            del buffer[: end + 2 + (size + 2 if size else 0)]
            self.at_trailer = not size
        if len(buffer) > MOST_OF_HEAD and self.at_trailer:
            raise Malformed(431)
        return False
