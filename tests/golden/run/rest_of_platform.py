"""REST of the platform: every resource, filters, pages, changes and refusals."""

import json

import phantom.rules as phantom


def show(answer):
    phantom.debug("{} {}".format(answer.status_code, json.dumps(answer.json())))


def get(path, **params):
    show(phantom.requests.get(phantom.build_phantom_rest_url(*path.split("/")), params=params, verify=False))


def post(path, body):
    show(phantom.requests.post(phantom.build_phantom_rest_url(*path.split("/")), json=body))


def delete(path):
    show(phantom.requests.delete(phantom.build_phantom_rest_url(*path.split("/"))))


def on_start(container):
    phantom.comment(container=container, comment="first")
    phantom.pin(container=container, message="pinned", data="5")
    phantom.add_note(container=container, title="t", content="c")
    phantom.act("look up", parameters=[{"ip": "a"}], assets=["one"], name="look", callback=after)


def after(**kwargs):
    for resource in ("container_comment", "container_pin", "note", "ph_user", "role", "scm", "app", "asset", "indicator", "evidence",
                     "playbook", "playbook_run", "action_run", "app_run", "container_attachment", "container_status", "decided_list",
                     "cef_metadata", "workbook_phase", "version", "nothing", "container/1/pins", "container/1/notes",
                     "container/1/attachments", "container/2/artifacts", "container/2/notes", "container/3/notes", "container/1/more",
                     "container/1/name", "container/1/none", "role/7", "role/8", "playbook/1", "decided_list/hosts", "decided_list/none"):
        get(resource)
    filters()
    changes()


def filters():
    for name, value in (("id", "1"), ("id__gt", "1"), ("id__lte", "1"), ("name__in", '["a", "c"]'), ("name", "'a'"), ("name", "b"),
                        ("name__iexact", "A"), ("name__startswith", "a"), ("name__endswith", "b"), ("name__icontains", "B"),
                        ("cef__ip", '"1.1.1.1"'), ("cef__n__gte", "3"), ("cef__n__isnull", "true"), ("tags__contains", '"x"'), ("none", "null"),
                        ("name__gt", "5")):
        answer = phantom.requests.get("/rest/artifact", params={"_filter_" + name: value, "page_size": 0}).json()
        phantom.debug([name, value, [item["name"] for item in answer["data"]] if "data" in answer else answer])
    phantom.debug([item["id"] for item in phantom.requests.get("/artifact?_exclude_name=%22a%22&sort=name&order=desc").json()["data"]])
    get("artifact", page_size=2, page=1, sort="id", _filter_id__gt=1)
    get("artifact", page_size="x")
    get("indicator_by_value", indicator_value="1.1.1.1")
    get("indicator_by_value", indicator_value="9.9.9.9")
    get("indicator_common_container", indicator_ids="[1, 2]")
    get("indicator_common_container", indicator_ids="1")
    get("indicator_common_container", indicator_ids="77")


def changes():
    post("container/1", {"severity": "high"})
    post("container/2", {"severity": "low"})
    post("container/9", {"severity": "low"})
    post("container/1", {"add_to_case": True, "container_id": 2})
    post("container", {"name": "new one", "label": "l", "extra": 1})
    post("artifact", {"container_id": 1, "cef": {"k": "v"}, "name": "made", "tags": ["t"], "source_data_identifier": "s"})
    post("artifact", {"container_id": 1, "source_data_identifier": "s"})
    post("artifact/1", {"cef": {"only": 1}, "description": "changed"})
    post("artifact/99", {"name": "x"})
    post("note", {"container_id": 1, "title": "by rest", "content": "c"})
    post("note/1", {"title": "changed"})
    post("note/9", {"title": "changed"})
    post("container_pin/1", {"message": "changed"})
    post("evidence", {"object_id": 1, "content_type": "artifact"})
    post("evidence", {"object_id": 1, "content_type": "artifact"})
    post("indicator/1", {"tags": ["seen"]})
    post("decided_list/hosts", {"append_rows": [["x", "y"]], "delete_rows": [0]})
    post("decided_list/hosts", {"delete_rows": [7]})
    post("decided_list/007", {"content": [["b", "o"], ["n", "d"]]})
    post("decided_list", {"name": "named", "append_rows": [["1"]]})
    post("action_run", {"action": "look up", "name": "by_rest", "targets": [{"assets": ["one"], "parameters": [{"ip": "b"}]}]})
    post("action_run", {"action": "look up"})
    post("playbook_run", {"playbook_id": 5})
    post("nothing", {})
    post("nothing/1", {})
    show(phantom.requests.post("/rest/note", data="no json"))
    show(phantom.requests.post("/rest/note", data="[1]"))
    show(phantom.requests.get(phantom.get_rest_base_url()))
    delete("note/1")
    delete("note/1")
    delete("container_pin/1")
    delete("evidence/1")
    delete("artifact/2")
    delete("decided_list/named")
    delete("decided_list/named")
    delete("container/1")
    get("indicator")
    get("decided_list")
    get("container", page_size=0)


def on_finish(container, summary):
    get("action_run")
    get("playbook_run/1")
