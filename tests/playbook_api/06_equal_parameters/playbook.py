"""
Three parameters, two of them the same but for the artifact that they come from
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    ip_reputation_1(container=container)


@phantom.playbook_block()
def ip_reputation_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress", "artifact:*.id"])

    parameters = []

    # build parameters list for 'ip_reputation_1' call
    for container_artifact_item in container_artifact_data:
        if container_artifact_item[0] is not None:
            parameters.append({
                "ip": container_artifact_item[0],
                "context": {'artifact_id': container_artifact_item[1]},
            })

    phantom.act("ip reputation", parameters=parameters, name="ip_reputation_1", assets=["virustotal"], callback=format_1)


@phantom.playbook_block()
def format_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("rows: " + json.dumps(phantom.collect2(container=container, datapath=["ip_reputation_1:action_result.parameter.ip", "ip_reputation_1:action_result.parameter.context.artifact_id", "ip_reputation_1:action_result.data.*.score"])))
    results[0]["action_results"][0]["data"].append("changed")
    phantom.debug("alike: " + json.dumps([result["data"] for result in results[0]["action_results"]]))


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
