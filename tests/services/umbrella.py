# SPDX-License-Identifier: Apache-2.0
"""Cisco Umbrella Investigate: categories, risk and security features of domains; up to 1 000 domains at once. Over 3 requests a second: 429,
without a header that would say for how long."""

from service import BadRequest, Service, json_answer, route

MOST = 1000
CONTENT = {"1": "Business Services", "13": "News", "22": "Software/Technology", "25": "Research/Reference"}
STATUS = {"malicious": -1, "suspicious": 0, "clean": 1, "unknown": 0}


class Umbrella(Service, name="umbrella"):
    quotas = "3/second"

    def unauthorized(self, request, key):
        return json_answer({"errorMessage": "Authorization required" if not key else "Unauthorized"}, 401 if not key else 403)

    def over_limit(self, request, limit):
        return json_answer({"errorMessage": "Too many requests"}, 429)

    def bad_request(self, request, message):
        return json_answer({"errorMessage": message}, 400)

    def facts(self, domain, with_labels):
        verdict = self.verdict(domain)
        security = (
            {"67": "Phishing"} if verdict.is_malicious and verdict.number % 2 else {"66": "Malware"} if verdict.is_malicious else {}
        )
        number = list(CONTENT)[verdict.number % len(CONTENT)]
        content = {number: CONTENT[number]} if verdict.level == "clean" else {}
        lists = [list(each.values()) if with_labels else list(each) for each in (security, content)]
        body = {"status": STATUS[verdict.level], "security_categories": lists[0], "content_categories": lists[1]}
        return self.known(domain, body)

    @route("GET /domains/categorization/{domain}", about="domain")
    def categorization(self, request):
        domain = request.arguments["domain"].lower()
        return json_answer({domain: self.facts(domain, "showLabels" in request.query_text)})

    @route("POST /domains/categorization", about=lambda request: request.json())
    def categorization_of_many(self, request):
        domains = request.json()
        if not isinstance(domains, list) or not all(isinstance(domain, str) for domain in domains):
            raise BadRequest("a list of domains is needed")
        if not 1 <= len(domains) <= MOST:
            raise BadRequest(f"1 to {MOST} domains are allowed")
        with_labels = "showLabels" in request.query_text
        return json_answer({domain: self.facts(domain, with_labels) for domain in map(str.lower, domains)})

    @route("GET /domains/risk-score/{domain}", about="domain")
    def risk_score(self, request):
        verdict = self.verdict(request.arguments["domain"].lower())
        if verdict.is_unknown:
            return json_answer({"errorMessage": "No risk score is known for this domain"}, 404)
        score = verdict.score if verdict.is_bad else verdict.number % 20
        indicators = [
            {"indicator": name, "normalized_score": score, "score": score / 100, "indicator_id": name}
            for name in ("Geo Popularity Score", "Keyword Score", "Lexical", "TLD Rank Score")
        ]
        return json_answer({"risk_score": score, "indicators": indicators})

    @route("GET /security/name/{domain}", about="domain")
    def security(self, request):
        verdict = self.verdict(request.arguments["domain"].lower())
        chance = verdict.chance("security")
        found = {
            "dga_score": -chance.randint(0, 90) if verdict.is_bad else 0.0,
            "perplexity": chance.random(),
            "entropy": chance.uniform(1, 4),
        }
        found |= {
            "securerank2": -chance.uniform(10, 90) if verdict.is_bad else chance.uniform(10, 90),
            "pagerank": chance.uniform(0, 40),
        }
        found |= {"asn_score": -chance.uniform(0, 5), "prefix_score": -chance.uniform(0, 5), "rip_score": -chance.uniform(0, 5)}
        found |= {
            "popularity": chance.uniform(0, 100),
            "fastflux": False,
            "geodiversity": [["DE", 0.6], ["US", 0.4]],
            "geoscore": 0.0,
        }
        found |= {
            "geodiversity_normalized": [["DE", 0.7], ["US", 0.3]],
            "tld_geodiversity": [],
            "ks_test": 0.0,
            "found": not verdict.is_unknown,
        }
        return json_answer(found | {"attack": "", "threat_type": "Phishing" if verdict.is_malicious else ""})

    @route("GET /recommendations/name/{domain}.json", about="domain")
    def recommendations(self, request):
        verdict = self.verdict(request.arguments["domain"].lower())
        if verdict.is_unknown:
            return json_answer({"found": False})
        return json_answer({"pfs2": [[f"related-{verdict.number % 100}.example", 1.0]], "found": True})

    @route("GET /links/name/{domain}.json", about="domain")
    def links(self, request):
        verdict = self.verdict(request.arguments["domain"].lower())
        if verdict.is_unknown:
            return json_answer({"found": False})
        return json_answer({"tb1": [[f"linked-{verdict.number % 100}.example", 3.0]], "found": True})

    @route("GET /timeline/{name}", about="name")
    def timeline(self, request):
        verdict = self.verdict(request.arguments["name"].lower())
        if not verdict.is_bad:
            return json_answer([])
        return json_answer([{"categories": ["Phishing"], "attacks": [], "threatTypes": [], "timestamp": 1_700_000_000_000}])

    @route("GET /whois/{domain}", about="domain")
    def whois(self, request):
        domain = request.arguments["domain"].lower()
        if self.verdict(domain).is_unknown:
            return json_answer({"errorMessage": "Not found"}, 404)
        contact = {
            "registrantEmail": f"hostmaster@{domain}",
            "registrantCountry": "GERMANY",
            "registrarName": "Registrar of Examples",
        }
        dates = {"created": "2019-05-01", "updated": "2025-05-01", "expires": "2027-05-01"}
        return json_answer(
            {"domainName": domain, "nameServers": [f"ns1.{domain}"], "emails": [f"hostmaster@{domain}"]} | contact | dates
        )
