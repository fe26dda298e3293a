"""Everything that `pbc world` makes something up for."""

import phantom.rules as phantom
import requests


def on_start(container):
    phantom.debug(phantom.collect2(container=container, datapath=["artifact:*.cef.destinationAddress", "artifact:*.id"]))
    phantom.prompt2(container=container, user="Incident Commander", message="Block it?", respond_in_mins=30, name="ask",
                    response_types=[{"prompt": "Sure?", "options": {"type": "list", "choices": ["Yes", "No"]}}], callback=look_up)


def look_up(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    parameters = []
    for row in phantom.collect2(container=container, datapath=["artifact:*.cef.destinationAddress", "artifact:*.id"]):
        if row[0] is not None:
            parameters.append({"ip": row[0], "context": {"artifact_id": row[1]}})
    phantom.act("geolocate ip", parameters=parameters, assets=["maxmind"], name="locate", callback=decide)


def decide(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    if phantom.decision(container=container, conditions=[["locate:action_result.data.*.country_name", "==", "France"],
                                                         ["artifact:*.cef.destinationAddress", "not in", "custom_list:allowed addresses"],
                                                         ["playbook_input:threshold", ">", 10]], logical_operator="and"):
        phantom.set_severity(container=container, severity="high")
    requests.get("https://example.com/feed")


def on_finish(container, summary):
    return
