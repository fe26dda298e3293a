# SPDX-License-Identifier: Apache-2.0
"""A DNS server, over UDP and TCP: A, AAAA, MX, TXT, NS, SOA, CNAME and PTR of every name, made up from the name.

The data file may say otherwise: {"mail.example": {"dns": {"A": ["192.0.2.7"], "MX": ["10 mx.example"], "TXT": ["v=spf1 -all"]}}}, and
"NXDOMAIN" in place of the records. There is no name with a label that begins with `nxdomain`, and none below `invalid`; a name whose first
label begins with `nodata` has no records.
"""

import asyncio
import ipaddress
import struct
from time import time as now

TYPES = {"A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "PTR": 12, "MX": 15, "TXT": 16, "AAAA": 28}
NAMES = {number: name for name, number in TYPES.items()}
FORMERR, SERVFAIL, NXDOMAIN, NOTIMP, REFUSED = 1, 2, 3, 4, 5
TTL = 300
MOST_OVER_UDP = 512


class Malformed(Exception):
    pass


def name_at(data, at):
    labels = []
    while True:
        if at >= len(data):
            raise Malformed
        length = data[at]
        if length == 0:
            return ".".join(labels), at + 1
        if length > 63 or at + 1 + length > len(data):
            raise Malformed
        labels.append(data[at + 1 : at + 1 + length].decode("latin-1"))
        at += 1 + length


def packed_name(name):
    labels = [label.encode("latin-1", "replace")[:63] for label in name.rstrip(".").split(".") if label]
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


def packed(kind, text):
    """The data of a record."""
    if kind in ("A", "AAAA"):
        return ipaddress.ip_address(text).packed
    if kind == "MX":
        preference, _, exchange = text.partition(" ")
        return struct.pack(">H", int(preference)) + packed_name(exchange)
    if kind == "TXT":
        data = text.encode()
        return b"".join(
            bytes([len(piece)]) + piece for at in range(0, max(1, len(data)), 255) if (piece := data[at : at + 255]) or at == 0
        )
    if kind == "SOA":
        primary, mailbox, *numbers = text.split()
        return packed_name(primary) + packed_name(mailbox) + struct.pack(">5I", *map(int, numbers))
    return packed_name(text)


class Zone:
    def __init__(self, world):
        self.world = world

    def records(self, name, kind):
        """[(kind, text)], or None where there is no such name."""
        known = self.world.verdicts.of(name).details.get("dns")
        labels = name.split(".")
        if (
            known == "NXDOMAIN"
            or known is None
            and (labels[-1] == "invalid" or any(each.startswith("nxdomain") for each in labels))
        ):
            return None
        if known is not None:
            found = [(kind, text) for text in known.get(kind, [])]
            return found or [("CNAME", text) for text in known.get("CNAME", [])]
        if labels[0].startswith("nodata"):
            return []
        return [(kind, text) for text in self.made_up(name, labels, kind)]

    def made_up(self, name, labels, kind):
        number = self.world.verdicts.of(name).number
        if kind == "PTR":
            return [f"host-{number % 100000}.clean.example"] if labels[-1] == "arpa" else []
        if labels[-1] == "arpa":
            return []
        if kind == "A":  # of the range for measurements of devices
            return [str(ipaddress.ip_address(0xC6120000 + number % 0x20000))]
        if kind == "AAAA":
            return [str(ipaddress.ip_address((0x20010DB8 << 96) + number))]
        if kind == "MX":
            return [f"10 mx1.{name}", f"20 mx2.{name}"]
        if kind == "NS":
            return [f"ns1.{name}", f"ns2.{name}"]
        if kind == "SOA":
            return [f"ns1.{name} hostmaster.{name} 2026010101 7200 900 1209600 300"]
        if kind == "TXT":
            if labels[0] == "_dmarc":
                return [f"v=DMARC1; p={('none', 'quarantine', 'reject')[number % 3]}; rua=mailto:dmarc@{'.'.join(labels[1:])}"]
            return [f"v=spf1 mx {('-all', '~all')[number % 2]}"]
        return []

    def answer(self, query, over_tcp):
        """(what to send or None for silence, seconds to wait)"""
        if len(query) < 12:
            return None, 0
        number, flags, questions = struct.unpack(">3H", query[:6])
        if flags & 0x8000:
            return None, 0
        counts = self.world.count("dns")
        counts.requests += 1
        try:
            if questions != 1:
                raise Malformed
            name, at = name_at(query, 12)
            if at + 4 > len(query):
                raise Malformed
        except Malformed:
            return header(number, flags, FORMERR, 0, 0), 0
        question = query[12 : at + 4]
        name, kind = name.lower(), NAMES.get(struct.unpack(">H", query[at : at + 2])[0], "other")
        endpoint = counts.endpoint(kind)
        endpoint[0] += 1
        endpoint[1][name] = endpoint[1].get(name, 0) + 1
        code, answers, truncated = 0, [], False
        _, refused = self.world.charge("dns", kind, now())
        fault = self.world.faults.next("dns", kind)
        delay = self.world.latency("dns")
        if refused:
            code = REFUSED
        elif fault is None or fault.kind in ("slow", "half"):
            records = self.records(name, kind)
            code, answers = (NXDOMAIN, []) if records is None else (0, records)
        if fault:
            counts.faults += 1
            delay += fault.seconds
            if fault.kind in ("down", "lost", "reset"):
                return None, 0
            if fault.kind == "status":
                code = fault.number("code", SERVFAIL) & 15
            if fault.kind == "garbage":
                return query[:2] + b"\xff" * 20, delay
            truncated = fault.kind == "half" and not over_tcp
        data = b""
        for record, text in answers:
            content = packed(record, text)
            data += b"\xc0\x0c" + struct.pack(">HHIH", TYPES[record], 1, TTL, len(content)) + content
        endpoint[2][code] = endpoint[2].get(code, 0) + 1
        if truncated or not over_tcp and 12 + len(question) + len(data) > MOST_OVER_UDP:
            return header(number, flags | 0x0200, code, 1, 0) + question, delay
        return header(number, flags, code, 1, len(answers)) + question + data, delay


def header(number, flags, code, questions, answers):
    """An answer, recursion available."""
    return struct.pack(">6H", number, 0x8080 | flags & 0x7B00 | code, questions, answers, 0, 0)


class Datagrams(asyncio.DatagramProtocol):
    def __init__(self, zone, loop):
        self.zone = zone
        self.loop = loop

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        answer, delay = self.zone.answer(data, over_tcp=False)
        if answer:
            self.loop.call_later(delay, self.transport.sendto, answer, address)


async def start_dns(world, host, port):
    """(the port, which is the same for UDP and TCP, a function that closes both)"""
    loop = asyncio.get_running_loop()
    zone = Zone(world)

    async def serve(reader, writer):
        try:
            while True:
                (length,) = struct.unpack(">H", await reader.readexactly(2))
                answer, delay = zone.answer(await reader.readexactly(length), over_tcp=True)
                await asyncio.sleep(delay)
                if answer is None:
                    break
                writer.write(struct.pack(">H", len(answer)) + answer)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        except asyncio.CancelledError:
            writer.transport.abort()
        writer.close()

    for attempt in range(20):
        server = await asyncio.start_server(serve, host, port)
        taken = server.sockets[0].getsockname()[1]
        try:
            transport, _ = await loop.create_datagram_endpoint(lambda: Datagrams(zone, loop), (host, taken))
        except OSError:
            server.close()
            if port or attempt == 19:
                raise
            continue

        def close():
            transport.close()
            server.close()

        return taken, close
