# SPDX-License-Identifier: Apache-2.0
"""PhishTank: is a URL in its database? The key may be missing; who asks too often gets 509."""

import base64

from service import Answer, Service, fewest, json_answer, route


class PhishTank(Service, name="phishtank"):
    quotas = "50/300s"
    needs_key = False

    def over_limit(self, request, limit):
        return Answer(
            509, "<html><body><h1>Bandwidth Limit Exceeded</h1></body></html>", self.limit_headers(request, [limit]), "text/html"
        )

    def limit_headers(self, request, limits):
        limit = fewest(limits, request.time)
        interval = {"X-Request-Limit-Interval": f"{int(limit.seconds)} Seconds", "X-Request-Limit": str(limit.most)}
        return interval | {"X-Request-Count": str(limit.used(request.time))}

    def url_of(self, request):
        """As it is, or in base64."""
        url = request.form("url")
        if url and "." not in url and "/" not in url:
            try:
                return base64.b64decode(url, validate=True).decode()
            except ValueError:
                pass
        return url

    @route("POST /checkurl", "POST /checkurl/index.php", about=lambda request: [request.service.url_of(request)])
    def checkurl(self, request):
        if request.form("app_key") == "wrong":
            return Answer(403, "<html><body>Forbidden</body></html>", {}, "text/html")
        url = self.url_of(request)
        meta = {
            "timestamp": "2026-01-01T00:00:00+00:00",
            "serverid": "stand-in",
            "requestid": f"127.0.0.1.{self.world.count(self.name).requests}",
        }
        if "://" not in url:
            return json_answer({"meta": meta | {"status": "error"}, "errortext": "this is no URL"}, 400)
        verdict = self.verdict(url)
        results = {"url": url, "in_database": verdict.is_bad}
        if verdict.is_bad:
            number = 1_000_000 + verdict.number % 8_000_000
            page = f"http://www.phishtank.com/phish_detail.php?phish_id={number}"
            results |= {"phish_id": str(number), "phish_detail_page": page, "verified": verdict.is_malicious}
            results |= {"verified_at": "2025-11-01T10:20:30+00:00" if verdict.is_malicious else None, "valid": verdict.is_malicious}
        return json_answer(self.known(url, {"meta": meta | {"status": "success"}, "results": results}))
