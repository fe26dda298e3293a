# SPDX-License-Identifier: Apache-2.0
"""An SMTP server that keeps what it gets (/_admin/mails) and delivers nothing. AUTH takes any user and password but `wrong`."""

import asyncio
import base64
import email
import email.policy
import re
from time import time as now

from service import attached

MOST_OF_MESSAGE = 32 << 20
LINE = 65536
PATH = re.compile(r"(?:FROM|TO):\s*<([^>]*)>", re.IGNORECASE)


class Hangup(Exception):
    pass


class Session:
    def __init__(self, world, reader, writer, tls, encrypted):
        self.world = world
        self.reader = reader
        self.writer = writer
        self.tls = tls
        self.encrypted = encrypted
        self.helo = self.user = None
        self.forget()

    def forget(self):
        self.sender, self.recipients = None, []

    async def say(self, *lines):
        for number, line in enumerate(lines, 1):
            code, text = line[:3], line[4:]
            self.writer.write(f"{code}{' ' if number == len(lines) else '-'}{text}\r\n".encode())
        await self.writer.drain()

    async def line(self):
        line = await self.reader.readline()
        if not line.endswith(b"\n"):
            raise Hangup
        return line.rstrip(b"\r\n").decode("utf-8", "replace")

    async def run(self):
        await self.say("220 stand-in ESMTP")
        while True:
            verb, _, rest = (await self.line()).partition(" ")
            verb = verb.upper()
            if not await self.troubled(verb):
                handler = getattr(self, "on_" + verb.lower(), None) if verb.isalpha() else None
                await (handler(rest.strip()) if handler else self.say("502 5.5.2 no such command"))

    async def troubled(self, verb):
        """Whether a fault has taken the place of the answer."""
        fault = self.world.faults.next("smtp", verb)
        if fault is None:
            return False
        self.world.count("smtp").faults += 1
        await asyncio.sleep(fault.seconds)
        if fault.kind == "status":
            code = fault.number("code", 451)
            await self.say(f"{code} {'4' if code < 500 else '5'}.0.0 told to answer this")
            return True
        if fault.kind == "over_quota":
            await self.say("451 4.7.1 too many messages")
            return True
        if fault.kind != "slow":
            raise Hangup
        return False

    # --- Commands ---

    async def on_ehlo(self, name):
        self.helo = name
        starttls = ["250 STARTTLS"] if self.tls and not self.encrypted else []
        await self.say(
            "250 stand-in", "250 8BITMIME", "250 SMTPUTF8", f"250 SIZE {MOST_OF_MESSAGE}", *starttls, "250 AUTH PLAIN LOGIN"
        )

    async def on_helo(self, name):
        self.helo = name
        await self.say("250 stand-in")

    async def on_starttls(self, _rest):
        if not self.tls or self.encrypted:
            await self.say("502 5.5.1 no TLS here")
            return
        await self.say("220 2.0.0 go ahead")
        await self.writer.start_tls(self.tls.contexts["https"])
        self.encrypted, self.helo, self.user = True, None, None
        self.forget()

    async def on_auth(self, rest):
        mechanism, _, initial = rest.partition(" ")
        try:
            if mechanism.upper() == "PLAIN":
                _, user, password = self.decoded(initial or await self.asked("")).split("\0")
            elif mechanism.upper() == "LOGIN":
                user = self.decoded(initial or await self.asked("Username:"))
                password = self.decoded(await self.asked("Password:"))
            else:
                await self.say("504 5.5.4 no such mechanism")
                return
        except ValueError:
            await self.say("501 5.5.2 this is not base64")
            return
        if not user or not password or "wrong" in (user, password):
            await self.say("535 5.7.8 these credentials are wrong")
            return
        self.user = user
        await self.say("235 2.7.0 welcome")

    async def asked(self, question):
        await self.say("334 " + base64.b64encode(question.encode()).decode())
        return await self.line()

    @staticmethod
    def decoded(text):
        return base64.b64decode("" if text == "=" else text, validate=True).decode("utf-8", "replace")

    async def on_mail(self, rest):
        path = PATH.match(rest)
        if self.helo is None or self.sender is not None:
            await self.say("503 5.5.1 not now")
        elif not path:
            await self.say("501 5.1.7 whose mail is it?")
        else:
            counts = self.world.count("smtp")
            counts.requests += 1
            counts.endpoint("MAIL")[0] += 1
            _, refused = self.world.charge("smtp", "mail", now())
            if refused:
                await self.say("451 4.7.1 too many messages")
                return
            self.sender = path[1]
            await self.say("250 2.1.0 ok")

    async def on_rcpt(self, rest):
        path = PATH.match(rest)
        if self.sender is None:
            await self.say("503 5.5.1 not now")
        elif not path or "@" not in path[1]:
            await self.say("501 5.1.3 no such address")
        elif path[1].startswith("unknown"):
            await self.say("550 5.1.1 nobody of this name")
        else:
            self.recipients.append(path[1])
            await self.say("250 2.1.5 ok")

    async def on_data(self, _rest):
        if not self.recipients:
            await self.say("503 5.5.1 to nobody?")
            return
        await self.say("354 end with a dot")
        lines, length = [], 0
        while (line := await self.reader.readline()) not in (b".\r\n", b".\n"):
            if not line:
                raise Hangup
            line = line[1:] if line.startswith(b".") else line
            length += len(line)
            if length <= MOST_OF_MESSAGE:
                lines.append(line)
        if length > MOST_OF_MESSAGE:
            await self.say("552 5.3.4 too large")
        else:
            latency = self.world.latency("smtp")
            self.keep(b"".join(lines))
            await asyncio.sleep(latency)
            await self.say(f"250 2.0.0 kept as {len(self.world.mails)}")
        self.forget()

    def keep(self, data):
        message = email.message_from_bytes(data, policy=email.policy.default)
        mail = {"from": self.sender, "to": self.recipients, "user": self.user, "helo": self.helo, "tls": self.encrypted}
        mail |= {"time": now(), "subject": str(message.get("Subject", "")), "text": text_of(message)}
        mail["attachments"] = [
            attached(part.get_filename() or "", part.get_content_type(), part.get_payload(decode=True) or b"")
            | {"disposition": part.get_content_disposition(), "content_id": str(part.get("Content-ID", ""))}
            for part in message.walk()
            if part.get_filename() is not None
        ]
        mail["defects"] = [str(defect) for part in message.walk() for defect in part.defects]
        mail["types"] = [part.get_content_type() for part in message.walk()]
        mail["data"] = data.decode("utf-8", "backslashreplace")
        self.world.mails.append(mail)
        effect = {"service": "smtp", "endpoint": "DATA", "path": ", ".join(self.recipients), "status": 250}
        self.world.effects.append(effect | {"time": mail["time"], "body": mail["data"]})

    async def on_rset(self, _rest):
        self.forget()
        await self.say("250 2.0.0 ok")

    async def on_noop(self, _rest):
        await self.say("250 2.0.0 ok")

    async def on_vrfy(self, _rest):
        await self.say("252 2.5.2 who knows")

    async def on_quit(self, _rest):
        await self.say("221 2.0.0 bye")
        raise Hangup


def text_of(message):
    try:
        body = message.get_body(("plain", "html"))
        return body.get_content() if body else ""
    except (LookupError, ValueError, AttributeError):
        return ""


async def start_smtp(world, host, port, tls, encrypted=False):
    """`encrypted` from the first byte on, not by STARTTLS."""

    async def serve(reader, writer):
        try:
            await Session(world, reader, writer, tls, encrypted).run()
        except (Hangup, OSError, ValueError, asyncio.IncompleteReadError):
            writer.close()
        except asyncio.CancelledError:
            writer.transport.abort()

    return await asyncio.start_server(serve, host, port, limit=LINE, ssl=tls.contexts["https"] if encrypted else None)
