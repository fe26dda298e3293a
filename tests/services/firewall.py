# SPDX-License-Identifier: Apache-2.0
"""A firewall's block list over HTTP: of no vendor in particular. To put an entry on it or take it off again twice changes nothing."""

import ipaddress
import re
from datetime import datetime, timezone

from service import Answer, BadRequest, Service, json_answer, route


class Firewall(Service, name="firewall"):
    def reset(self):
        self.entries = {}  # {entry: what is told about it}

    def key(self, request):
        return request.credentials() or request.headers.get("x-api-key", "")

    def unauthorized(self, request, key):
        return json_answer({"error": "wrong credentials" if key else "no credentials"}, 403 if key else 401)

    def over_limit(self, request, limit):
        after = str(limit.retry_after(request.time))
        return json_answer({"error": "too many requests"}, 429, {"Retry-After": after})

    def put(self, request, entry, told):
        """The entry, and whether it is new."""
        kind = kind_of(entry)
        if kind is None:
            raise BadRequest(f"{entry!r} is no address, network, domain, hash or URL")
        is_new = entry not in self.entries
        if is_new:
            added = datetime.fromtimestamp(request.time, timezone.utc).isoformat(timespec="milliseconds")
            self.entries[entry] = {"entry": entry, "kind": kind, "added": added, "comment": ""}
        if "comment" in told:
            self.entries[entry]["comment"] = str(told["comment"])
        return self.entries[entry], is_new

    @route("GET /blocklist")
    def listed(self, request):
        kind = request.query("kind")
        entries = [entry for entry in self.entries.values() if kind in ("", entry["kind"])]
        return json_answer({"count": len(entries), "entries": entries})

    @route("POST /blocklist", about=lambda request: request.object()["entries"], effect=True)
    def add_many(self, request):
        entries = request.object().get("entries")
        if not isinstance(entries, list) or not all(isinstance(entry, str) and kind_of(entry) for entry in entries):
            raise BadRequest("entries: a list of addresses, networks, domains or URLs")
        fresh = [self.put(request, entry, request.object())[1] for entry in entries]
        return json_answer({"added": sum(fresh), "present": len(fresh) - sum(fresh)})

    @route("GET /blocklist/{entry...}", about="entry")
    def entry(self, request):
        found = self.entries.get(request.arguments["entry"])
        return json_answer(found) if found else json_answer({"error": "not on the list"}, 404)

    @route("PUT /blocklist/{entry...}", about="entry", effect=True)
    def block(self, request):
        entry, is_new = self.put(request, request.arguments["entry"], request.object() if request.body else {})
        return json_answer(entry, 201 if is_new else 200)

    @route("DELETE /blocklist/{entry...}", about="entry", effect=True)
    def unblock(self, request):
        self.entries.pop(request.arguments["entry"], None)
        return Answer(204)

    def bad_request(self, request, message):
        return json_answer({"error": message}, 422)


def kind_of(entry):
    try:
        network = ipaddress.ip_network(entry)
        return "ip" if network.num_addresses == 1 and "/" not in entry else "network"
    except ValueError:
        pass
    if re.match(r"https?://[^/\s]+", entry):
        return "url"
    if re.fullmatch(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}", entry):
        return "hash"
    return "domain" if re.fullmatch(r"(\*\.)?[\w-]+(\.[\w-]+)+", entry) else None
