"""
A sub-playbook that takes two values and gives back a list of objects
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    playbook_look_up_1(container=container)


@phantom.playbook_block()
def playbook_look_up_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    inputs = {
        "observable": ["https://a.example", "https://b.example"],
        "undeclared": "x",
    }

    # call playbook "local/look_up", returns the playbook_run_id
    playbook_run_id = phantom.playbook("local/look_up", container=container, name="playbook_look_up_1", callback=format_1, inputs=inputs)
    phantom.debug("parent goes on")


@phantom.playbook_block()
def format_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("success: " + json.dumps(success))
    phantom.debug("completed: " + json.dumps(phantom.completed(playbook_names=["playbook_look_up_1"])))
    phantom.debug("types: " + json.dumps(phantom.collect2(container=container, datapath=["playbook_look_up_1:playbook_output:observable.type", "playbook_look_up_1:playbook_output:observable.verdict"])))
    phantom.debug("starred: " + json.dumps(phantom.collect2(container=container, datapath=["playbook_look_up_1:playbook_output:observable.*.value"])))
    phantom.debug("verdicts: " + json.dumps(phantom.collect2(container=container, datapath=["playbook_look_up_1:playbook_output:verdicts"])))
    phantom.debug("passed: " + json.dumps(phantom.collect2(container=container, datapath=["playbook_look_up_1:playbook_input:observable"])))
    phantom.debug("missing: " + json.dumps(phantom.collect2(container=container, datapath=["playbook_look_up_1:playbook_output:nothing"])))
    phantom.debug("own: " + json.dumps(phantom.collect2(container=container, datapath=["playbook_input:observable"])))
    phantom.debug("child's act: " + json.dumps(phantom.completed(action_names=["url_reputation_1"])))


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
