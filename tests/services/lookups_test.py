# SPDX-License-Identifier: Apache-2.0
"""The services that are asked about indicators."""

import hashlib
import json

from asking import Case, quote, vt_id

EVIL, CLEAN, UNKNOWN = "http://evil.example/login", "http://clean.example/", "http://unknown.example/x"
DATA = {"203.0.113.5": "malicious", "203.0.113.6": "suspicious", "192.0.2.1": "clean", "192.0.2.2": "unknown"}


class VirusTotal(Case):
    headers = {"x-apikey": "some"}

    def test_urls(self):
        data = self.get(f"/virustotal/api/v3/urls/{vt_id(EVIL)}").json["data"]
        attributes = data["attributes"]
        self.assertEqual(data["type"], "url")
        self.assertEqual(data["id"], hashlib.sha256(EVIL.encode()).hexdigest())
        self.assertEqual(attributes["url"], EVIL)
        self.assertGreater(attributes["last_analysis_stats"]["malicious"], 5)
        self.assertEqual(sum(attributes["last_analysis_stats"].values()), len(attributes["last_analysis_results"]))
        categories = [each["category"] for each in attributes["last_analysis_results"].values()]
        self.assertEqual(categories.count("malicious"), attributes["last_analysis_stats"]["malicious"])
        self.assertGreaterEqual(len(categories), 65)
        self.assertEqual(self.get(f"/virustotal/api/v3/urls/{data['id']}").json["data"]["attributes"]["url"], EVIL)
        clean = self.get(f"/virustotal/api/v3/urls/{vt_id(CLEAN)}").json["data"]["attributes"]
        self.assertEqual(clean["last_analysis_stats"]["malicious"], 0)
        self.assertEqual(self.services.indicators("virustotal", "GET /api/v3/urls"), {EVIL: 2, CLEAN: 1})

    def test_unknown_is_not_found(self):
        for path in (f"urls/{vt_id(UNKNOWN)}", "domains/unknown.example", "files/" + "0" * 64, "files/nothing"):
            answer = self.get(f"/virustotal/api/v3/{path}")
            self.assertEqual((answer.status, answer.json["error"]["code"]), (404, "NotFoundError"), path)

    def test_files_domains_and_addresses(self):
        name = "e711" + "1" * 60
        file = self.get(f"/virustotal/api/v3/files/{name}").json["data"]
        self.assertEqual((file["id"], file["type"], file["attributes"]["sha256"]), (name, "file", name))
        self.assertIn("popular_threat_classification", file["attributes"])
        domain = self.get("/virustotal/api/v3/domains/clean.example").json["data"]["attributes"]
        self.assertEqual(domain["last_analysis_stats"]["malicious"], 0)
        self.services.set_verdict("203.0.113.5", "malicious", virustotal={"data": {"attributes": {"asn": 64999}}})
        address = self.get("/virustotal/api/v3/ip_addresses/203.0.113.5").json["data"]["attributes"]
        self.assertGreater(address["last_analysis_stats"]["malicious"], 0)
        self.assertEqual(address["asn"], 64999)
        self.assertEqual(self.get("/virustotal/api/v3/ip_addresses/nothing").json["error"]["code"], "InvalidArgumentError")

    def test_an_analysis_makes_a_url_known(self):
        analysis = self.form("/virustotal/api/v3/urls", {"url": UNKNOWN}).json["data"]
        self.assertEqual(analysis["type"], "analysis")
        path = f"/virustotal/api/v3/analyses/{analysis['id']}"
        states = [self.get(path).json["data"]["attributes"]["status"] for _ in range(3)]
        self.assertEqual(states, ["queued", "completed", "completed"])
        self.assertEqual(self.get(path).json["meta"]["url_info"]["url"], UNKNOWN)
        self.assertEqual(self.get(f"/virustotal/api/v3/urls/{vt_id(UNKNOWN)}").status, 200)
        self.assertEqual([effect["endpoint"] for effect in self.services.effects()], ["POST /api/v3/urls"])

    def test_a_file_is_uploaded(self):
        body = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--b--\r\n'
        analysis = self.post("/virustotal/api/v3/files", body, Content_Type="multipart/form-data; boundary=b").json["data"]
        path = f"/virustotal/api/v3/analyses/{analysis['id']}"
        self.get(path)
        self.assertEqual(self.get(path).json["meta"]["file_info"]["sha256"], hashlib.sha256(b"hello").hexdigest())
        self.assertEqual(self.get(f"/virustotal/api/v3/files/{hashlib.md5(b'hello').hexdigest()}").status, 200)

    def test_keys(self):
        path = f"/virustotal/api/v3/urls/{vt_id(EVIL)}"
        wrong, missing = self.get(path, x_apikey="wrong"), self.get(path, x_apikey=None)
        self.assertEqual((wrong.status, wrong.json["error"]["code"]), (401, "WrongCredentialsError"))
        self.assertEqual((missing.status, missing.json["error"]["code"]), (401, "AuthenticationRequiredError"))

    def test_quotas(self):
        self.services.quota("virustotal", "2/day@UTC")
        self.addCleanup(self.services.quota, "virustotal", "")
        path = f"/virustotal/api/v3/urls/{vt_id(EVIL)}"
        self.assertEqual([self.get(path).status for _ in range(3)], [200, 200, 429])
        self.assertEqual(self.get(path).json["error"]["code"], "QuotaExceededError")
        daily = self.get("/virustotal/api/v3/users/me/overall_quotas").json["data"]["api_requests_daily"]["user"]
        self.assertEqual(daily, {"allowed": 2, "used": 2})


class Others(Case):
    options = {"data": DATA}

    def test_phishtank(self):
        answer = self.form("/phishtank/checkurl/", {"url": EVIL, "format": "json"}).json
        results = answer["results"]
        self.assertTrue(results["in_database"] and results["verified"] and results["valid"])
        clean = self.form("/phishtank/checkurl/", {"url": CLEAN, "format": "json", "app_key": "some"}).json["results"]
        self.assertEqual(clean, {"url": CLEAN, "in_database": False})
        self.services.quota("phishtank", "1/300s")
        self.addCleanup(self.services.quota, "phishtank", "")
        first, second = (self.form("/phishtank/checkurl/", {"url": CLEAN, "format": "json"}) for _ in range(2))
        self.assertEqual((first.status, second.status), (200, 509))
        self.assertEqual(first.headers["x-request-limit-interval"], "300 Seconds")
        self.assertEqual((first.headers["x-request-limit"], first.headers["x-request-count"]), ("1", "1"))

    def test_abuseipdb(self):
        check = "/abuseipdb/api/v2/check?ipAddress="
        bad = self.get(check + "203.0.113.5&maxAgeInDays=90", Key="some").json["data"]
        self.assertGreaterEqual(bad["abuseConfidenceScore"], 80)
        self.assertEqual(self.get(check + "192.0.2.1", Key="some").json["data"]["abuseConfidenceScore"], 0)
        invalid = self.get(check + "nothing", Key="some")
        self.assertEqual((invalid.status, invalid.json["errors"][0]["source"]["parameter"]), (422, "ipAddress"))
        self.assertEqual(self.get(check + "192.0.2.1", Key="wrong").status, 401)
        before = bad["totalReports"]
        self.form("/abuseipdb/api/v2/report", {"ip": "203.0.113.5", "categories": "7,18"}, Key="some")
        self.assertEqual(self.get(check + "203.0.113.5", Key="some").json["data"]["totalReports"], before + 1)
        self.assertEqual(self.form("/abuseipdb/api/v2/report", {"ip": "203.0.113.5", "categories": "99"}, Key="some").status, 422)
        block = self.get("/abuseipdb/api/v2/check-block?network=203.0.113.4/30", Key="some").json["data"]["reportedAddress"]
        self.assertIn("203.0.113.5", [each["ipAddress"] for each in block])
        self.assertEqual(self.get("/abuseipdb/api/v2/blacklist", Key="some").json["data"][0]["ipAddress"], "203.0.113.5")

    def test_abuseipdb_counts_each_end_point(self):
        self.services.quota("abuseipdb", "check:1/day@UTC")
        self.addCleanup(self.services.quota, "abuseipdb", "")
        path = "/abuseipdb/api/v2/check?ipAddress=192.0.2.1"
        first, second = self.get(path, Key="some"), self.get(path, Key="some")
        self.assertEqual((first.headers["x-ratelimit-limit"], first.headers["x-ratelimit-remaining"]), ("1", "0"))
        self.assertEqual(second.status, 429)
        self.assertGreater(int(second.headers["retry-after"]), 0)
        self.assertEqual(self.form("/abuseipdb/api/v2/report", {"ip": "192.0.2.1", "categories": "7"}, Key="some").status, 200)

    def test_urlscan(self):
        scan = self.post("/urlscan/api/v1/scan", {"url": EVIL, "visibility": "public"}, API_Key="some").json
        path = f"/urlscan/api/v1/result/{scan['uuid']}/"
        pending, done = self.get(path, API_Key="some"), self.get(path, API_Key="some")
        self.assertEqual((pending.status, done.status), (404, 200))
        self.assertTrue(done.json["verdicts"]["overall"]["malicious"])
        self.assertEqual(done.json["page"]["domain"], "evil.example")
        found = self.get("/urlscan/api/v1/search/?q=" + quote("domain:evil.example OR domain:clean.example"), API_Key="some").json
        self.assertEqual([each["task"]["uuid"] for each in found["results"]], [scan["uuid"]])
        self.assertEqual(self.get("/urlscan/api/v1/search?q=domain:clean.example", API_Key="some").json["total"], 0)
        self.assertEqual(self.post("/urlscan/api/v1/scan", {"url": "http://nxdomain.example"}, API_Key="some").status, 400)
        self.assertEqual(self.get(path, api_key="wrong").status, 401)

    def test_urlscan_charges_what_succeeds(self):
        self.services.quota("urlscan", "result:1/day@UTC")
        self.addCleanup(self.services.quota, "urlscan", "")
        name = self.post("/urlscan/api/v1/scan", {"url": CLEAN}, API_Key="some").json["uuid"]
        answers = [self.get(f"/urlscan/api/v1/result/{name}", API_Key="some") for _ in range(3)]
        self.assertEqual([answer.status for answer in answers], [404, 200, 429])
        self.assertEqual(answers[2].headers["x-rate-limit-window"], "day")
        self.assertEqual(answers[2].headers["x-rate-limit-action"], "result")

    def test_safe_browsing(self):
        urls = "&".join("urls=" + quote(url, safe="") for url in (EVIL, CLEAN))
        found = self.get(f"/safebrowsing/v5/urls:search?key=some&{urls}").json
        self.assertEqual([threat["url"] for threat in found["threats"]], [EVIL])
        self.assertEqual(self.get("/safebrowsing/v5/urls:search?key=some" + "&urls=a.example" * 51).status, 400)
        self.assertNotIn("threats", self.get(f"/safebrowsing/v5/urls:search?key=some&urls={quote(CLEAN)}").json)
        self.assertEqual(self.get(f"/safebrowsing/v5/urls:search?{urls}").json["error"]["status"], "PERMISSION_DENIED")
        self.assertEqual(self.get(f"/safebrowsing/v5/urls:search?key=wrong&{urls}").status, 400)
        kinds = ["MALWARE", "SOCIAL_ENGINEERING", "UNWANTED_SOFTWARE"]
        info = {
            "threatTypes": kinds,
            "platformTypes": ["ANY_PLATFORM"],
            "threatEntryTypes": ["URL"],
            "threatEntries": [{"url": EVIL}, {"url": CLEAN}],
        }
        matches = self.post("/safebrowsing/v4/threatMatches:find?key=some", {"client": {}, "threatInfo": info}).json["matches"]
        self.assertEqual([match["threat"]["url"] for match in matches], [EVIL])
        self.assertEqual(self.services.indicators("safebrowsing", "v4"), {EVIL: 1, CLEAN: 1})

    def test_greynoise(self):
        one = self.get("/greynoise/v3/ip/203.0.113.5", key="some").json
        self.assertEqual(one["internet_scanner_intelligence"]["classification"], "malicious")
        self.assertEqual(self.get("/greynoise/v3/ip/192.0.2.2", key="some").status, 404)
        many = self.post("/greynoise/v3/ip?quick=true", {"ips": ["203.0.113.5", "203.0.113.6", "192.0.2.2"]}, key="some").json
        self.assertEqual([each["ip"] for each in many["data"]], ["203.0.113.5", "203.0.113.6"])
        self.assertEqual(many["request_metadata"]["ips_not_found"], ["192.0.2.2"])
        self.assertEqual(self.get("/greynoise/v3/community/203.0.113.5").json["classification"], "malicious")
        self.assertEqual(self.get("/greynoise/v3/ip/203.0.113.5", key="wrong").status, 401)

    def test_umbrella(self):
        key = {"Authorization": "Bearer some"}
        one = self.get("/umbrella/domains/categorization/evil.example?showLabels", **key).json["evil.example"]
        self.assertEqual(one["status"], -1)
        self.assertTrue(one["security_categories"])
        many = self.post("/umbrella/domains/categorization", ["evil.example", "clean.example", "unknown.example"], **key).json
        self.assertEqual([each["status"] for each in many.values()], [-1, 1, 0])
        self.assertEqual(self.post("/umbrella/domains/categorization", ["a.example"] * 1001, **key).status, 400)
        self.assertGreaterEqual(self.get("/umbrella/domains/risk-score/evil.example", **key).json["risk_score"], 80)
        self.assertEqual(self.get("/umbrella/domains/risk-score/evil.example", Authorization="Bearer wrong").status, 403)
        self.services.quota("umbrella", "3/minute")
        self.addCleanup(self.services.quota, "umbrella", "")
        answers = [self.get("/umbrella/security/name/evil.example", **key) for _ in range(8)]
        refused = [answer for answer in answers if answer.status == 429]
        self.assertTrue(refused)
        self.assertNotIn("retry-after", refused[0].headers)

    def test_abuse_ch(self):
        key = {"Auth-Key": "some"}
        self.assertEqual(self.form("/urlhaus/v1/url/", {"url": EVIL}, **key).json["query_status"], "ok")
        self.assertEqual(self.form("/urlhaus/v1/url/", {"url": CLEAN}, **key).json, {"query_status": "no_results"})
        self.assertEqual(self.form("/urlhaus/v1/host/", {"host": "evil.example"}, **key).json["urls"][0]["host"], "evil.example")
        self.assertEqual(self.form("/urlhaus/v1/host/", {"host": "no host"}, **key).json, {"query_status": "invalid_host"})
        name = "e711" + "1" * 60
        self.assertEqual(self.form("/urlhaus/v1/payload/", {"sha256_hash": name}, **key).json["sha256_hash"], name)
        self.assertEqual(self.form("/urlhaus/v1/url/", {"url": EVIL}).status, 401)
        bazaar = self.form("/malwarebazaar/api/v1/", {"query": "get_info", "hash": name}, **key).json
        self.assertEqual(bazaar["data"][0]["sha256_hash"], name)
        self.assertEqual(
            self.form("/malwarebazaar/api/v1/", {"query": "get_info", "hash": "c1ea" + "1" * 60}, **key).json["query_status"],
            "hash_not_found",
        )

    def test_otx(self):
        key = {"X-OTX-API-KEY": "some"}
        self.assertGreater(self.get("/otx/api/v1/indicators/domain/evil.example/general", **key).json["pulse_info"]["count"], 0)
        url = self.get(f"/otx/api/v1/indicators/url/{quote(EVIL, safe='')}/general", **key).json
        self.assertEqual(url["indicator"], EVIL)
        self.assertEqual(self.get("/otx/api/v1/indicators/IPv4/192.0.2.1/general", **key).json["pulse_info"]["count"], 0)
        self.assertEqual(self.get("/otx/api/v1/indicators/IPv4/192.0.2.1/general").status, 403)

    def test_shodan(self):
        one = self.get("/shodan/shodan/host/203.0.113.5?key=some").json
        self.assertEqual(one["ip_str"], "203.0.113.5")
        self.assertEqual(len(one["data"]), len(one["ports"]))
        self.assertEqual(len(self.get("/shodan/shodan/host/203.0.113.5,192.0.2.1?key=some").json), 2)
        self.assertEqual(self.get("/shodan/shodan/host/192.0.2.2?key=some").status, 404)
        self.assertEqual(self.get("/shodan/shodan/host/203.0.113.5").status, 401)
        self.assertEqual(self.services.indicators("shodan"), {"203.0.113.5": 3, "192.0.2.1": 1, "192.0.2.2": 1})

    def test_gemini(self):
        path = "/gemini/v1beta/models/gemini-2.5-flash:generateContent"

        def ask(text, **config):
            body = {"contents": [{"parts": [{"text": text}]}], "generationConfig": config}
            return self.post(path, body, x_goog_api_key="some").json["candidates"][0]["content"]["parts"][0]["text"]

        self.assertIn("malicious", ask(f"Is {EVIL} bad?"))
        usual = json.loads(ask(f"Is {EVIL} bad?", responseMimeType="application/json"))
        self.assertEqual(usual["verdict"], "malicious")
        properties = {
            "verdict": {"type": "STRING", "enum": ["BENIGN", "MALICIOUS"]},
            "score": {"type": "INTEGER", "minimum": 0, "maximum": 10},
            "is_phishing": {"type": "BOOLEAN"},
            "indicators": {"type": "ARRAY", "items": {"type": "OBJECT", "properties": {"url": {"type": "STRING"}}}},
        }
        schema = {"type": "OBJECT", "properties": properties}
        for url, verdict, phishing in ((EVIL, "MALICIOUS", True), (CLEAN, "BENIGN", False)):
            value = json.loads(ask(f"Is {url} bad?", responseMimeType="application/json", responseSchema=schema))
            self.assertEqual((value["verdict"], value["is_phishing"], value["indicators"]), (verdict, phishing, [{"url": url}]))
            self.assertIsInstance(value["score"], int)
        self.assertEqual(self.post(path, {}, x_goog_api_key="some").json["error"]["status"], "INVALID_ARGUMENT")
        self.services.quota("gemini", "0/minute")
        self.addCleanup(self.services.quota, "gemini", "")
        refused = self.post(path, {"contents": [{"parts": [{"text": "x"}]}]}, x_goog_api_key="some").json["error"]
        self.assertEqual(refused["status"], "RESOURCE_EXHAUSTED")
        self.assertRegex(refused["details"][1]["retryDelay"], r"^[\d.]+s$")
