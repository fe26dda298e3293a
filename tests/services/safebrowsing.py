# SPDX-License-Identifier: Apache-2.0
"""Google Safe Browsing: version 5 searches up to 50 URLs at once, version 4 up to 500. What is not listed is not mentioned."""

from service import BadRequest, Service, json_answer, route

MOST_V5, MOST_V4 = 50, 500


def google_error(code, status, message, details=()):
    return json_answer(
        {"error": {"code": code, "message": message, "status": status} | ({"details": list(details)} if details else {})}, code
    )


class GoogleService(Service):
    """How Google's services refuse."""

    def key(self, request):
        return request.headers.get("x-goog-api-key", "") or request.query("key")

    def unauthorized(self, request, key):
        if not key:
            return google_error(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers. Please use API Key.")
        info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID", "domain": "googleapis.com"}
        return google_error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", [info])

    def over_limit(self, request, limit):
        return google_error(429, "RESOURCE_EXHAUSTED", f"Quota exceeded: {limit.most} requests per {limit.per}.")

    def no_such_path(self, request):
        return google_error(404, "NOT_FOUND", "Requested entity was not found.")

    def bad_request(self, request, message):
        return google_error(400, "INVALID_ARGUMENT", message)


def urls_of(request):
    """Of version 4's body."""
    info = request.object().get("threatInfo")
    entries = info.get("threatEntries") if isinstance(info, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadRequest("threatInfo.threatEntries is missing")
    return [entry["url"] for entry in entries if isinstance(entry.get("url"), str)]


class SafeBrowsing(GoogleService, name="safebrowsing"):
    quotas = "10000/day@Pacific"

    def threat(self, url):
        """The list that a URL is on, or None."""
        verdict = self.verdict(url)
        if not verdict.is_malicious:
            return None
        return verdict.details.get(
            "threat", ("SOCIAL_ENGINEERING", "SOCIAL_ENGINEERING", "MALWARE", "UNWANTED_SOFTWARE")[verdict.number % 4]
        )

    @route("GET /v5/urls:search", "GET /v5alpha1/urls:search", about=lambda request: request.all_of("urls"))
    def search(self, request):
        urls = request.all_of("urls")
        if not 1 <= len(urls) <= MOST_V5:
            raise BadRequest(f"urls: from 1 to {MOST_V5} are allowed, not {len(urls)}")
        threats = [{"url": url, "threatTypes": [threat]} for url in urls if (threat := self.threat(url))]
        return json_answer(({"threats": threats} if threats else {}) | {"cacheDuration": "300s"})

    @route("POST /v4/threatMatches:find", about=urls_of)
    def find_matches(self, request):
        urls = urls_of(request)
        if len(urls) > MOST_V4:
            raise BadRequest(f"threatEntries: at most {MOST_V4} are allowed, not {len(urls)}")
        wanted = request.object()["threatInfo"].get("threatTypes")
        if not isinstance(wanted, list):
            raise BadRequest("threatInfo.threatTypes is missing")
        matches = [
            {
                "threatType": threat,
                "platformType": "ANY_PLATFORM",
                "threatEntryType": "URL",
                "threat": {"url": url},
                "cacheDuration": "300s",
            }
            for url in urls
            if (threat := self.threat(url)) in wanted
        ]
        return json_answer({"matches": matches} if matches else {})
