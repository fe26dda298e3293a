# SPDX-License-Identifier: Apache-2.0
"""AbuseIPDB, version 2: checks and reports of addresses, each with a quota of its own."""

import ipaddress
from datetime import datetime, timezone

from service import Service, fewest, json_answer, route

CATEGORIES = range(1, 24)


def errors(status, detail, parameter=None):
    found = {"detail": detail, "status": status}
    return {"errors": [found | ({"source": {"parameter": parameter}} if parameter else {})]}


def address_of(text):
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


class AbuseIpDb(Service, name="abuseipdb"):
    quotas = "check:1000/day@UTC,report:1000/day@UTC,check_block:100/day@UTC,blacklist:5/day@UTC,bulk_report:5/day@UTC"

    def reset(self):
        self.reports = {}  # {ip: count}

    def key(self, request):
        return request.headers.get("key", "") or request.query("key")

    def unauthorized(self, request, key):
        return json_answer(errors(401, "Authentication failed. The API key is missing, incorrect or revoked."), 401)

    def over_limit(self, request, limit):
        after = limit.retry_after(request.time)
        headers = self.limit_headers(request, [limit]) | {"Retry-After": str(after)}
        return json_answer(errors(429, f"Daily rate limit of {limit.most} requests exceeded for this endpoint."), 429, headers)

    def limit_headers(self, request, limits):
        limit = fewest(limits, request.time)
        counted = {"X-RateLimit-Limit": str(limit.most), "X-RateLimit-Remaining": str(limit.remaining(request.time))}
        return counted | {"X-RateLimit-Reset": str(int(limit.reset(request.time)))}

    def bad_request(self, request, message):
        return self.invalid(message, None)

    def invalid(self, detail, parameter):
        return json_answer(errors(422, detail, parameter), 422)

    def facts(self, address):
        text = str(address)
        verdict = self.verdict(text)
        chance = verdict.chance("abuse")
        reports = chance.randint(20, 900) if verdict.is_malicious else chance.randint(1, 9) if verdict.is_bad else 0
        reports = verdict.details.get("reports", reports)
        return {
            "ipAddress": text,
            "isPublic": not address.is_private,
            "ipVersion": address.version,
            "isWhitelisted": verdict.level == "clean" and chance.random() < 0.1,
            "abuseConfidenceScore": verdict.score,
            "countryCode": chance.choice(("US", "DE", "NL", "CN", "BR")),
            "usageType": chance.choice(("Data Center/Web Hosting/Transit", "Fixed Line ISP", "Commercial")),
            "isp": "Network of Examples",
            "domain": "isp.example",
            "hostnames": [],
            "isTor": verdict.is_bad and chance.random() < 0.1,
            "totalReports": reports + self.reports.get(text, 0),
            "numDistinctUsers": min(reports, chance.randint(1, 90)),
            "lastReportedAt": "2025-11-01T10:20:30+00:00" if reports else None,
        }

    @route("GET /api/v2/check", about="ipAddress")
    def check(self, request):
        address = address_of(request.query("ipAddress"))
        if address is None:
            return self.invalid(
                "The ip address must be a valid IPv4 or IPv6 address (e.g. 8.8.8.8 or 2001:4860:4860::8888).", "ipAddress"
            )
        days = request.query("maxAgeInDays", "30")
        if not days.isdigit() or not 1 <= int(days) <= 365:
            return self.invalid("The max age in days must be between 1 and 365.", "maxAgeInDays")
        data = self.facts(address)
        if "verbose" in request.query_text:
            reports = [
                {
                    "reportedAt": "2025-11-01T10:20:30+00:00",
                    "comment": "phishing",
                    "categories": [7],
                    "reporterId": 1,
                    "reporterCountryCode": "DE",
                }
            ]
            data |= {"countryName": data["countryCode"], "reports": reports if data["totalReports"] else []}
        return json_answer(self.known(str(address), {"data": data}))

    @route("GET /api/v2/check-block", about="network")
    def check_block(self, request):
        try:
            network = ipaddress.ip_network(request.query("network"))
        except ValueError:
            return self.invalid("The network must be in CIDR notation.", "network")
        if network.num_addresses > 256:
            return self.invalid("The network is larger than the plan allows.", "network")
        reported = []
        for address in network:
            facts = self.facts(address)
            if facts["totalReports"]:
                keys = {"numReports": "totalReports", "mostRecentReport": "lastReportedAt"} | {
                    key: key for key in ("ipAddress", "abuseConfidenceScore", "countryCode")
                }
                reported.append({key: facts[source] for key, source in keys.items()})
        data = {
            "networkAddress": str(network.network_address),
            "netmask": str(network.netmask),
            "numPossibleHosts": network.num_addresses,
        }
        return json_answer({"data": data | {"reportedAddress": reported}})

    @route("GET /api/v2/blacklist")
    def blacklist(self, request):
        entries = [
            {
                "ipAddress": indicator,
                "countryCode": "US",
                "abuseConfidenceScore": 100,
                "lastReportedAt": "2025-11-01T10:20:30+00:00",
            }
            for indicator in self.world.verdicts.data
            if address_of(indicator) and self.verdict(indicator).is_malicious
        ]
        return json_answer({"meta": {"generatedAt": datetime.now(timezone.utc).isoformat(timespec="seconds")}, "data": entries})

    @route("POST /api/v2/report", about=lambda request: [request.form("ip") or request.query("ip")], effect=True)
    def report(self, request):
        field = lambda name: request.form(name) or request.query(name)  # noqa: E731
        address = address_of(field("ip"))
        if address is None:
            return self.invalid("The ip address must be a valid IPv4 or IPv6 address.", "ip")
        categories = field("categories").split(",")
        if not all(each.strip().isdigit() and int(each) in CATEGORIES for each in categories):
            return self.invalid("The categories must be numbers of known categories.", "categories")
        self.reports[str(address)] = self.reports.get(str(address), 0) + 1
        return json_answer({"data": {"ipAddress": str(address), "abuseConfidenceScore": self.verdict(str(address)).score}})

    @route("POST /api/v2/bulk-report", effect=True)
    def bulk_report(self, request):
        saved, invalid = 0, []
        for part in request.parts():
            for number, line in enumerate(part.content.decode("utf-8", "replace").splitlines()[1:], 2):
                if address_of(line.partition(",")[0].strip('"')):
                    saved += 1
                else:
                    invalid.append({"error": "Invalid IP", "input": line.partition(",")[0], "rowNumber": number})
        return json_answer({"data": {"savedReports": saved, "invalidReports": invalid}})

    @route("DELETE /api/v2/clear-address", about="ipAddress", effect=True)
    def clear_address(self, request):
        return json_answer({"data": {"numReportsDeleted": self.reports.pop(request.query("ipAddress"), 0)}})
