# SPDX-License-Identifier: Apache-2.0
"""VirusTotal, version 3: look-ups, analyses of URLs and files that take a while, quotas of a user."""

import base64
import hashlib
import json
import re

from service import Answer, BadRequest, Service, json_answer, route
from verdicts import host_of, kind_of

ENGINES = """
Acronis|ADMINUSLabs|AILabs (MONITORAPP)|AlienVault|alphaMountain.ai|Antiy-AVL|Artists Against 419|benkow.cc|BitDefender|Blueliv|Certego|
Chong Lua Dao|CINS Army|CMC Threat Intelligence|CRDF|Criminal IP|CyRadar|desenmascara.me|DNS8|Dr.Web|Emsisoft|ESET|ESTsecurity|
Forcepoint ThreatSeeker|Fortinet|G-Data|Google Safebrowsing|GreenSnow|Heimdal Security|IPsum|Juniper Networks|K7AntiVirus|Kaspersky|
Lionic|Lumu|Malwared|MalwarePatrol|malwares.com URL checker|Netcraft|OpenPhish|PhishFort|Phishing Database|Phishtank|PREBYTES|Quick Heal|
Quttera|Rising|Sangfor|Scantitan|SCUMWARE.org|Seclookup|SecureBrain|SOCRadar|Sophos|Spam404|StopForumSpam|Sucuri SiteCheck|
ThreatHive|Threatsourcing|Trustwave|URLhaus|URLQuery|Viettel Threat Intelligence|VIPRE|ViriBack|VX Vault|Webroot|Yandex Safebrowsing|
ZeroCERT|ZeroFox
"""
ENGINES = tuple(name.strip() for name in ENGINES.replace("\n", "").split("|"))
NAMES_OF_HARM = {"url": ("phishing", "malicious", "malware"), "hash": ("Trojan.Generic", "Phish.Html", "Malware.Gen")}
WORDS_OF_SITES = ("business", "news", "information technology", "shopping", "education", "finance")
KEPT = 20_000  # answers
DAY = 86400
MOST_OF_FILE = 32 << 20  # without asking for an address to send it to
EPOCH = 1_700_000_000  # what is made up lies before


def error(status, code, message):
    return json_answer({"error": {"code": code, "message": message}}, status)


def identifier(url):
    return base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")


def digest(url):
    return hashlib.sha256(url.encode()).hexdigest()


def results(verdict, kind):
    """({engine: result}, stats) as the verdict has it."""
    chance = verdict.chance("engines")
    count = len(ENGINES)
    bounds = {"malicious": ((8, 40), (0, 3)), "suspicious": ((1, 2), (1, 4))}.get(verdict.level, ((0, 0), (0, 0)))
    malicious, suspicious = (chance.randint(*each) for each in bounds)
    malicious, suspicious = verdict.details.get("malicious", malicious), verdict.details.get("suspicious", suspicious)
    silent = 0 if verdict.is_unknown else chance.randint(5, 20)
    harmless = "undetected" if kind == "hash" else "harmless"
    categories = ["malicious"] * malicious + ["suspicious"] * suspicious + ["undetected"] * silent
    categories = (categories + [harmless] * count)[:count]
    chance.shuffle(categories)
    stats = {"malicious": 0, "suspicious": 0, "undetected": 0, "harmless": 0, "timeout": 0}
    if kind == "hash":
        stats |= {"confirmed-timeout": 0, "failure": 0, "type-unsupported": 0}
    found = {}
    harm = NAMES_OF_HARM["hash" if kind == "hash" else "url"]
    for engine, category in zip(ENGINES, categories):
        stats[category] += 1
        result = {
            "malicious": harm[verdict.number % 3],
            "suspicious": "suspicious",
            "undetected": None if kind == "hash" else "unrated",
        }
        found[engine] = {
            "method": "blacklist",
            "engine_name": engine,
            "category": category,
            "result": result.get(category, "clean"),
        }
        if kind == "hash":
            found[engine] |= {"engine_version": f"{verdict.number % 9}.1", "engine_update": "20231101"}
    return found, stats


class VirusTotal(Service, name="virustotal"):
    quotas = "4/minute,500/day@UTC,15500/month@UTC"

    def reset(self):
        self.analyses = {}  # {identifier: [kind, indicator, polls, time]}
        self.submitted = {}  # {SHA-256 of a URL, or hash of a file: the indicator}
        self.rescanned = set()
        self.files = []  # that were uploaded
        self.cached = {}

    def key(self, request):
        return request.headers.get("x-apikey", "")

    def unauthorized(self, request, key):
        if key:
            return error(401, "WrongCredentialsError", "Wrong API key")
        return error(401, "AuthenticationRequiredError", "X-Apikey header is missing")

    def over_limit(self, request, limit):
        return error(429, "QuotaExceededError", "Quota exceeded")

    def no_such_path(self, request):
        return error(404, "NotFoundError", "Resource not found.")

    def bad_request(self, request, message):
        return error(400, "BadRequestError", message)

    # --- Look-ups ---

    def url_of(self, name):
        """The URL that an identifier stands for, which is its SHA-256 or its base64."""
        if re.fullmatch(r"[0-9a-f]{64}", name):
            return self.submitted.get(name, "")
        try:
            return base64.b64decode(name + "=" * (-len(name) % 4), b"-_", validate=True).decode()
        except ValueError:
            return ""

    @route(
        "GET /api/v3/urls/{id}", about=lambda request: [request.service.url_of(request.arguments["id"]) or request.arguments["id"]]
    )
    def url(self, request):
        name = request.arguments["id"]
        url = self.url_of(name)
        if not url and not re.fullmatch(r"[0-9a-f]{64}", name):
            return error(400, "InvalidArgumentError", f'Bad URL identifier "{name}"')
        self.submitted.setdefault(digest(url), url)
        return self.look_up(request, "url", url, digest(url))

    @route("GET /api/v3/files/{hash}", about="hash")
    def file(self, request):
        name = request.arguments["hash"].lower()
        if kind_of(name) != "hash":
            return error(404, "NotFoundError", f'File "{name}" not found')
        return self.look_up(request, "file", self.submitted.get(name, name), name)

    @route("GET /api/v3/domains/{domain}", about="domain")
    def domain(self, request):
        name = request.arguments["domain"].lower()
        if "." not in name:
            return error(400, "InvalidArgumentError", f'Domain pattern is invalid: "{name}"')
        return self.look_up(request, "domain", name, name)

    @route("GET /api/v3/ip_addresses/{ip}", about="ip")
    def ip_address(self, request):
        name = request.arguments["ip"]
        if kind_of(name) != "ip":
            return error(400, "InvalidArgumentError", f'IP address pattern is invalid: "{name}"')
        return self.look_up(request, "ip_address", name, name)

    def look_up(self, request, kind, indicator, name):
        verdict = self.verdict(indicator)
        if not indicator or verdict.is_unknown and indicator not in self.rescanned:
            return error(404, "NotFoundError", f'{kind.replace("_", " ").capitalize()} "{name}" not found')
        key = verdict, kind
        body = self.cached.get(key)
        if body is None:
            data = {"id": name, "type": kind, "links": {"self": f"https://www.virustotal.com/api/v3/{kind}s/{name}"}}
            if kind == "ip_address":
                data["links"]["self"] = f"https://www.virustotal.com/api/v3/ip_addresses/{name}"
            data["attributes"] = self.attributes(kind, indicator, verdict)
            if len(self.cached) > KEPT:
                self.cached.clear()
            body = self.cached[key] = json.dumps(self.known(indicator, {"data": data}))
        return Answer(200, body)

    def attributes(self, kind, indicator, verdict):
        chance = verdict.chance(kind)
        found, stats = results(verdict, "hash" if kind == "file" else "url")
        first = EPOCH - chance.randint(200, 2000) * DAY
        last = EPOCH - chance.randint(1, 100) * DAY
        votes = (
            {"harmless": 0, "malicious": chance.randint(1, 30)}
            if verdict.is_malicious
            else {"harmless": chance.randint(0, 9), "malicious": 0}
        )
        shared = {
            "last_analysis_stats": stats,
            "last_analysis_results": found,
            "reputation": -chance.randint(5, 100) if verdict.is_bad else chance.randint(0, 60),
            "total_votes": votes,
            "last_analysis_date": last,
            "last_modification_date": last + 3600,
            "tags": ["phishing"] if verdict.is_malicious and kind == "url" else [],
        }
        harm = NAMES_OF_HARM["url"][verdict.number % 3]
        word = harm if verdict.is_malicious else WORDS_OF_SITES[verdict.number % len(WORDS_OF_SITES)]
        categories = {"Forcepoint ThreatSeeker": word, "Sophos": word, "BitDefender": word}
        return shared | getattr(self, f"{kind}_attributes")(indicator, verdict, chance, first, last, categories)

    def url_attributes(self, url, verdict, chance, first, last, categories):
        moved = verdict.details.get("redirects", chance.random() < 0.3)
        final = f"https://landing.{host_of(url)}/welcome" if moved else url
        return {
            "url": url,
            "last_final_url": verdict.details.get("final_url", final),
            "redirection_chain": [url, final] if moved else [],
            "title": "Sign in" if verdict.is_malicious else "Welcome",
            "tld": host_of(url).rpartition(".")[2],
            "categories": categories,
            "threat_names": [],
            "has_content": False,
            "times_submitted": chance.randint(1, 500),
            "first_submission_date": first,
            "last_submission_date": last,
            "last_http_response_code": 200,
            "last_http_response_content_length": chance.randint(200, 90000),
            "last_http_response_content_sha256": digest(url + " content"),
            "last_http_response_headers": {"Content-Type": "text/html; charset=utf-8", "Server": "nginx"},
            "outgoing_links": [],
        }

    def domain_attributes(self, domain, verdict, chance, first, last, categories):
        records = [
            {"type": "A", "value": f"198.18.{chance.randint(0, 255)}.{chance.randint(1, 254)}", "ttl": 300},
            {"type": "MX", "value": f"mx1.{domain}", "ttl": 3600, "priority": 10},
        ]
        return {
            "categories": categories,
            "creation_date": first,
            "last_update_date": last,
            "registrar": "Registrar of Examples",
            "tld": domain.rpartition(".")[2],
            "last_dns_records": records,
            "last_dns_records_date": last,
            "popularity_ranks": {}
            if verdict.is_bad
            else {"Cisco Umbrella": {"rank": chance.randint(1, 900000), "timestamp": last}},
            "jarm": digest(domain)[:62],
            "whois": f"Domain Name: {domain.upper()}\nRegistrar: Registrar of Examples",
            "whois_date": last,
        }

    def ip_address_attributes(self, ip, verdict, chance, first, last, categories):
        return {
            "as_owner": "Network of Examples",
            "asn": 64496 + chance.randint(0, 15),
            "country": chance.choice(("US", "DE", "NL", "FR", "SG")),
            "continent": chance.choice(("NA", "EU", "AS")),
            "network": f"{ip.rpartition('.')[0]}.0/24" if "." in ip else f"{ip}/64",
            "regional_internet_registry": chance.choice(("ARIN", "RIPE NCC", "APNIC")),
            "jarm": digest(ip)[:62],
            "whois": "NetName: EXAMPLES",
            "whois_date": last,
        }

    def file_attributes(self, name, verdict, chance, first, last, categories):
        hashes = {
            "md5": hashlib.md5(name.encode()).hexdigest(),
            "sha1": hashlib.sha1(name.encode()).hexdigest(),
            "sha256": digest(name),
        }
        hashes[{32: "md5", 40: "sha1", 64: "sha256"}[len(name)]] = name
        attributes = hashes | {
            "size": chance.randint(1000, 4_000_000),
            "meaningful_name": "invoice.exe" if verdict.is_bad else "report.pdf",
            "names": ["invoice.exe" if verdict.is_bad else "report.pdf"],
            "type_description": "Win32 EXE" if verdict.is_bad else "PDF",
            "type_tag": "peexe" if verdict.is_bad else "pdf",
            "type_extension": "exe" if verdict.is_bad else "pdf",
            "magic": "PE32 executable" if verdict.is_bad else "PDF document, version 1.7",
            "unique_sources": chance.randint(1, 90),
            "times_submitted": chance.randint(1, 200),
            "first_submission_date": first,
            "last_submission_date": last,
            "sandbox_verdicts": {},
        }
        if verdict.is_malicious:
            label = {"suggested_threat_label": "trojan.generic", "popular_threat_category": [{"count": 12, "value": "trojan"}]}
            attributes["popular_threat_classification"] = label | {"popular_threat_name": [{"count": 7, "value": "generic"}]}
        return attributes

    # --- Analyses ---

    def submit(self, request, letter, kind, indicator, key):
        """A new analysis; what was unknown is known by its end."""
        self.submitted[key] = indicator
        name = f"{letter}-{key}-{int(request.time)}-{len(self.analyses)}"
        self.analyses[name] = [kind, indicator, 0, int(request.time)]
        return json_answer(
            {"data": {"type": "analysis", "id": name, "links": {"self": f"{self.address(request)}/api/v3/analyses/{name}"}}}
        )

    @route("POST /api/v3/urls", about=lambda request: [request.form("url")], effect=True)
    def submit_url(self, request):
        url = request.form("url")
        if "." not in url and "://" not in url:
            return error(400, "InvalidArgumentError", "Unable to canonicalize url")
        url = url if "://" in url else f"http://{url}/"
        return self.submit(request, "u", "url", url, digest(url))

    @route("POST /api/v3/urls/{id}/analyse", effect=True)
    def analyse_url(self, request):
        url = self.url_of(request.arguments["id"])
        return self.submit(request, "u", "url", url, digest(url)) if url else self.no_such_path(request)

    @route("POST /api/v3/files", "POST /_ah/upload/{ticket}", effect=True)
    def submit_file(self, request):
        part = next((part for part in request.parts() if part.name == "file"), None)
        if part is None:
            raise BadRequest("Missing file")
        if len(part.content) > MOST_OF_FILE and request.route.label == "POST /api/v3/files":
            return error(413, "PayloadTooLargeError", "Payload too large")
        self.files += request.files("file")
        name = hashlib.sha256(part.content).hexdigest()
        for other in (hashlib.md5, hashlib.sha1):
            self.submitted[other(part.content).hexdigest()] = name
        return self.submit(request, "f", "file", name, name)

    @route("GET /api/v3/files/upload_url")
    def upload_url(self, request):
        return json_answer({"data": f"{self.address(request)}/_ah/upload/{int(request.time)}"})

    @route("POST /api/v3/files/{hash}/analyse", about="hash", effect=True)
    def analyse_file(self, request):
        name = request.arguments["hash"].lower()
        return self.submit(request, "f", "file", name, name)

    @route("GET /api/v3/analyses/{id}", about="id")
    def analysis(self, request):
        found = self.analyses.get(request.arguments["id"])
        if found is None:
            return error(404, "NotFoundError", f'Analysis "{request.arguments["id"]}" not found')
        kind, indicator, polls, time = found
        found[2] += 1
        done = polls >= self.world.pending
        verdict = self.verdict(indicator)
        engines, stats = results(verdict, "hash" if kind == "file" else "url")
        if done:
            self.rescanned.add(indicator)
        else:
            engines, stats = {}, dict.fromkeys(stats, 0)
        if kind == "url":
            meta = {"url_info": {"id": digest(indicator), "url": indicator}}
        else:
            meta = {"file_info": {"sha256": indicator}}
        attributes = {"date": time, "status": "completed" if done else "queued", "stats": stats, "results": engines}
        return json_answer({"data": {"id": request.arguments["id"], "type": "analysis", "attributes": attributes}, "meta": meta})

    # --- Quotas ---

    @route("GET /api/v3/users/{id}/overall_quotas", metered=False)
    def overall_quotas(self, request):
        quotas = self.world.quotas.get(self.name)
        limits = {limit.per: limit for limit in quotas.told(None)} if quotas else {}
        data = {}
        for name, per, usual in (("hourly", "hour", 240), ("daily", "day", 500), ("monthly", "month", 15500)):
            limit = limits.get(per)
            used = limit.used(request.time) if limit else self.world.count(self.name).requests
            data[f"api_requests_{name}"] = {"user": {"allowed": limit.most if limit else usual, "used": used}}
        return json_answer({"data": data})
