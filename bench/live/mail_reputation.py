"""
Looks up the links, the sender's address and the attachment's hash of a reported mail, and raises its severity where one of them is known as bad.
"""


import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    phantom.debug('on_start() called')

    # call 'look_up_links' block
    look_up_links(container=container)
    # call 'look_up_sender' block
    look_up_sender(container=container)
    # call 'look_up_attachment' block
    look_up_attachment(container=container)

    return


@phantom.playbook_block()
def look_up_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("look_up_links() called")

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.id"])

    parameters = []

    # build parameters list for 'look_up_links' call
    for container_artifact_item in container_artifact_data:
        if container_artifact_item[0] is not None:
            parameters.append({
                "url": container_artifact_item[0],
                "context": {'artifact_id': container_artifact_item[1]},
            })

    phantom.act("url reputation", parameters=parameters, name="look_up_links", assets=["virustotal_v3"], callback=join_weigh)

    return


@phantom.playbook_block()
def look_up_sender(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("look_up_sender() called")

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress", "artifact:*.id"])

    parameters = []

    # build parameters list for 'look_up_sender' call
    for container_artifact_item in container_artifact_data:
        if container_artifact_item[0] is not None:
            parameters.append({
                "ip": container_artifact_item[0],
                "days": 90,
                "context": {'artifact_id': container_artifact_item[1]},
            })

    phantom.act("lookup ip", parameters=parameters, name="look_up_sender", assets=["abuseipdb"], callback=join_weigh)

    return


@phantom.playbook_block()
def look_up_attachment(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("look_up_attachment() called")

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.fileHash", "artifact:*.id"])

    parameters = []

    # build parameters list for 'look_up_attachment' call
    for container_artifact_item in container_artifact_data:
        if container_artifact_item[0] is not None:
            parameters.append({
                "hash": container_artifact_item[0],
                "context": {'artifact_id': container_artifact_item[1]},
            })

    phantom.act("file reputation", parameters=parameters, name="look_up_attachment", assets=["virustotal_v3"], callback=join_weigh)

    return


@phantom.playbook_block()
def join_weigh(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("join_weigh() called")

    if phantom.completed(action_names=["look_up_links", "look_up_sender", "look_up_attachment"]):
        # call connected block "weigh"
        weigh(container=container, handle=handle)

    return


@phantom.playbook_block()
def weigh(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("weigh() called")

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        logical_operator="or",
        conditions=[
            ["look_up_links:action_result.summary.malicious", ">", 2],
            ["look_up_attachment:action_result.summary.malicious", ">", 2],
            ["look_up_sender:action_result.data.*.data.abuseConfidenceScore", ">=", 75]
        ])

    # call connected blocks if condition 1 matched
    if found_match_1:
        raise_severity(action=action, success=success, container=container, results=results, handle=handle)
        return

    # check for 'else' condition 2
    set_aside(action=action, success=success, container=container, results=results, handle=handle)

    return


@phantom.playbook_block()
def raise_severity(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("raise_severity() called")

    phantom.set_severity(container=container, severity="high")

    return


@phantom.playbook_block()
def set_aside(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("set_aside() called")

    phantom.set_status(container=container, status="closed")

    return


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")

    return
