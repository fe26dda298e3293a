"""
An app that fails for one of two parameters, and for the only one
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
        parameters.append({"ip": container_artifact_item[0], "context": {'artifact_id': container_artifact_item[1]}})

    phantom.act("ip reputation", parameters=parameters, name="ip_reputation_1", assets=["virustotal"], callback=decision_1)


@phantom.playbook_block()
def decision_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("success: " + json.dumps(success))
    phantom.debug("rows: " + json.dumps(phantom.collect2(container=container, datapath=["ip_reputation_1:action_result.parameter.ip", "ip_reputation_1:action_result.status", "ip_reputation_1:action_result.message", "ip_reputation_1:action_result.data.*.score"])))
    phantom.debug("data: " + json.dumps(phantom.collect2(container=container, datapath="ip_reputation_1:action_result.data")))

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["ip_reputation_1:action_result.status", "!=", "success"]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        comment_failed(container=container)
        return

    # check for 'else' condition 2
    comment_known(container=container)


@phantom.playbook_block()
def comment_failed(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.comment(container=container, comment="not all are known")


@phantom.playbook_block()
def comment_known(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.comment(container=container, comment="all are known")


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
