"""
Filters the artifacts of an event, asks about a few, and writes about them
"""

import phantom.rules as phantom
import json


@phantom.playbook_block()
def on_start(container):
    found = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress", "artifact:*.id"])
    phantom.save_run_data(key="seen", value=str(len(found)))

    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        logical_operator="and",
        conditions=[
            ["artifact:*.cef.sourceAddress", "in", "10.0.0.0/24"],
            ["artifact:*.cef.sourceAddress", "not in", "custom_list:blocked"],
        ],
        name="filter_1:condition_1",
        delimiter=None)

    parameters = []
    for item in phantom.collect2(container=container, datapath=["filtered-data:filter_1:condition_1:artifact:*.cef.sourceAddress", "filtered-data:filter_1:condition_1:artifact:*.id"]):
        if item[0] is not None:
            parameters.append({"ip": item[0], "context": {'artifact_id': item[1]}})

    phantom.act("ip reputation", parameters=parameters, name="ip_reputation_1", assets=["virustotal"], callback=format_1)


@phantom.playbook_block()
def format_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.format(container=container, template="%%\n{0}\n%%", parameters=["artifact:*.cef.sourceAddress"], name="format_1")
    phantom.add_note(container=container, title="all", content=phantom.get_format_data(name="format_1"), note_format="markdown", note_type="general")
    phantom.add_artifact(container=container, raw_data={}, cef_data={"n": 1}, label="event", name="one more", severity="low", identifier="sdi", artifact_type="network")
    phantom.delete_artifact(artifact_id=phantom.collect2(container=container, datapath=["artifact:*.id"])[-1][0])
