# SPDX-License-Identifier: Apache-2.0
"""AlienVault OTX: the pulses that an indicator is in."""

from service import Service, json_answer, route

SECTIONS = {"general", "reputation", "geo", "malware", "url_list", "passive_dns", "http_scans", "analysis", "whois"}
KINDS = {"IPv4": "ip", "IPv6": "ip", "domain": "domain", "hostname": "hostname", "url": "url", "file": "file"}


class Otx(Service, name="otx"):
    quotas = "10000/hour"

    def key(self, request):
        return request.headers.get("x-otx-api-key", "")

    def unauthorized(self, request, key):
        return json_answer({"detail": "Invalid API key" if key else "Authentication required"}, 403)

    def over_limit(self, request, limit):
        return json_answer({"detail": "Request was throttled."}, 429)

    def no_such_path(self, request):
        return json_answer({"detail": "endpoint not found"}, 404)

    def bad_request(self, request, message):
        return json_answer({"detail": message}, 400)

    @route("GET /api/v1/indicators/{kind}/{indicator...}", about=lambda request: [split(request)[0]])
    def indicator(self, request):
        kind = request.arguments["kind"]
        indicator, section = split(request)
        if kind not in KINDS or section not in SECTIONS or not indicator:
            return self.no_such_path(request)
        if section != "general":
            return json_answer(
                {"count": 0, "data": [], "passive_dns": []} if section == "passive_dns" else {"count": 0, "data": []}
            )
        verdict = self.verdict(indicator)
        chance = verdict.chance("otx")
        count = chance.randint(3, 50) if verdict.is_malicious else chance.randint(1, 2) if verdict.is_bad else 0
        count = verdict.details.get("pulses", count)
        pulses = [
            {
                "id": f"{verdict.number + number:024x}"[-24:],
                "name": f"Phishing campaign {number + 1}",
                "description": "",
                "created": "2025-10-30T08:00:00.000000",
                "modified": "2025-11-01T08:00:00.000000",
                "tags": ["phishing"],
                "targeted_countries": [],
                "malware_families": [],
                "attack_ids": [{"id": "T1566", "name": "Phishing", "display_name": "T1566 - Phishing"}],
                "TLP": "white",
                "indicator_count": chance.randint(3, 300),
                "author": {"username": "stand_in"},
            }
            for number in range(min(count, 50))
        ]
        base = {"indicator": indicator, "type": KINDS[kind], "type_title": kind, "sections": sorted(SECTIONS), "base_indicator": {}}
        info = {"count": count, "pulses": pulses, "references": [], "related": {"alienvault": {}, "other": {}}}
        listed = {
            "validation": [{"source": "majestic", "message": "Whitelisted domain", "name": "listed"}]
            if verdict.number % 7 == 0
            else []
        }
        body = (
            base
            | {"pulse_info": info, "reputation": 0, "false_positive": []}
            | (listed if verdict.level == "clean" else {"validation": []})
        )
        return json_answer(self.known(indicator, body))

    @route("GET /api/v1/users/me", "GET /api/v1/user/me", metered=False)
    def me(self, request):
        return json_answer({"username": "stand_in", "member_since": "1 day ago", "award_count": 0, "follower_count": 0})


def split(request):
    """(the indicator, the section): a URL may hold slashes."""
    indicator, _, section = request.arguments["indicator"].rstrip("/").rpartition("/")
    return indicator, section
