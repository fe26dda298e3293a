"""
Callbacks of the oldest style, filters without a name
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


def on_start(incident):
    parameters = []
    for item in phantom.collect2(container=incident, datapath=["artifact:*.cef.sourceAddress", "artifact:*.id"]):
        if item[0]:
            parameters.append({"ip": item[0], "context": {"artifact_id": item[1]}})

    phantom.act("ip reputation", parameters=parameters, assets=["virustotal"], name="ip_reputation_1", callback=filter_1)


def filter_1(action, success, incident, results, handle):
    phantom.debug("arguments: " + json.dumps([action["name"], success, incident["id"], len(results), handle]))

    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=incident,
        action_results=results,
        conditions=[
            ["ip_reputation_1:action_result.data.*.score", ">", 5],
        ])

    if matched_artifacts_1 or matched_results_1:
        block_ip_1(action=action, success=success, container=incident, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)


def block_ip_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None):
    filtered_results_data_1 = phantom.collect2(container=container, datapath=["ip_reputation_1:filtered-action_result.parameter.ip", "ip_reputation_1:filtered-action_result.parameter.context.artifact_id"], action_results=filtered_results)
    phantom.debug("filtered: " + json.dumps(filtered_results_data_1))
    phantom.debug("all: " + json.dumps(phantom.collect2(container=container, datapath=["ip_reputation_1:action_result.parameter.ip"], action_results=results)))
    phantom.debug("no block: " + json.dumps(phantom.collect2(container=container, datapath=["action_result.parameter.ip"], action_results=filtered_results)))

    matched_artifacts_1, matched_results_1 = phantom.condition(container=container, conditions=[["artifact:*.cef.sourceAddress", "==", "1.1.1.1"]])
    phantom.debug("artifacts: " + json.dumps([matched_artifacts_1, phantom.collect2(container=container, datapath=["filtered-artifact:*.cef.sourceAddress"], filter_artifacts=matched_artifacts_1)]))

    in_any_order(results=filtered_results, container=container, handle="h")


def in_any_order(handle=None, container=None, results=None, **kwargs):
    phantom.debug("any order: " + json.dumps([handle, container["id"], len(results)]))


def on_finish(incident, summary):
    phantom.debug("finish: " + json.dumps([incident["id"], json.loads(summary)["status"]]))
