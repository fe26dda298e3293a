"""Custom functions on containers and evidence."""

import phantom.rules as phantom


def on_start(container):
    phantom.act("lookup ip", parameters=[{"ip": "192.0.2.1"}], assets=["geo"], name="lookup_1", callback=after_lookup)


def after_lookup(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.add_note(container=container, note_type="general", title="t", content="c")
    parameters = [
        {"container_input": container["id"], "name": "renamed", "description": "told", "severity": "HIGH", "status": "Open", "sensitivity": "red", "tags": "b, c", "owner": "Ann"},
        {"container_input": container, "owner": "analysts", "input_json": '{"custom_fields": {"k": "v"}}'},
        {"container_input": 20, "name": "other", "status": "closed"},
        {"container_input": container["id"], "owner": "nobody"},
        {"container_input": container["id"], "sensitivity": "pink"},
        {"container_input": 99, "name": "x"},
        {"container_input": container["id"]},
    ]
    phantom.custom_function(custom_function="community/container_update", name="update", parameters=parameters)
    parameters = [
        {"container": container["id"], "input_object": 1, "content_type": "artifact_id"},
        {"container": container["id"], "input_object": "1", "content_type": "note_id"},
        {"container": container["id"], "input_object": 1, "content_type": "artifact_id"},
        {"container": container["id"], "input_object": "aa11", "content_type": "vault_id"},
        {"container": container["id"], "input_object": "lookup_1", "content_type": "action_name"},
        {"container": container["id"], "input_object": 1, "content_type": "action_run_id"},
        {"container": container["id"], "input_object": "zz", "content_type": "vault_id"},
        {"container": container["id"], "input_object": 1, "content_type": "thing"},
        {"container": container["id"], "content_type": "note_id"},
    ]
    phantom.custom_function(custom_function="community/mark_evidence", name="evidence", parameters=parameters)
    parameters = [
        {"target_container": container["id"], "container_list": [20, 21, 20, container["id"]], "workbook": None, "close_containers": True},
        {"target_container": container["id"], "container_list": "22"},
        {"target_container": container["id"], "container_list": [99]},
        {"target_container": container["id"], "container_list": []},
        {"target_container": container["id"], "container_list": ["x"]},
    ]
    phantom.custom_function(custom_function="community/container_merge", name="merge", parameters=parameters, callback=check)


def column(block, path):
    return phantom.collect2(datapath=f"{block}:custom_function_result.{path}")


def expect(found, expected):
    phantom.debug(found)
    if found != expected:
        raise AssertionError(f"expected {expected}")


def check(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    now = phantom.get_container(container["id"])
    expect(column("update", "success"), [True, True, True, False, False, False, False])
    expect(column("update", "message")[3:], ["owner 'nobody' is neither a user nor a role", "sensitivity must be white, green, amber or red, not 'pink'", "there is no container 99", "there is nothing to change"])
    expect([now[field] for field in ("name", "description", "severity", "status", "sensitivity", "tags")], ["renamed", "told", "high", "open", "red", ["b", "c"]])
    expect([now["owner_id"], now["role_id"], now["custom_fields"]], [3, 5, {"k": "v"}])

    expect([items[0]["id"] if items else None for items in column("evidence", "data")], [1, 2, 1, 3, 4, 4, None, None, None])
    expect(column("evidence", "message")[6:], ["there is no vault_id 'zz' in container 7", "content_type cannot be 'thing'; see the description of the function", "input_object is missing"])
    url = phantom.build_phantom_rest_url("evidence")
    expect([[item["object_id"], item["content_type"]] for item in phantom.requests.get(url, verify=False).json()["data"]], [[1, "artifact"], [1, "note"], [40, "containerattachment"], [1, "actionrun"]])

    expect(column("merge", "success"), [True, True, False, False, False])
    expect(column("merge", "message")[2:], ["there is no container 99", "container_list names no other container", "'x' is not the id of a container"])
    expect([now["container_type"], now["workflow_name"]], ["case", "Standard"])
    expect([item["cef"] for item in phantom.get_artifacts(container["id"])], [{"src": "192.0.2.1"}, {"src": "192.0.2.20"}, {"src": "192.0.2.22"}])
    expect([phantom.get_container(number)["status"] for number in (20, 21, 22)], ["closed", "closed", "new"])
    expect(phantom.get_container(20)["name"], "other")


def on_finish(container, summary):
    return
