# SPDX-License-Identifier: Apache-2.0
"""The services that change something: messages, tickets, block lists; and those that are none in particular."""

import json

from asking import Case, basic, quote

HOOK = "/slack/services/T0/B0/some"
BEARER = {"Authorization": "Bearer some"}


class Slack(Case):
    def test_webhooks(self):
        answer = self.post(HOOK, {"text": "Look at this"})
        self.assertEqual((answer.status, answer.text), (200, "ok"))
        self.assertEqual(self.form(HOOK, {"payload": json.dumps({"text": "x"})}).text, "ok")
        self.assertEqual(self.post(HOOK, {"text": ""}).text, "no_text")
        self.assertEqual(self.post(HOOK, "{").text, "invalid_payload")
        wrong = self.post("/slack/services/T0/B0/wrong", {"text": "x"})
        self.assertEqual((wrong.status, wrong.text), (403, "invalid_token"))
        effects = self.services.effects("slack")
        self.assertEqual([json.loads(effects[0]["body"]), len(effects)], [{"text": "Look at this"}, 2])

    def test_messages(self):
        sent = self.post("/slack/api/chat.postMessage", {"channel": "#soc", "text": "x"}, **BEARER).json
        self.assertTrue(sent["ok"])
        self.assertEqual(
            self.post("/slack/api/chat.postMessage", {"channel": "#unknown", "text": "x"}, **BEARER).json["error"],
            "channel_not_found",
        )
        self.assertEqual(
            self.post("/slack/api/chat.postMessage", {"channel": "#soc", "text": "x"}).json, {"ok": False, "error": "not_authed"}
        )

    def test_limit(self):
        self.services.quota("slack", "webhook:1/hour")
        self.addCleanup(self.services.quota, "slack", "")
        answers = [self.post(HOOK, {"text": "x"}) for _ in range(2)]
        self.assertEqual([answer.status for answer in answers], [200, 429])
        self.assertGreater(int(answers[1].headers["retry-after"]), 0)
        self.assertEqual(len(self.services.effects()), 1)


class Jira(Case):
    headers = basic("some", "some")

    def create(self, summary="Phishing", **more):
        fields = {"project": {"key": "SOC"}, "summary": summary, "issuetype": {"name": "Task"}} | more
        return self.post("/jira/rest/api/2/issue", {"fields": fields})

    def test_the_life_of_an_issue(self):
        made = self.create(labels=["mail"])
        self.assertEqual((made.status, made.json["key"]), (201, "SOC-1"))
        path = "/jira/rest/api/2/issue/SOC-1"
        self.assertEqual(self.get(path).json["fields"]["status"]["name"], "To Do")
        self.assertEqual(self.post(f"{path}/comment", {"body": "looked at"}).status, 201)
        self.assertEqual(self.get(f"{path}/comment").json["comments"][0]["body"], "looked at")
        number = next(each["id"] for each in self.get(f"{path}/transitions").json["transitions"] if each["name"] == "Done")
        self.assertEqual(self.post(f"{path}/transitions", {"transition": {"id": number}}).status, 204)
        self.assertEqual(self.ask("PUT", path, {"fields": {"summary": "Closed"}}).status, 204)
        fields = self.get(f"/jira/rest/api/3/issue/{made.json['id']}").json["fields"]
        self.assertEqual((fields["status"]["name"], fields["summary"], fields["comment"]["total"]), ("Done", "Closed", 1))
        self.assertEqual(len(self.services.effects("jira")), 4)
        self.assertEqual(self.ask("DELETE", path).status, 204)
        self.assertEqual(self.get(path).status, 404)

    def test_search(self):
        self.create("Phishing from evil.example")
        self.create("Something else", labels=["other"])
        for jql, keys in {
            'project = SOC AND summary ~ "evil.example"': ["SOC-1"],
            "project = SOC ORDER BY created DESC": ["SOC-1", "SOC-2"],
            "labels = other": ["SOC-2"],
            'status != "To Do"': [],
        }.items():
            found = self.get("/jira/rest/api/2/search?jql=" + quote(jql)).json
            self.assertEqual([issue["key"] for issue in found["issues"]], keys, jql)
            self.assertEqual(self.post("/jira/rest/api/2/search", {"jql": jql}).json["total"], len(keys), jql)

    def test_refusals(self):
        self.assertEqual(self.create(summary="").json["errors"].keys(), {"summary"})
        self.assertEqual(
            self.post("/jira/rest/api/2/issue", {"fields": {}}).json["errors"].keys(), {"project", "summary", "issuetype"}
        )
        self.assertEqual(self.get("/jira/rest/api/2/issue/SOC-9", **basic("some", "wrong")).status, 401)
        self.assertEqual(self.get("/jira/rest/api/2/issue/SOC-9").status, 404)
        self.assertEqual(self.services.effects(), [])

    def test_attachments(self):
        self.create()
        body = '--b\r\nContent-Disposition: form-data; name="file"; filename="mail.eml"\r\n\r\nhello\r\n--b--\r\n'
        headers = {"Content-Type": "multipart/form-data; boundary=b", "X-Atlassian-Token": "no-check"}
        found = self.post("/jira/rest/api/2/issue/SOC-1/attachments", body, **headers).json
        self.assertEqual([(each["filename"], each["size"]) for each in found], [("mail.eml", 5)])


class ServiceNow(Case):
    headers = basic("some", "some")
    path = "/servicenow/api/now/table/incident"

    def test_the_life_of_an_incident(self):
        made = self.post(self.path, {"short_description": "Phishing", "urgency": 2})
        record = made.json["result"]
        self.assertEqual(made.status, 201)
        self.assertRegex(record["number"], r"^INC\d{7}$")
        self.assertEqual((record["short_description"], record["urgency"], record["state"]), ("Phishing", "2", "1"))
        path = f"{self.path}/{record['sys_id']}"
        self.assertEqual(self.ask("PATCH", path, {"state": "6"}).json["result"]["state"], "6")
        self.assertEqual(self.get(f"{path}?sysparm_fields=number,state").json["result"], {"number": record["number"], "state": "6"})
        query = quote(f"number={record['number']}^state=6")
        self.assertEqual(len(self.get(f"{self.path}?sysparm_query={query}&sysparm_limit=1").json["result"]), 1)
        self.assertEqual(self.get(f"{self.path}?state=1").json["result"], [])
        self.assertEqual(self.ask("DELETE", path).status, 204)
        self.assertEqual(self.get(path).json["error"]["message"], "No Record found")

    def test_refusals(self):
        self.assertEqual(self.get(self.path, Authorization=None).json["error"]["message"], "User Not Authenticated")
        self.assertEqual(self.post(self.path, "{").status, 400)
        self.assertEqual(self.ask("PATCH", f"{self.path}/nothing", {"state": "6"}).status, 404)


class Firewall(Case):
    headers = BEARER

    def test_twice_is_once(self):
        for entry in ("203.0.113.5", "203.0.113.0/24", "evil.example", "http://evil.example/a?b=c", "2001:db8::1"):
            path = "/firewall/blocklist/" + quote(entry, safe="")
            self.assertEqual(self.get(path).status, 404)
            self.assertEqual([self.ask("PUT", path).status for _ in range(2)], [201, 200], entry)
            self.assertEqual(self.get(path).json["entry"], entry)
        self.assertEqual(self.get("/firewall/blocklist").json["count"], 5)
        self.assertEqual([self.ask("DELETE", path).status for _ in range(2)], [204, 204])
        self.assertEqual(self.get("/firewall/blocklist?kind=url").json["count"], 1)
        self.assertEqual(len(self.services.effects("firewall")), 12)

    def test_many_and_none(self):
        entries = {"entries": ["192.0.2.1", "192.0.2.2"]}
        self.assertEqual([self.post("/firewall/blocklist", entries).json["added"] for _ in range(2)], [2, 0])
        self.assertEqual(self.ask("PUT", "/firewall/blocklist/nothing").status, 422)
        self.assertEqual(self.get("/firewall/blocklist", Authorization=None).status, 401)
        self.assertEqual(self.get("/firewall/blocklist", Authorization="Bearer wrong").status, 403)


class Generic(Case):
    def test_echo(self):
        got = self.ask("PATCH", "/echo/a/b?x=1&x=2", {"key": [1]}, X_Own="some").json
        self.assertEqual(
            (got["method"], got["path"], got["query"], got["json"]), ("PATCH", "/a/b", {"x": ["1", "2"]}, {"key": [1]})
        )
        self.assertEqual(got["headers"]["x-own"], "some")
        self.assertEqual(self.get("/echo?status=418").status, 418)
        self.assertEqual(self.ask("DELETE", "/echo/").json["method"], "DELETE")

    def test_pages(self):
        page = self.get("/page/login?bytes=5000")
        self.assertIn("<h1>login</h1>", page.text)
        self.assertGreaterEqual(len(page.body), 5000)
        self.assertEqual(self.post("/page/login").status, 405)

    def test_nothing(self):
        self.assertEqual(self.get("/nothing").status, 404)
        self.assertIn("virustotal", self.get("/").json["services"])
