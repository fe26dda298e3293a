# SPDX-License-Identifier: Apache-2.0
"""urlscan: scans of URLs, whose results come after a while (404 until then), and a search over them."""

import hashlib
import re
import uuid
from datetime import datetime, timezone

from service import Service, fewest, json_answer, route, whole
from verdicts import host_of


def problem(status, message, **more):
    return json_answer({"message": message, "status": status} | more, status)


def moment(time):
    return datetime.fromtimestamp(time, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class UrlScan(Service, name="urlscan"):
    quotas = (
        "submit:60/minute,submit:500/hour,submit:5000/day@UTC,search:120/minute,search:1000/hour,search:1000/day@UTC,"
        "result:120/minute,result:5000/hour,result:10000/day@UTC"
    )
    charges_success_only = True

    def reset(self):
        self.scans = {}  # {uuid: [url, visibility, polls, time, tags]}

    def key(self, request):
        return request.headers.get("api-key", "")

    def unauthorized(self, request, key):
        return problem(401, "No API key supplied" if not key else "API key is not valid")

    def over_limit(self, request, limit):
        after = limit.retry_after(request.time)
        message = f"Rate limit for '{limit.action}' exceeded, limit is {limit.most} per {limit.per}. Reset in {after} seconds."
        answer = problem(429, message, code=429)
        answer.headers = self.limit_headers(request, [limit]) | {"Retry-After": str(after)}
        return answer

    def limit_headers(self, request, limits):
        limit = fewest(limits, request.time)
        headers = {"Scope": "user", "Action": limit.action or "all", "Window": limit.per, "Limit": str(limit.most)}
        headers |= {"Remaining": str(limit.remaining(request.time)), "Reset": moment(limit.reset(request.time))}
        headers |= {"Reset-After": str(limit.retry_after(request.time))}
        return {f"X-Rate-Limit-{name}": value for name, value in headers.items()}

    def no_such_path(self, request):
        return problem(404, "Not found")

    def bad_request(self, request, message):
        return problem(400, message)

    @route("POST /api/v1/scan", about=lambda request: [request.object()["url"]], effect=True)
    def submit(self, request):
        given = request.object()
        url = given.get("url")
        if not isinstance(url, str) or "." not in url or " " in url:
            return problem(400, "DNS Error - Could not resolve domain", description="The URL is not valid.")
        host = host_of(url if "://" in url else f"http://{url}")
        if host.split(".")[0].startswith("nxdomain"):
            return problem(400, "DNS Error - Could not resolve domain", description=f"The domain {host} could not be resolved.")
        visibility = given.get("visibility", "public")
        if visibility not in ("public", "unlisted", "private"):
            return problem(400, "visibility must be public, unlisted or private")
        scan = hashlib.blake2b(f"{self.world.seed} {url} {len(self.scans)}".encode("utf-8", "replace"), digest_size=16)
        name = str(uuid.UUID(bytes=scan.digest(), version=4))
        self.scans[name] = [url, visibility, 0, request.time, given.get("tags", [])]
        base = self.address(request)
        found = {
            "message": "Submission successful",
            "uuid": name,
            "result": f"{base}/result/{name}/",
            "api": f"{base}/api/v1/result/{name}/",
        }
        return json_answer(found | {"visibility": visibility, "options": {}, "url": url, "country": "de"})

    @route("GET /api/v1/result/{uuid}", about="uuid")
    def result(self, request):
        name = request.arguments["uuid"]
        scan = self.scans.get(name)
        if scan is None or scan[2] < self.world.pending:
            if scan:
                scan[2] += 1
            return problem(404, "Scan is not finished yet" if scan else "Scan was not found")
        url, visibility, _, time, tags = scan
        base = self.address(request)
        verdict = self.verdict(url)
        host = host_of(url if "://" in url else f"http://{url}")
        chance = verdict.chance("urlscan")
        score = verdict.score if verdict.is_bad else 0
        categories = ["phishing"] if verdict.is_malicious else []
        opinion = {"score": score, "malicious": verdict.is_malicious, "categories": categories, "brands": [], "tags": []}
        ip = f"198.18.{chance.randint(0, 255)}.{chance.randint(1, 254)}"
        page = {
            "url": url,
            "domain": host,
            "apexDomain": ".".join(host.split(".")[-2:]),
            "ip": ip,
            "country": "DE",
            "city": "",
            "server": "nginx",
        }
        page |= {"asn": "AS64496", "asnname": "Network of Examples", "title": "Sign in" if verdict.is_malicious else "Welcome"}
        page |= {"status": "200", "mimeType": "text/html", "ptr": "", "redirected": "off", "tlsValidDays": 90, "tlsAgeDays": 3}
        task = {
            "uuid": name,
            "time": moment(time),
            "url": url,
            "visibility": visibility,
            "method": "api",
            "domain": host,
            "source": "api",
        }
        task |= {"tags": tags, "apexDomain": page["apexDomain"], "reportURL": f"{base}/result/{name}/"}
        task |= {"screenshotURL": f"{base}/screenshots/{name}.png", "domURL": f"{base}/dom/{name}/"}
        lists = {
            "ips": [ip],
            "countries": ["DE"],
            "asns": ["64496"],
            "domains": [host],
            "servers": ["nginx"],
            "urls": [url],
            "linkDomains": [],
        }
        engines = {
            "score": score,
            "malicious": [],
            "benign": [],
            "maliciousTotal": 0,
            "benignTotal": 0,
            "verdicts": [],
            "enginesTotal": 0,
        }
        verdicts = {
            "overall": opinion | {"hasVerdicts": verdict.is_bad},
            "urlscan": opinion,
            "engines": engines,
            "community": {"score": 0, "votes": 0, "votesTotal": 0, "votesMalicious": 0, "votesBenign": 0, "categories": []},
        }
        stats = {"malicious": int(verdict.is_malicious), "uniqIPs": 1, "uniqCountries": 1, "totalLinks": 0, "securePercentage": 100}
        body = {
            "task": task,
            "page": page,
            "lists": lists,
            "verdicts": verdicts,
            "stats": stats,
            "data": {"requests": [], "cookies": []},
        }
        return json_answer(self.known(url, body | {"meta": {"processors": {}}, "submitter": {"country": "DE"}}))

    @route("GET /api/v1/search", about="q")
    def search(self, request):
        """Of earlier scans, those of a domain or URL that the query names; all of them where it names none."""
        asked = re.findall(r'(?:page\.|task\.)?(domain|url|apexDomain):\s*"?([^"\s()]+)', request.query("q"))
        size = whole(request.query("size"), 100)
        if size > 10000:
            return problem(400, "size must be a number up to 10000")
        found = []
        for name, (url, visibility, polls, time, _) in self.scans.items():
            host = host_of(url if "://" in url else f"http://{url}")
            wanted = not asked or any(
                text in url if kind == "url" else host == text or host.endswith("." + text) for kind, text in asked
            )
            if wanted and visibility == "public":
                task = {"uuid": name, "time": moment(time), "url": url, "visibility": visibility, "domain": host, "method": "api"}
                page = {"url": url, "domain": host, "country": "DE", "server": "nginx", "status": "200"}
                result = f"{self.address(request)}/api/v1/result/{name}/"
                found.append(
                    {
                        "_id": name,
                        "task": task,
                        "page": page,
                        "result": result,
                        "stats": {"requests": 1},
                        "sort": [int(time * 1000), name],
                    }
                )
        return json_answer({"results": found[:size], "total": len(found), "took": 3, "has_more": len(found) > size})

    @route("GET /user/quotas", "GET /api/v1/quotas", metered=False)
    def user_quotas(self, request):
        limits = {}
        if quotas := self.world.quotas.get(self.name):
            for limit in quotas.limits["fixed"]:
                used = limit.used(request.time)
                window = {
                    "limit": limit.most,
                    "used": used,
                    "remaining": limit.most - used,
                    "percent": 100 * used / max(1, limit.most),
                }
                limits.setdefault(limit.action or "all", {})[limit.per] = window
        return json_answer({"source": "user", "scope": "user", "limits": limits})
