"""
Nothing to look up: the parameters of an action stay empty
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    ip_reputation_1(container=container)
    list_vms_1(container=container)


@phantom.playbook_block()
def ip_reputation_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress", "artifact:*.id"])
    phantom.debug("collected: " + json.dumps(container_artifact_data))

    parameters = []

    for container_artifact_item in container_artifact_data:
        if container_artifact_item[0] is not None:
            parameters.append({
                "ip": container_artifact_item[0],
                "context": {'artifact_id': container_artifact_item[1]},
            })

    phantom.act("ip reputation", parameters=parameters, name="ip_reputation_1", assets=["virustotal"], callback=after_reputation)


@phantom.playbook_block()
def list_vms_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("list vms", parameters=[], name="list_vms_1", assets=["vmwarevsphere"], callback=join_add_note_1)


@phantom.playbook_block()
def after_reputation(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("success: " + json.dumps(success))
    phantom.debug("results: " + json.dumps([[run["asset"], run["action_results"]] for run in results]))
    phantom.debug("rows: " + json.dumps(phantom.collect2(container=container, datapath=["ip_reputation_1:action_result.data.*.score"])))
    join_add_note_1(action=action, success=success, container=container, results=results, handle=handle)


@phantom.playbook_block()
def join_add_note_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    if phantom.completed(action_names=["ip_reputation_1", "list_vms_1"]):
        add_note_1(container=container, handle=handle)


@phantom.playbook_block()
def add_note_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.add_note(container=container, title="Both have ended", content="", note_format="markdown", note_type="general")


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
