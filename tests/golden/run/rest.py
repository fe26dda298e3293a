"""The platform's REST on the same store, and another host."""

import json

import phantom.rules as phantom


def read(*parts, **params):
    return phantom.requests.get(phantom.build_phantom_rest_url(*parts), params=params, verify=False)


def on_start(container):
    phantom.debug([item["id"] for item in read("artifact", _filter_cef__host='"b"').json()["data"]])
    page = read("container", container["id"], "artifacts", page_size=2, page=1, sort="id", order="desc").json()
    phantom.debug([page["count"], page["num_pages"], [item["id"] for item in page["data"]]])
    phantom.debug(read("ph_user", _filter_username__in='["ann"]').json()["data"][0]["id"])
    missing = read("container", 99)
    phantom.debug([missing.status_code, missing.ok, missing.json()])
    try:
        missing.raise_for_status()
    except Exception as error:
        phantom.debug(error)
    url = phantom.build_phantom_rest_url("container", container["id"])
    phantom.requests.post(url, data=json.dumps({"name": "renamed"}), verify=False)
    phantom.debug(phantom.get_container(container["id"])["name"])
    url = phantom.build_phantom_rest_url("artifact")
    phantom.debug(phantom.requests.post(url, json={"container_id": container["id"], "name": "new", "cef": {"host": "c"}}, verify=False).json())
    phantom.debug(phantom.collect2(container=container, datapath=["artifact:*.cef.host"], scope="all"))
    url = phantom.build_phantom_rest_url("decided_list", "hosts")
    phantom.requests.post(url, json={"append_rows": [["x"], ["y"]]}, verify=False)
    phantom.debug(phantom.requests.get(url, verify=False).json()["content"])
    answer = phantom.requests.get("https://api.example.com/v1/status", verify=False)
    phantom.debug([answer.status_code, answer.json()])
    phantom.debug(phantom.requests.get("https://api.example.com/v2", verify=False).status_code)


def on_finish(container, summary):
    return
