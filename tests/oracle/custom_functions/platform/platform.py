"""Custom functions on what the platform has: playbooks, assets, files."""

import phantom.rules as phantom


def on_start(container):
    parameters = [
        {"repo": "local", "playbook_type": "input", "tags": "block, risk"},
        {"category": "Hunt"},
        {"name": "lookup"},
        {},
        {"tags": "nobody"},
        {"playbook_type": "manual"},
    ]
    phantom.custom_function(custom_function="community/playbooks_list", name="playbooks", parameters=parameters)
    phantom.custom_function(custom_function="community/asset_get_attributes", name="asset", parameters=[{"asset": "splunk"}, {"asset": 2}, {"asset": "none"}, {}])
    parameters = [{"vault_id": None, "file_name": None, "container_id": None}, {"vault_id": "bb22"}, {"file_name": "mail.eml", "container_id": "7"}, {"file_name": "gone"}]
    phantom.custom_function(custom_function="community/vault_list", name="files", parameters=parameters, callback=check)


def column(block, path):
    return phantom.collect2(datapath=f"{block}:custom_function_result.{path}")


def expect(found, expected):
    phantom.debug(found)
    if found != expected:
        raise AssertionError(f"expected {expected}")


def check(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    found = column("playbooks", "data")
    expect([[item["full_name"] for item in items] for items in found[:5]], [["local/block_all"], ["community/hunt_all"], ["local/lookup"], ["local/block_all", "community/hunt_all", "local/lookup"], []])
    expect(found[0][0], {"id": 1, "full_name": "local/block_all", "name": "block_all", "category": "Contain", "tags": ["block", "risk", "x"], "active": True, "disabled": False, "playbook_type": "data", "input_spec": [{"name": "ip", "contains": ["ip"]}]})
    expect(column("playbooks", "message")[5], "playbook_type must be automation or input, not 'manual'")
    expect(column("asset", "data.configuration.device")[:2], ["https://splunk.example.com", None])
    expect(column("asset", "data")[0], {"id": 1, "name": "splunk", "configuration": {"device": "https://splunk.example.com"}, "tags": ["siem"], "description": None, "product_name": "Splunk", "product_vendor": None, "product_version": None, "type": None, "version": None})
    expect(column("asset", "data.name")[1], "geo")
    expect(column("asset", "message")[2:], ["there is no asset 'none'", "asset is missing"])
    expect([[item["file_name"] for item in items] for items in column("files", "data")], [["mail.eml", "a.exe"], ["a.exe"], ["mail.eml"], []])
    expect(column("files", "data")[1], [{"vault_id": "bb22", "file_name": "a.exe", "container_id": 7, "size": 12, "mime_type": None, "create_time": None, "metadata": {"sha256": "00"}}])


def on_finish(container, summary):
    return
