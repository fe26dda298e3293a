"""
A filter on the data of an action, and the artifacts that what it keeps came from
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    ip_reputation_1(container=container)


@phantom.playbook_block()
def ip_reputation_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    parameters = []
    for container_artifact_item in phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress", "artifact:*.id"]):
        if container_artifact_item[0] is not None:
            parameters.append({"ip": container_artifact_item[0], "context": {'artifact_id': container_artifact_item[1]}})

    phantom.act("ip reputation", parameters=parameters, name="ip_reputation_1", assets=["virustotal"], callback=filter_1)


@phantom.playbook_block()
def filter_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["ip_reputation_1:action_result.data.*.engines.*.score", ">=", 5]
        ],
        name="filter_1:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        block_ip_1(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)


@phantom.playbook_block()
def block_ip_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("ids: " + json.dumps(filtered_artifacts))
    filtered_result_0_data_filter_1 = phantom.collect2(container=container, datapath=["filtered-data:filter_1:condition_1:ip_reputation_1:action_result.parameter.ip", "filtered-data:filter_1:condition_1:ip_reputation_1:action_result.parameter.context.artifact_id"])
    phantom.debug("rows: " + json.dumps(filtered_result_0_data_filter_1))
    phantom.debug("engines: " + json.dumps(phantom.collect2(container=container, datapath=["filtered-data:filter_1:condition_1:ip_reputation_1:action_result.data.*.engines.*.name", "filtered-data:filter_1:condition_1:ip_reputation_1:action_result.parameter.context.artifact_id"])))
    phantom.debug("whole: " + json.dumps(phantom.collect2(container=container, datapath=["ip_reputation_1:action_result.data.*.engines.*.name"])))

    parameters = []
    for filtered_result_0_item_filter_1 in filtered_result_0_data_filter_1:
        if filtered_result_0_item_filter_1[0] is not None:
            parameters.append({"ip": filtered_result_0_item_filter_1[0], "context": {'artifact_id': filtered_result_0_item_filter_1[1]}})

    phantom.act("block ip", parameters=parameters, name="block_ip_1", assets=["pan"], callback=after_block)


@phantom.playbook_block()
def after_block(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("blocked: " + json.dumps(phantom.collect2(container=container, datapath=["block_ip_1:artifact:*.id", "block_ip_1:artifact:*.cef.sourceAddress"])))


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
