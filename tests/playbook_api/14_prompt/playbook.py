"""
A question to a person, and what follows an answer or none
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    prompt_1(container=container)


@phantom.playbook_block()
def prompt_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    # set user and message variables for phantom.prompt call
    user = "admin"
    role = None
    message = """Block these?\n%%\n- {0}\n%%"""

    # parameter list for template variable replacement
    parameters = [
        "artifact:*.cef.sourceAddress"
    ]

    # responses
    response_types = [
        {
            "prompt": "Block?",
            "options": {
                "type": "list",
                "required": True,
                "choices": [
                    "Yes",
                    "No"
                ],
            },
        },
        {
            "prompt": "Why?",
            "options": {
                "type": "message",
                "required": True,
            },
        },
        {
            "prompt": "How sure?",
            "options": {
                "type": "range",
                "required": True,
                "min": 1,
                "max": 10,
            },
        }
    ]

    phantom.prompt2(container=container, user=user, role=role, message=message, respond_in_mins=30, name="prompt_1", parameters=parameters, response_types=response_types, callback=decision_1)


@phantom.playbook_block()
def decision_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("success: " + json.dumps(success))
    phantom.debug("rows: " + json.dumps(phantom.collect2(container=container, datapath=["prompt_1:action_result.status", "prompt_1:action_result.summary.responses.0", "prompt_1:action_result.summary.responses.1", "prompt_1:action_result.summary.responses.2", "prompt_1:action_result.data.*.user"])))
    phantom.debug("whole: " + json.dumps(phantom.collect2(container=container, datapath="prompt_1:action_result.summary.responses")))
    phantom.debug("message: " + json.dumps(phantom.collect2(container=container, datapath="prompt_1:action_result.parameter.message")))

    if phantom.decision(container=container, conditions=[["prompt_1:action_result.summary.responses.0", "==", "Yes"], ["prompt_1:action_result.summary.responses.2", ">", 5]], logical_operator="and"):
        phantom.comment(container=container, comment="blocked")
        return

    if phantom.decision(container=container, conditions=[["prompt_1:action_result.status", "==", "failed"]]):
        phantom.comment(container=container, comment="nobody answered")
        return

    phantom.comment(container=container, comment="left alone")


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
