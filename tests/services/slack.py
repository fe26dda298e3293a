# SPDX-License-Identifier: Apache-2.0
"""Slack: incoming webhooks, which answer `ok`, and the part of the Web API that posts messages, which always answers 200."""

import json

from service import BadRequest, Service, attached, json_answer, route, text_answer


class Slack(Service, name="slack"):
    quotas = "webhook:1/second,post_message:1/second"

    def reset(self):
        self.posted = 0
        self.files = []  # that were uploaded
        self.tickets = {}  # {ticket: [name, length, the file]}

    def key(self, request):
        """The last part of a webhook's path stands for a key."""
        return request.arguments.get("token") or request.arguments.get("ticket") or request.credentials() or request.query("token")

    def unauthorized(self, request, key):
        if request.route.action == "webhook":
            return text_answer("invalid_token", 403)
        return json_answer({"ok": False, "error": "invalid_auth" if key else "not_authed"})

    def over_limit(self, request, limit):
        headers = {"Retry-After": str(limit.retry_after(request.time))}
        if request.route and request.route.action == "webhook":
            return text_answer("rate_limited", 429, headers)
        return json_answer({"ok": False, "error": "ratelimited"}, 429, headers)

    def no_such_path(self, request):
        return json_answer({"ok": False, "error": "unknown_method"})

    @route(
        "POST /services/{team}/{hook}/{token}",
        about=lambda request: [f"{request.arguments['team']}/{request.arguments['hook']}"],
        effect=True,
    )
    def webhook(self, request):
        try:
            is_form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
            message = json.loads(request.form("payload")) if is_form else request.object()
        except (ValueError, BadRequest):
            return text_answer("invalid_payload", 400)
        if not isinstance(message, dict) or not any(message.get(key) for key in ("text", "blocks", "attachments")):
            return text_answer("no_text", 400)
        return text_answer("ok")

    def field(self, request, name):
        return request.form(name) or request.query(name)

    @route("POST /api/chat.postMessage", about=lambda request: [request.form("channel")], effect=True)
    def post_message(self, request):
        channel, text = self.field(request, "channel"), self.field(request, "text")
        problem = None
        if not channel or channel.lstrip("#@").startswith("unknown"):
            problem = "channel_not_found"
        elif not text and not self.field(request, "blocks") and not self.field(request, "attachments"):
            problem = "no_text"
        if problem:
            return json_answer({"ok": False, "error": problem})
        self.posted += 1
        stamp = f"{int(request.time)}.{self.posted:06}"
        message = {
            "text": text,
            "type": "message",
            "subtype": "bot_message",
            "ts": stamp,
            "bot_id": "B0STANDIN",
            "user": "U0STANDIN",
        }
        thread = self.field(request, "thread_ts")
        return json_answer(
            {"ok": True, "channel": channel, "ts": stamp, "message": message | ({"thread_ts": thread} if thread else {})}
        )

    @route("POST /api/chat.update", effect=True)
    def update(self, request):
        if not self.field(request, "ts"):
            return json_answer({"ok": False, "error": "message_not_found"})
        return json_answer({"ok": True} | {name: self.field(request, name) for name in ("channel", "ts", "text")})

    @route("POST /api/files.getUploadURLExternal", metered=False)
    def upload_url(self, request):
        name, length = self.field(request, "filename"), self.field(request, "length")
        if not name or not length.isdigit():
            return json_answer({"ok": False, "error": "invalid_arguments"})
        ticket = f"F{len(self.tickets) + 1:08}"
        self.tickets[ticket] = [name, int(length), None]
        return json_answer({"ok": True, "upload_url": f"{self.address(request)}/upload/v1/{ticket}", "file_id": ticket})

    @route("POST /upload/v1/{ticket}", metered=False, effect=True)
    def upload(self, request):
        ticket = self.tickets.get(request.arguments["ticket"])
        if ticket is None or ticket[1] != len(request.body):
            return text_answer("no such upload", 400)
        ticket[2] = attached(ticket[0], request.headers.get("content-type", ""), request.body)
        return text_answer(f"OK - {len(request.body)}")

    @route("POST /api/files.completeUploadExternal", metered=False, effect=True)
    def complete_upload(self, request):
        given = request.object()
        found = []
        for file in given.get("files", []):
            ticket = self.tickets.get(file.get("id"))
            if ticket is None or ticket[2] is None:
                return json_answer({"ok": False, "error": "file_not_found"})
            self.files.append(ticket[2])
            found.append({"id": file["id"], "name": ticket[0], "title": file.get("title", ""), "size": ticket[1]})
        if str(given.get("channel_id", "")).startswith("unknown"):
            return json_answer({"ok": False, "error": "channel_not_found"})
        return json_answer({"ok": True, "files": found})

    @route("POST /api/conversations.open", metered=False)
    def open_conversation(self, request):
        return json_answer({"ok": True, "channel": {"id": "D0" + self.field(request, "users")[2:]}})

    @route("POST /api/auth.test", "GET /api/auth.test", metered=False)
    def auth_test(self, request):
        return json_answer(
            {
                "ok": True,
                "url": "https://stand-in.slack.com/",
                "team": "stand-in",
                "user": "bot",
                "team_id": "T0",
                "user_id": "U0STANDIN",
            }
        )

    @route("GET /api/conversations.list", metered=False)
    def conversations(self, request):
        channels = [{"id": "C0SOC", "name": "soc", "is_channel": True, "is_member": True}]
        return json_answer({"ok": True, "channels": channels, "response_metadata": {"next_cursor": ""}})
