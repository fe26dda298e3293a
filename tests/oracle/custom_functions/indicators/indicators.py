"""Custom functions on indicators and what containers have in common."""

import phantom.rules as phantom


def on_start(container):
    parameters = [
        {"indicator": "192.0.2.1", "tags": "blocked, very bad ,", "overwrite": None},
        {"indicator": 2, "tags": ["safe"], "overwrite": "true"},
        {"indicator": "203.0.113.77", "tags": "x"},
        {"indicator": "192.0.2.1", "tags": "x", "overwrite": "perhaps"},
        {"tags": "x"},
    ]
    phantom.custom_function(custom_function="community/indicator_tag", name="tag", parameters=parameters)
    parameters = [
        {"tags_or": "blocked, safe", "container": container["id"]},
        {"tags_or": "blocked, safe"},
        {"tags_or": "blocked, old", "tags_and": "verybad", "indicator_timerange": "last_30_days", "container": container},
        {"tags_or": "blocked, old", "tags_exclude": ["verybad"]},
        {"tags_exclude": "safe"},
        {"tags_or": "nothing", "tags_and": "old, blocked"},
        {"tags_and": "blocked, nothing"},
    ]
    phantom.custom_function(custom_function="community/indicator_get_by_tag", name="tagged", parameters=parameters)
    parameters = [
        {"container": container["id"]},
        {"container": container["id"], "minimum_match_count": 2, "earliest_time": "-30d"},
        {"container": container["id"], "minimum_match_count": "all", "value_list": ["192.0.2.1", "example.com"]},
        {"container": container["id"], "field_list": "sourceAddress, nothing", "filter_status": "new, open", "filter_label": "events"},
        {"container": container["id"], "filter_in_case": "true"},
        {"container": container["id"], "earliest_time": "2024-04-01T00:00:00Z", "filter_severity": ["HIGH"]},
        {"container": container["id"], "value_list": ["nobody has this"]},
        {"container": container["id"], "earliest_time": "lately"},
        {"container": container["id"], "minimum_match_count": "most"},
    ]
    phantom.custom_function(custom_function="community/find_related_containers", name="related", parameters=parameters, callback=check)


def column(block, path):
    return phantom.collect2(datapath=f"{block}:custom_function_result.{path}")


def expect(found, expected):
    phantom.debug(found)
    if found != expected:
        raise AssertionError(f"expected {expected}")


def check(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    expect(column("tag", "data")[:2], [{"indicator_id": 1, "indicator_tags": ["old", "blocked", "verybad"]}, {"indicator_id": 2, "indicator_tags": ["safe"]}])
    expect(column("tag", "success"), [True, True, False, False, False])
    expect(column("tag", "message")[2:], ["there is no indicator '203.0.113.77'", "overwrite must be true or false, not 'perhaps'", "indicator is missing"])
    url = phantom.build_phantom_rest_url("indicator", 1)
    expect(phantom.requests.get(url, verify=False).json()["tags"], ["old", "blocked", "verybad"])

    found = column("tagged", "data")
    expect([[item["indicator_value"] for item in items] for items in found[:4]], [["192.0.2.1", "example.com"], ["192.0.2.1", "example.com", "198.51.100.9"], ["192.0.2.1"], ["198.51.100.9"]])
    expect(found[0][0], {"indicator_id": 1, "indicator_value": "192.0.2.1", "indicator_tags": ["old", "blocked", "verybad"], "indicator_cef_type": ["ip"]})
    expect(found[1][2]["indicator_cef_type"], ["ipv4"])
    expect([[item["indicator_id"] for item in items] for items in found[5:]], [[1], []])
    expect(column("tagged", "message")[4], "tags_or and tags_and are both empty")

    found = column("related", "data")
    expect([[item["container_id"] for item in items] for items in found[:7]], [[20, 21, 22], [20], [20], [20, 21], [22], [21], []])
    expect(found[0][0], {"container_id": 20, "container_name": "both", "container_status": "open", "container_type": "default", "container_severity": "medium", "container_label": "events", "container_indicator_match_count": 2, "indicator_ids": [1, 2], "in_case": False, "container_url": "https://127.0.0.1/mission/20"})
    expect(column("related", "success"), [True] * 7 + [False] * 2)
    expect(column("related", "message")[7:], ["earliest_time must be as -30d or an ISO 8601 time, not 'lately'", "minimum_match_count must be a number or all, not 'most'"])


def on_finish(container, summary):
    return
