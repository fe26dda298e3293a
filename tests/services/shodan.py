# SPDX-License-Identifier: Apache-2.0
"""Shodan: what hosts have open. Several addresses may be joined by commas."""

from service import Service, json_answer, route
from verdicts import kind_of

SERVICES = (
    (22, "OpenSSH"),
    (25, "Postfix smtpd"),
    (80, "nginx"),
    (443, "nginx"),
    (3389, "Remote Desktop Protocol"),
    (8080, "Apache httpd"),
)


class Shodan(Service, name="shodan"):
    quotas = "1/second"

    def key(self, request):
        return request.query("key")

    def unauthorized(self, request, key):
        return json_answer({"error": "Invalid API key"}, 401)

    def over_limit(self, request, limit):
        return json_answer({"error": "Request rate limit reached"}, 429, {"Retry-After": str(limit.retry_after(request.time))})

    @route("GET /shodan/host/{ips}", about=lambda request: request.arguments["ips"].split(","))
    def host(self, request):
        ips = request.arguments["ips"].split(",")
        if not all(kind_of(ip) == "ip" for ip in ips):
            return json_answer({"error": "Invalid IP"}, 400)
        found = [self.facts(ip, request.query("minify") == "true") for ip in ips if not self.verdict(ip).is_unknown]
        if not found:
            return json_answer({"error": "No information available for that IP."}, 404)
        return json_answer(found[0] if len(ips) == 1 else found)

    def facts(self, ip, minified):
        verdict = self.verdict(ip)
        chance = verdict.chance("shodan")
        services = sorted(chance.sample(SERVICES, chance.randint(1, 4)))
        seen = "2025-11-01T08:00:00.000000"
        place = {
            "country_code": "DE",
            "country_name": "Germany",
            "city": "Berlin",
            "latitude": 52.5,
            "longitude": 13.4,
            "region_code": "BE",
        }
        owner = {"org": "Network of Examples", "isp": "Network of Examples", "asn": "AS64496", "os": None}
        body = {
            "ip_str": ip,
            "ports": [port for port, _ in services],
            "hostnames": [],
            "domains": [],
            "tags": [],
            "last_update": seen,
        }
        body |= {"vulns": ["CVE-2021-44228"] if verdict.is_malicious else []} | place | owner
        if not minified:
            body["data"] = [
                {
                    "port": port,
                    "transport": "tcp",
                    "product": product,
                    "data": "",
                    "timestamp": seen,
                    "ip_str": ip,
                    "hash": verdict.number % 2**31,
                }
                for port, product in services
            ]
        return self.known(ip, body)

    @route("GET /dns/resolve", about=lambda request: request.query("hostnames").split(","))
    def resolve(self, request):
        names = request.query("hostnames").split(",")
        return json_answer(
            {name: f"198.18.{self.verdict(name).number % 256}.{1 + self.verdict(name).number % 254}" for name in names}
        )

    @route("GET /dns/reverse", about=lambda request: request.query("ips").split(","))
    def reverse(self, request):
        return json_answer(
            {ip: [f"host-{self.verdict(ip).number % 100000}.clean.example"] for ip in request.query("ips").split(",")}
        )

    @route("GET /api-info", metered=False)
    def api_info(self, request):
        return json_answer(
            {"plan": "dev", "query_credits": 100, "scan_credits": 100, "unlocked": True, "unlocked_left": 100, "https": False}
        )
