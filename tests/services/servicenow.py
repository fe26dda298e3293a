# SPDX-License-Identifier: Apache-2.0
"""ServiceNow: the Table API; incidents, and any other table."""

import hashlib
import re
from datetime import datetime, timezone

from service import Answer, Service, attached, fewest, json_answer, route, whole

PREFIXES = {"incident": "INC", "sc_task": "SCTASK", "problem": "PRB", "change_request": "CHG", "sn_si_incident": "SIR"}
CONDITION = re.compile(r"([\w.]+)(=|!=|LIKE|STARTSWITH|ISEMPTY|ISNOTEMPTY)(.*)")
TABLE, RECORD = "/api/now/table/{table}", "/api/now/table/{table}/{sys_id}"


def refusal(status, message, detail):
    return json_answer({"error": {"message": message, "detail": detail}, "status": "failure"}, status)


class ServiceNow(Service, name="servicenow"):
    def reset(self):
        self.tables = {}  # {name: {sys_id: record}}
        self.last = 10000
        self.files = []  # attachments

    def unauthorized(self, request, key):
        return refusal(401, "User Not Authenticated", "Required to provide Auth information")

    def over_limit(self, request, limit):
        after = str(limit.retry_after(request.time))
        return json_answer({"error": "Rate limit exceeded"}, 429, self.limit_headers(request, [limit]) | {"Retry-After": after})

    def limit_headers(self, request, limits):
        limit = fewest(limits, request.time)
        return {
            "X-RateLimit-Limit": str(limit.most),
            "X-RateLimit-Reset": str(int(limit.reset(request.time))),
            "X-RateLimit-Rule": "stand-in",
        }

    def no_such_path(self, request):
        return refusal(400, "Requested URI does not represent any resource", request.path)

    def bad_request(self, request, message):
        return refusal(400, "Exception while reading request", message)

    def record(self, request):
        return self.tables.get(request.arguments["table"], {}).get(request.arguments["sys_id"])

    def missing(self):
        return refusal(404, "No Record found", "Record doesn't exist or ACL restricts the record retrieval")

    def shown(self, request, record):
        fields = list(filter(None, request.query("sysparm_fields").split(",")))
        return {name: record.get(name, "") for name in fields} if fields else record

    def moment(self, request):
        return datetime.fromtimestamp(request.time, timezone.utc).strftime("%Y-%m-%d %H:%M:%S")

    @route(f"POST {TABLE}", about="table", effect=True)
    def create(self, request):
        table, fields = request.arguments["table"], request.object()
        self.last += 1
        name = hashlib.md5(f"{self.world.seed} {self.last}".encode()).hexdigest()
        number = f"{PREFIXES.get(table, 'REC')}{self.last:07}"
        now = self.moment(request)
        record = {
            "sys_id": name,
            "number": number,
            "state": "1",
            "active": "true",
            "priority": "5",
            "short_description": "",
            "description": "",
        }
        record |= {
            "sys_created_on": now,
            "sys_updated_on": now,
            "opened_at": now,
            "sys_created_by": "stand-in",
            "sys_mod_count": "0",
        }
        record |= {"sys_class_name": table, "caller_id": "", "assigned_to": "", "work_notes": "", "comments": "", "close_notes": ""}
        record |= {key: text_of(value) for key, value in fields.items()}
        self.tables.setdefault(table, {})[name] = record
        return json_answer({"result": record}, 201, {"Location": f"{self.address(request)}/api/now/table/{table}/{name}"})

    @route(f"GET {TABLE}", about=lambda request: [request.query("sysparm_query")] if request.query("sysparm_query") else [])
    def find(self, request):
        records = list(self.tables.get(request.arguments["table"], {}).values())
        for condition in request.query("sysparm_query").split("^"):
            if matched := CONDITION.fullmatch(condition):
                records = [record for record in records if holds(record, *matched.groups())]
            elif condition.startswith("ORDERBYDESC"):
                records.sort(key=lambda record: record.get(condition[11:], ""), reverse=True)
            elif condition.startswith("ORDERBY"):
                records.sort(key=lambda record: record.get(condition[7:], ""))
        for name in {pair.partition("=")[0] for pair in request.query_text.split("&")}:
            if name and not name.startswith("sysparm_"):
                records = [record for record in records if record.get(name) == request.query(name)]
        start, most = whole(request.query("sysparm_offset"), 0), whole(request.query("sysparm_limit"), 10000)
        page = [self.shown(request, record) for record in records[start : start + most]]
        return json_answer({"result": page}, headers={"X-Total-Count": str(len(records))})

    @route(f"GET {RECORD}", about="sys_id")
    def read(self, request):
        record = self.record(request)
        return json_answer({"result": self.shown(request, record)}) if record else self.missing()

    @route(f"PATCH {RECORD}", f"PUT {RECORD}", about="sys_id", effect=True)
    def update(self, request):
        record = self.record(request)
        if record is None:
            return self.missing()
        record |= {key: text_of(value) for key, value in request.object().items()}
        record |= {"sys_updated_on": self.moment(request), "sys_mod_count": str(int(record["sys_mod_count"]) + 1)}
        return json_answer({"result": self.shown(request, record)})

    @route("POST /api/now/attachment/file", about=lambda request: [request.query("table_sys_id")], effect=True)
    def attach(self, request):
        table, name = request.query("table_name"), request.query("file_name")
        if request.query("table_sys_id") not in self.tables.get(table, {}):
            return self.missing()
        kind = request.headers.get("content-type", "")
        if not name or "/" not in kind:
            return refusal(400, "Missing required parameter", "file_name and a content type are required")
        file = attached(name, kind, request.body)
        self.files.append(file)
        number = hashlib.md5(f"{self.world.seed} file {len(self.files)}".encode()).hexdigest()
        held = {"sys_id": number, "file_name": name, "content_type": kind, "size_bytes": str(file["size"]), "hash": file["sha256"]}
        held |= {"table_name": table, "table_sys_id": request.query("table_sys_id"), "sys_created_on": self.moment(request)}
        return json_answer({"result": held}, 201)

    @route(f"DELETE {RECORD}", about="sys_id", effect=True)
    def delete(self, request):
        if self.record(request) is None:
            return self.missing()
        del self.tables[request.arguments["table"]][request.arguments["sys_id"]]
        return Answer(204)


def text_of(value):
    return (
        {True: "true", False: "false", None: ""}.get(value, str(value)) if not isinstance(value, (dict, list, str)) else str(value)
    )


def holds(record, name, operator, wanted):
    value = record.get(name, "")
    tests = {
        "=": value == wanted,
        "!=": value != wanted,
        "LIKE": wanted.lower() in value.lower(),
        "STARTSWITH": value.startswith(wanted),
        "ISEMPTY": not value,
        "ISNOTEMPTY": bool(value),
    }
    return tests[operator]
