# SPDX-License-Identifier: Apache-2.0
"""URLhaus and MalwareBazaar. What came of a query stands in the body (`query_status`), not in the status of HTTP."""

import ipaddress
import re

from service import Service, json_answer, route
from verdicts import host_of


class AbuseCh(Service):
    def key(self, request):
        return request.headers.get("auth-key", "")

    def unauthorized(self, request, key):
        if key:
            return json_answer({"query_status": "unknown_auth_key"}, 403)
        return json_answer({"error": "Unauthorized"}, 401)

    def bad_request(self, request, message):
        return json_answer({"query_status": "illegal_request"})


class UrlHaus(AbuseCh, name="urlhaus"):
    def entry(self, url, verdict):
        chance = verdict.chance("urlhaus")
        number = 1_000_000 + verdict.number % 2_000_000
        entry = {"id": str(number), "urlhaus_reference": f"https://urlhaus.abuse.ch/url/{number}/", "url": url}
        entry |= {"url_status": chance.choice(("online", "offline")), "host": host_of(url), "date_added": "2025-10-30 08:00:00 UTC"}
        entry |= {
            "last_online": None,
            "threat": "malware_download",
            "reporter": "stand_in",
            "larted": "true",
            "takedown_time_seconds": None,
        }
        entry |= {"blacklists": {"spamhaus_dbl": "not listed", "surbl": "listed" if chance.random() < 0.5 else "not listed"}}
        return entry | {"tags": ["exe", "emotet"][: chance.randint(1, 2)]}

    @route("POST /v1/url", about=lambda request: [request.form("url")])
    def url(self, request):
        url = request.form("url")
        if not host_of(url):
            return json_answer({"query_status": "invalid_url"})
        verdict = self.verdict(url)
        if not verdict.is_malicious:
            return json_answer({"query_status": "no_results"})
        name = f"{verdict.number:064x}"[:64]
        payload = {
            "firstseen": "2025-10-30",
            "filename": "invoice.exe",
            "file_type": "exe",
            "response_size": "180224",
            "response_sha256": name,
        }
        payload |= {
            "response_md5": name[-32:],
            "urlhaus_download": f"https://urlhaus-api.abuse.ch/v1/download/{name}/",
            "signature": "Emotet",
        }
        return json_answer(
            self.known(url, {"query_status": "ok"} | self.entry(url, verdict) | {"payloads": [payload | {"virustotal": None}]})
        )

    @route("POST /v1/host", about=lambda request: [request.form("host")])
    def host(self, request):
        host = request.form("host").lower()
        if not is_host(host):
            return json_answer({"query_status": "invalid_host"})
        verdict = self.verdict(host)
        if not verdict.is_malicious:
            return json_answer({"query_status": "no_results"})
        entry = self.entry(f"http://{host}/invoice.exe", verdict)
        body = {"query_status": "ok", "urlhaus_reference": f"https://urlhaus.abuse.ch/host/{host}/", "host": host}
        body |= {"firstseen": "2025-10-30 08:00:00 UTC", "url_count": "1", "blacklists": entry["blacklists"]}
        return json_answer(self.known(host, body | {"urls": [entry]}))

    @route("POST /v1/payload", about=lambda request: [request.form("sha256_hash") or request.form("md5_hash")])
    def payload(self, request):
        name = request.form("sha256_hash") or request.form("md5_hash")
        length = 64 if request.form("sha256_hash") else 32
        if not re.fullmatch(rf"[0-9a-fA-F]{{{length}}}", name):
            return json_answer({"query_status": "invalid_sha256_hash" if length == 64 else "invalid_md5_hash"})
        verdict = self.verdict(name)
        if not verdict.is_malicious:
            return json_answer({"query_status": "no_results"})
        hashes = {"md5_hash": name if length == 32 else name[:32], "sha256_hash": name if length == 64 else name * 2}
        urls = [self.entry(f"http://evil-{verdict.number % 1000}.example/invoice.exe", verdict)]
        body = {
            "query_status": "ok",
            "file_type": "exe",
            "file_size": "180224",
            "signature": "Emotet",
            "firstseen": "2025-10-30 08:00:00",
        }
        return json_answer(self.known(name, body | hashes | {"url_count": "1", "urls": urls, "virustotal": None}))


class MalwareBazaar(AbuseCh, name="malwarebazaar"):
    @route("POST /api/v1", about=lambda request: [request.form("hash")] if request.form("hash") else [])
    def query(self, request):
        if request.form("query") != "get_info":
            return json_answer({"query_status": "unknown_operation"})
        name = request.form("hash").lower()
        if not re.fullmatch(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}", name):
            return json_answer({"query_status": "illegal_hash" if name else "no_hash_provided"})
        verdict = self.verdict(name)
        if not verdict.is_malicious:
            return json_answer({"query_status": "hash_not_found"})
        data = {
            f"{kind}_hash": name if len(name) == length else (name * 2)[:length]
            for kind, length in (("sha256", 64), ("sha1", 40), ("md5", 32))
        }
        data |= {"file_name": "invoice.exe", "file_size": 180224, "file_type": "exe", "file_type_mime": "application/x-dosexec"}
        data |= {
            "signature": "Emotet",
            "first_seen": "2025-10-30 08:00:00",
            "last_seen": None,
            "reporter": "stand_in",
            "tags": ["Emotet", "exe"],
        }
        return json_answer(self.known(name, {"query_status": "ok", "data": [data]}))


def is_host(text):
    try:
        return bool(ipaddress.ip_address(text))
    except ValueError:
        return bool(re.fullmatch(r"[\w-]+(\.[\w-]+)+", text))
