# SPDX-License-Identifier: Apache-2.0
"""Jira, version 2 of its REST API (version 3's paths go to the same): issues, comments, transitions, searches, attachments."""

import re
from datetime import datetime, timezone

from service import Answer, BadRequest, Service, json_answer, route, whole

TRANSITIONS = {"11": "To Do", "21": "In Progress", "31": "Done"}
CLAUSE = re.compile(r"(\w+)\s*(=|!=|~)\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s()]+))")


def versions(method, path):
    return [f"{method} /rest/api/{number}/{path}" for number in (2, 3)]


def moment(time):
    return datetime.fromtimestamp(time, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000+0000")


def refusal(status, *messages, **errors):
    return json_answer({"errorMessages": list(messages), "errors": errors}, status)


class Jira(Service, name="jira"):
    def reset(self):
        self.issues = {}  # {key: issue}
        self.numbers = {}  # {project: the last number}
        self.last = 10000
        self.files = []  # attachments

    def unauthorized(self, request, key):
        return refusal(401, "You are not authenticated. Authentication required to perform this operation.")

    def over_limit(self, request, limit):
        return json_answer({"errorMessages": ["Rate limit exceeded."]}, 429, {"Retry-After": str(limit.retry_after(request.time))})

    def no_such_path(self, request):
        return refusal(404, "No such resource")

    def bad_request(self, request, message):
        return refusal(400, message)

    def number(self):
        self.last += 1
        return str(self.last)

    def issue(self, request):
        name = request.arguments["key"]
        found = self.issues.get(name.upper()) or next((issue for issue in self.issues.values() if issue["id"] == name), None)
        if found is None:
            raise Missing
        return found

    @route(*versions("POST", "issue"), about=lambda request: [request.object()["fields"]["project"]["key"]], effect=True)
    def create(self, request):
        fields = request.object().get("fields")
        if not isinstance(fields, dict):
            raise BadRequest("fields are missing")
        project, kind = fields.get("project"), fields.get("issuetype")
        errors = {}
        key = (project.get("key") or project.get("id") or "") if isinstance(project, dict) else ""
        if not isinstance(key, str) or not re.fullmatch(r"\w+", key) or key.upper().startswith("UNKNOWN"):
            errors["project"] = "a valid project is required"
        if not isinstance(fields.get("summary"), str) or not fields["summary"].strip():
            errors["summary"] = "You must specify a summary of the issue."
        elif "\n" in fields["summary"]:
            errors["summary"] = "The summary is invalid because it contains newline characters."
        if not isinstance(kind, dict) or not (kind.get("name") or kind.get("id")):
            errors["issuetype"] = "an issue type is required"
        if errors:
            return refusal(400, **errors)
        key = key.upper()
        self.numbers[key] = self.numbers.get(key, 0) + 1
        name, number, now = f"{key}-{self.numbers[key]}", self.number(), moment(request.time)
        address = f"{self.address(request)}/rest/api/2/issue/{number}"
        usual = {
            "status": {"id": "11", "name": "To Do"},
            "created": now,
            "updated": now,
            "labels": [],
            "priority": {"name": "Medium"},
        }
        usual |= {"description": None, "assignee": None, "reporter": {"name": "stand-in"}, "resolution": None, "attachment": []}
        held = (
            usual
            | fields
            | {"project": {"key": key, "name": key}, "comment": {"comments": [], "total": 0, "maxResults": 0, "startAt": 0}}
        )
        self.issues[name] = {"id": number, "key": name, "self": address, "fields": held}
        return json_answer({"id": number, "key": name, "self": address}, 201)

    @route(*versions("GET", "issue/{key}"), about="key")
    def read(self, request):
        return self.with_issue(request, lambda issue: json_answer({"expand": "renderedFields"} | issue))

    @route(*versions("PUT", "issue/{key}"), about="key", effect=True)
    def edit(self, request):
        def change(issue):
            issue["fields"] |= request.object().get("fields", {}) | {"updated": moment(request.time)}
            return Answer(204)

        return self.with_issue(request, change)

    @route(*versions("DELETE", "issue/{key}"), about="key", effect=True)
    def delete(self, request):
        def remove(issue):
            del self.issues[issue["key"]]
            return Answer(204)

        return self.with_issue(request, remove)

    @route(*versions("PUT", "issue/{key}/assignee"), about="key", effect=True)
    def assign(self, request):
        def change(issue):
            issue["fields"]["assignee"] = request.object()
            return Answer(204)

        return self.with_issue(request, change)

    @route(*versions("GET", "issue/{key}/comment"), about="key")
    def comments(self, request):
        return self.with_issue(request, lambda issue: json_answer(issue["fields"]["comment"]))

    @route(*versions("POST", "issue/{key}/comment"), about="key", effect=True)
    def comment(self, request):
        def add(issue):
            body = request.object().get("body")
            if not body:
                return refusal(400, comment="Comment body can not be empty!")
            now, number, held = moment(request.time), self.number(), issue["fields"]["comment"]
            comment = {"id": number, "self": f"{issue['self']}/comment/{number}", "author": {"name": "stand-in"}, "body": body}
            held["comments"].append(comment | {"created": now, "updated": now})
            held["total"] = held["maxResults"] = len(held["comments"])
            return json_answer(held["comments"][-1], 201)

        return self.with_issue(request, add)

    @route(*versions("GET", "issue/{key}/transitions"), about="key")
    def transitions(self, request):
        found = [{"id": number, "name": name, "to": {"id": number, "name": name}} for number, name in TRANSITIONS.items()]
        return self.with_issue(request, lambda issue: json_answer({"expand": "transitions", "transitions": found}))

    @route(*versions("POST", "issue/{key}/transitions"), about="key", effect=True)
    def move(self, request):
        def change(issue):
            given = request.object().get("transition")
            number = str(given.get("id")) if isinstance(given, dict) else ""
            if number not in TRANSITIONS:
                return refusal(400, f"Transition id '{number}' is not valid for this issue.")
            issue["fields"]["status"] = {"id": number, "name": TRANSITIONS[number]}
            issue["fields"]["resolution"] = {"name": "Done"} if number == "31" else None
            return Answer(204)

        return self.with_issue(request, change)

    @route(*versions("POST", "issue/{key}/attachments"), about="key", effect=True)
    def attach(self, request):
        def add(issue):
            if request.headers.get("x-atlassian-token", "") not in ("no-check", "nocheck"):
                return refusal(403, "XSRF check failed")
            files = request.files("file")
            found = [
                {"id": self.number(), "filename": file["name"], "size": file["size"], "created": moment(request.time)}
                for file in files
            ]
            self.files += files
            issue["fields"]["attachment"] += found
            return json_answer(found)

        return self.with_issue(request, add)

    def with_issue(self, request, act):
        try:
            return act(self.issue(request))
        except Missing:
            return refusal(404, "Issue does not exist or you do not have permission to see it.")

    @route(*versions("GET", "search"), *versions("POST", "search"), about=lambda request: [jql_of(request)])
    def search(self, request):
        given = request.object() if request.method == "POST" else {name: request.query(name) for name in ("startAt", "maxResults")}
        start, most = whole(given.get("startAt"), 0), whole(given.get("maxResults"), 50)
        clauses = [
            (field.lower(), operator, next(value for value in values if value or value == values[-1]))
            for field, operator, *values in CLAUSE.findall(jql_of(request).partition("ORDER BY")[0])
        ]
        found = [issue for issue in self.issues.values() if all(holds(issue, *clause) for clause in clauses)]
        page = found[start : start + most]
        return json_answer({"expand": "schema,names", "startAt": start, "maxResults": most, "total": len(found), "issues": page})

    @route(*versions("GET", "myself"), metered=False)
    def myself(self, request):
        return json_answer({"name": "stand-in", "displayName": "Stand-in", "active": True, "emailAddress": "stand-in@example.com"})

    @route(*versions("GET", "serverInfo"), metered=False)
    def server_info(self, request):
        return json_answer(
            {"baseUrl": self.address(request), "version": "9.12.0", "deploymentType": "Server", "serverTitle": "Stand-in"}
        )


class Missing(Exception):
    pass


def jql_of(request):
    return str(request.object().get("jql", "")) if request.method == "POST" else request.query("jql")


def holds(issue, field, operator, wanted):
    """One clause of JQL; several are joined by AND."""
    value = issue["key"] if field in ("key", "issuekey", "id") else issue["fields"].get(field)
    values = value if isinstance(value, list) else [value]
    texts = [str(each.get("key") or each.get("name") or each) if isinstance(each, dict) else str(each or "") for each in values]
    if operator == "~":
        return any(wanted.lower().strip("*") in text.lower() for text in texts)
    return any(text.lower() == wanted.lower() for text in texts) == (operator == "=")
