"""Custom functions on artifacts and what is in them."""

import json

import phantom.rules as phantom


def on_start(container):
    parameters = [
        {"container": container["id"], "name": "made", "label": "finding", "severity": "high", "cef_field": "deviceHostname", "cef_value": "host-3", "cef_data_type": "host name, ip", "tags": "a, b ,,", "run_automation": "false"},
        {"container": container["id"], "input_json": json.dumps({"cef_data": {"x": 1}, "field_mapping": {"x": ["number"]}, "identifier": "once", "name": "by json", "tags": ["t"]})},
        {"container": container["id"], "input_json": {"source_data_identifier": "once"}},
        {"container": 99, "name": "nowhere"},
        {"container": container["id"], "cef_value": "no field"},
        {"container": container["id"], "input_json": "{"},
        {"container": container["id"], "run_automation": "perhaps"},
    ]
    phantom.custom_function(custom_function="community/artifact_create", name="create", parameters=parameters)
    parameters = [
        {"artifact_id": 1, "cef_field": "risk", "cef_value": 80, "tags": "new, mail", "severity": "low"},
        {"artifact_id": "2", "tags": ["only"], "overwrite_tags": "true", "name": "renamed", "label": "other"},
        {"artifact_id": 1, "input_json": {"description": "told", "cef": {"fromEmail": "eve@example.net"}}},
        {"artifact_id": 77, "name": "x"},
        {"artifact_id": "first", "name": "x"},
        {"artifact_id": 1},
    ]
    phantom.custom_function(custom_function="community/artifact_update", name="update", parameters=parameters)
    parameters = [
        {"container": container["id"], "data_types": "ip, host name", "scope": "all"},
        {"container": container["id"], "data_types": ["ip"], "scope": [2], "tags": None},
        {"container": container["id"], "data_types": "ip,url", "scope": "new", "tags": "new, mail"},
        {"container": container["id"], "data_types": "vault id"},
        {"container": container["id"], "data_types": None},
        {"container": container["id"], "data_types": "ip", "scope": "some"},
    ]
    phantom.custom_function(custom_function="community/collect_by_cef_type", name="by_type", parameters=parameters)
    parameters = [
        {"container": container["id"]},
        {"container": container["id"], "artifact_ids_include": [2, 3], "indicator_types_exclude": "host name"},
        {"container": container["id"], "indicator_types_include": ["url"], "indicator_tags_exclude": "safe"},
        {"container": container["id"], "indicator_tags_include": "safe, unheard of"},
        {"container": 99},
    ]
    phantom.custom_function(custom_function="community/indicator_collect", name="indicators", parameters=parameters, callback=check)


def column(block, path):
    return phantom.collect2(datapath=f"{block}:custom_function_result.{path}")


def expect(found, expected):
    phantom.debug(found)
    if found != expected:
        raise AssertionError(f"expected {expected}")


def check(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    expect(column("create", "success"), [True, True, True, False, False, False, False])
    expect(column("create", "data.artifact_id")[:3], [3, 4, 4])
    expect(column("create", "message")[4], "cef_value needs a cef_field")
    made = phantom.get_artifact(3)
    expect([made["name"], made["label"], made["severity"], made["tags"]], ["made", "finding", "high", ["a", "b"]])
    expect([made["cef"], made["cef_types"]], [{"deviceHostname": "host-3"}, {"deviceHostname": ["host name", "ip"]}])
    by_json = phantom.get_artifact(4)
    expect([by_json["name"], by_json["cef"], by_json["cef_types"], by_json["tags"]], ["by json", {"x": 1}, {"x": ["number"]}, ["t"]])

    expect(column("update", "success"), [True, True, True, False, False, False])
    expect(column("update", "message")[3:], ["there is no artifact 77", "artifact_id must be the id of an artifact, not 'first'", "there is nothing to change"])
    first, second = phantom.get_artifact(1), phantom.get_artifact(2)
    expect(first["cef"], {"sourceAddress": "192.0.2.1", "dvc": "192.0.2.1", "requestURL": "https://example.com/a", "fromEmail": "eve@example.net", "empty": "", "risk": 80})
    expect([first["tags"], first["severity"], first["description"]], [["mail", "new"], "low", "told"])
    expect([second["tags"], second["name"], second["label"], second["severity"]], [["only"], "renamed", "other", "medium"])

    rows = phantom.collect2(datapath=["by_type:custom_function_result.data.*.artifact_id", "by_type:custom_function_result.data.*.artifact_value", "by_type:custom_function_result.data.*.cef_keys", "by_type:custom_function_result.data.*.cef_types"])
    expect(rows[:5], [[1, "192.0.2.1", ["sourceAddress", "dvc"], ["ip"]], [1, "", ["empty"], ["ip"]], [2, "198.51.100.7", ["destinationAddress"], ["ip"]], [2, "host-2", ["deviceHostname"], ["host name"]], [3, "host-3", ["deviceHostname"], ["host name", "ip"]]])
    expect(rows[5:9], [[2, "198.51.100.7", ["destinationAddress"], ["ip"]], [1, "192.0.2.1", ["sourceAddress", "dvc"], ["ip"]], [1, "https://example.com/a", ["requestURL"], ["url"]], [1, "", ["empty"], ["ip"]]])
    expect(column("by_type", "success"), [True, True, True, True, False, False])
    expect(column("by_type", "message")[4:], ["data_types is empty", "scope must be new, all or a list of artifact ids, not 'some'"])

    found = column("indicators", "data")
    expect([item["cef_value"] for item in found[0]["all_indicators"]], ["192.0.2.1", "192.0.2.1", "https://example.com/a", "198.51.100.7", "host-2", "host-3", 1])
    expect(found[0]["host_name"], [{"cef_key": "deviceHostname", "cef_value": "host-2", "artifact_id": 2, "tags": []}, {"cef_key": "deviceHostname", "cef_value": "host-3", "artifact_id": 3, "tags": []}])
    expect(found[1], {"all_indicators": [{"cef_key": "destinationAddress", "cef_value": "198.51.100.7", "artifact_id": 2, "data_types": ["ip"], "tags": ["known", "safe"]}], "ip": [{"cef_key": "destinationAddress", "cef_value": "198.51.100.7", "artifact_id": 2, "tags": ["known", "safe"]}]})
    expect([item["tags"] for item in found[2]["all_indicators"]], [["bad"]])
    expect([item["cef_value"] for item in found[3]["all_indicators"]], ["198.51.100.7"])
    expect(column("indicators", "success"), [True, True, True, True, False])


def on_finish(container, summary):
    return
