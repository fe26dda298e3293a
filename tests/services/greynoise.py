# SPDX-License-Identifier: Apache-2.0
"""GreyNoise, version 3: who scans the internet. Single addresses, the community's part, and up to 10 000 addresses at once."""

import ipaddress

from service import BadRequest, Service, json_answer, route

MOST = 10_000


def is_address(text):
    try:
        return bool(ipaddress.ip_address(text))
    except ValueError:
        return False


class GreyNoise(Service, name="greynoise"):
    quotas = "community:50/day@UTC"

    def key(self, request):
        # The community's part needs none.
        return request.headers.get("key", "") or ("community" if request.route.action == "community" else "")

    def unauthorized(self, request, key):
        return json_answer({"message": "invalid API key" if key else "forbidden"}, 401 if key else 403)

    def over_limit(self, request, limit):
        return json_answer({"plan": "", "rate-limit": f"{limit.most}/{limit.per}", "message": "You have hit your rate limit."}, 429)

    def bad_request(self, request, message):
        return json_answer({"message": message}, 400)

    def facts(self, ip, quick):
        verdict = self.verdict(ip)
        chance = verdict.chance("noise")
        noise = verdict.is_bad
        trusted = verdict.level == "clean" and chance.random() < 0.3
        classification = {"malicious": "malicious", "suspicious": "suspicious", "clean": "benign"}.get(verdict.level, "unknown")
        classification = classification if noise or trusted else ""
        business = {"found": trusted, "trust_level": "1" if trusted else ""}
        scanner = {"found": noise, "classification": classification if noise else ""}
        if not quick:
            named = {
                "category": "cdn",
                "name": "Examples",
                "description": "A network of examples.",
                "last_updated": "2025-11-01T00:00:00Z",
            }
            business |= named if trusted else dict.fromkeys(named, "")
            metadata = {"asn": "AS64496", "organization": "Network of Examples", "category": "hosting", "source_country": "Germany"}
            metadata |= {"source_country_code": "DE", "os": "Linux", "rdns": "", "mobile": False}
            scanner |= {"first_seen": "2025-01-01" if noise else "", "last_seen": "2025-11-01" if noise else "", "actor": "unknown"}
            scanner |= {
                "bot": noise and chance.random() < 0.5,
                "vpn": False,
                "vpn_service": "",
                "tor": False,
                "spoofable": False,
                "cves": [],
            }
            scanner |= {"tags": [{"slug": "ssh-bruteforcer", "name": "SSH Bruteforcer", "intention": "malicious"}] if noise else []}
            scanner |= {
                "metadata": metadata if noise else {},
                "raw_data": {"scan": [{"port": 22, "protocol": "tcp"}] if noise else []},
            }
        body = {"ip": ip, "business_service_intelligence": business, "internet_scanner_intelligence": scanner}
        return self.known(ip, body), noise or trusted

    @route("GET /v3/ip/{ip}", about="ip")
    def look_up(self, request):
        ip = request.arguments["ip"]
        if not is_address(ip):
            raise BadRequest("not a valid IPv4 or IPv6 address")
        body, found = self.facts(ip, request.query("quick") == "true")
        return json_answer(body | {"request_metadata": {"restricted_fields": []}}, 200 if found else 404)

    @route("POST /v3/ip", about=lambda request: request.object()["ips"])
    def look_up_many(self, request):
        ips = request.object().get("ips")
        if not isinstance(ips, list) or not ips or len(ips) > MOST:
            raise BadRequest(f"ips: a list of 1 to {MOST} addresses")
        data, missing, invalid = [], [], []
        quick = request.query("quick") == "true"
        for ip in dict.fromkeys(ips):
            if not isinstance(ip, str) or not is_address(ip):
                invalid.append(ip)
                continue
            body, found = self.facts(ip, quick)
            data.append(body) if found else missing.append(ip)
        metadata = {"restricted_fields": [], "count": len(data), "ips_not_found": missing, "invalid_ips": invalid}
        return json_answer({"data": data, "request_metadata": metadata})

    @route("GET /v3/community/{ip}", about="ip")
    def community(self, request):
        ip = request.arguments["ip"]
        if not is_address(ip):
            raise BadRequest("not a valid IPv4 address")
        body, found = self.facts(ip, False)
        noise, riot = body["internet_scanner_intelligence"]["found"], body["business_service_intelligence"]["found"]
        answer = {"ip": ip, "noise": noise, "riot": riot}
        if not found:
            return json_answer(answer | {"message": "This address has not been observed."}, 404)
        classification = body["internet_scanner_intelligence"]["classification"] or "benign"
        answer |= {"classification": classification, "name": body["business_service_intelligence"]["name"] or "unknown"}
        link = f"https://viz.greynoise.io/ip/{ip}"
        return json_answer(answer | {"link": link, "last_seen": "2025-11-01", "message": "Success"})

    @route("GET /ping", metered=False)
    def ping(self, request):
        return json_answer({"message": "pong", "offering": "stand-in", "expiration": "2099-01-01"})
