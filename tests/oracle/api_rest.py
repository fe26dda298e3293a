# SPDX-License-Identifier: Apache-2.0
"""Requests to the platform's REST for api_surface.py, as source text."""

RESOURCES = (
    "container artifact note container_comment container_pin ph_user role asset app indicator evidence playbook playbook_run action_run app_run "
    "container_status container_attachment vault_document decided_list scm workbook_template workbook_phase_template workbook_phase "
    "workbook_task workflow_task cef_metadata indicator_by_value indicator_common_container nope version"
).split()
IDS = ["1", "2", "7", "11", "21", "99", "abc", "0", "007", "70"]
PARTS = ["artifacts", "comments", "notes", "pins", "phases", "attachments", "name", "tags", "nope"]
FIELDS = [
    "id", "name", "status", "tags", "container", "severity", "label", "cef__sourceAddress", "cef__nope", "value", "title", "username",
    "in_case", "cef", "template", "nope", "data", "owner",
]
OPERATORS = [
    "", "", "__exact", "__iexact", "__in", "__gt", "__gte", "__lt", "__lte", "__contains", "__icontains", "__startswith", "__istartswith",
    "__endswith", "__isnull", "__nope",
]
VALUES = [
    '"first"', "'first'", "first", "1", '"1"', '["new", "open"]', "[1, 7]", '["1"]', "null", "true", "True", "", '"FIRST"', "8.8.8.8",
    '"8.8.8.8"', '["x"]', "{}", '"x"', "5", "2.5", "[", "[1, \"a\"]", '"ü"', "'it''s'",
]
SORTS = ["id", "name", "status", "nope", "cef", "value", "tags"]
COUNTS = ["0", "1", "2", "5", "1000", "-1", "x", "", "1.5"]

BODIES = {
    "container": [
        "{'name': 'posted'}", "{'name': 'c', 'label': 'l', 'artifacts': []}", "{}", "None", "{'add_to_case': True, 'container_id': 7}",
        "{'status': 'open', 'own': {'a': [1]}}",
    ],
    "artifact": [
        "{'container_id': 1, 'name': 'a', 'cef': {'x': 1}, 'cef_types': {'x': ['ip']}, 'tags': ['n']}", "{'cef': {}}",
        "{'container_id': 7}", "{'source_data_identifier': 'sdi-1'}", "{'name': 'changed', 'severity': 'low', 'own': 1}",
        "{'tags': ['z'], 'overwrite_tags': True}", "{}",
    ],
    "note": [
        "{'container_id': 1, 'title': 't', 'content': 'c'}", "{'title': 'u', 'note_type': 'task', 'task_id': 1}", "{'container_id': 99}",
        "{}",
    ],
    "evidence": ["{'container_id': 1, 'object_id': 1, 'content_type': 'artifact'}", "{'object_id': 2, 'content_type': 'note'}", "{}"],
    "indicator": ["{'tags': ['q']}", "{}"],
    "decided_list": [
        "{'append_rows': [['p', 1], 'q']}", "{'delete_rows': [0]}", "{'delete_rows': [0, 0, 1]}", "{'delete_rows': [99]}",
        "{'content': [['only']]}", "{'name': 'posted', 'content': [['r']]}", "{}", "{'content': 'x'}", "{'append_rows': 'x'}",
    ],
    "workbook_task": [
        "{'status': 2}", "{'status': 1}", "{'status': 1, 'note': 'done', 'title': 't'}", "{'owner_id': 2}", "{'role_id': 1}",
        "{'note': True, 'title': 't'}", "{}",
    ],
    "container_pin": ["{'message': 'm'}", "{}"],
    "playbook_run": ["{'playbook_id': 999}", "{}", "{'playbook_id': 22}"],
    "action_run": ["{}", "{'action': 'list vms'}", "{'action': 'list vms', 'targets': []}", "{'action': 'list vms', 'targets': 5}"],
    "nope": ["{}"],
}
RAW = ["'{}'", "'{'", "'[1]'", "'null'", "''", "b'{}'", "'\\\"x\\\"'", "[1, 2]", "5"]


def address(random, parts):
    path = "/".join(parts)
    kind = random.random()
    if kind < 0.6:
        return f"phantom.build_phantom_rest_url({', '.join(repr(part) for part in parts)})"
    return repr(random.choice(["/", "/rest/", "https://127.0.0.1/rest/"]) + path + random.choice(["", "", "/"]))


def query(random, resource):
    given = {}
    for _ in range(random.choice((0, 1, 1, 2))):
        kind = random.choice(("_filter_", "_filter_", "_exclude_"))
        given[kind + random.choice(FIELDS) + random.choice(OPERATORS)] = random.choice(VALUES)
    if random.random() < 0.3:
        given["page_size"] = random.choice(COUNTS)
    if random.random() < 0.15:
        given["page"] = random.choice(COUNTS)
    if random.random() < 0.25:
        given["sort"] = random.choice(SORTS)
        given["order"] = random.choice(["asc", "desc"])
    if resource == "indicator" and random.random() < 0.3:
        given["_special_contains"] = "true"
    if resource == "indicator_by_value":
        given["indicator_value"] = random.choice(["8.8.8.8", "evil.example", "5", ""])
    if resource == "indicator_common_container":
        given["indicator_ids"] = random.choice(["11", "[11]", "11,2", "99", "", "11, 3", "x"])
    return given


def read(random):
    resource = random.choice(RESOURCES)
    parts = [resource]
    if random.random() < 0.4:
        parts.append(random.choice(["blocked", "nope", "Two words"] if resource == "decided_list" else IDS))
        if random.random() < 0.4:
            parts.append(random.choice(PARTS))
    given = query(random, resource)
    uri = address(random, parts)
    if random.random() < 0.3 and given and not uri.startswith("phantom"):
        from urllib.parse import urlencode

        return f"show(phantom.requests.get({uri[:-1]}?{urlencode(given)}', verify=False))"
    words = f", params={given!r}" if given else ""
    return f"show(phantom.requests.get({uri}{words}, verify=False))"


def change(random):
    resource = random.choice(list(BODIES))
    parts = [random.choice((resource, "workflow_task")) if resource == "workbook_task" else resource]
    if random.random() < 0.6:
        parts.append(random.choice(["blocked", "nope", "made"] if resource == "decided_list" else IDS))
        if random.random() < 0.05:
            parts.append("deep")
    method = random.choice(("post", "post", "post", "post", "put", "patch", "delete"))
    if method == "delete":
        return f"show(phantom.requests.delete({address(random, parts)}, verify=False))"
    body = random.choice(BODIES[resource]) if random.random() < 0.85 else random.choice(RAW)
    kind = random.choice(("json", "json", "json", "data"))
    if kind == "data" and body.startswith(("{", "None")):
        body = f"json.dumps({body})"
    return f"show(phantom.requests.{method}({address(random, parts)}, {kind}={body}, verify=False))"


def call(random):
    kind = random.random()
    if kind < 0.04:
        url = random.choice(["https://feed.example/a", "https://feed.example/b", "https://none.example/", "", "/"])
        return f"show(phantom.requests.{random.choice(('get', 'post', 'delete'))}({url!r}))"
    return read(random) if kind < 0.65 else change(random)
