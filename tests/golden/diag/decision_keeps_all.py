"""A decision in front of an action that should have got what matched."""

import phantom.rules as phantom


def on_start(container):
    decide(container=container)


def decide(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    found_match_1 = phantom.decision(container=container, conditions=[["artifact:*.cef.destinationAddress", "in", "203.0.113.0/24"]])
    if found_match_1:
        block(container=container)
        return


def block(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    parameters = []
    for row in phantom.collect2(container=container, datapath=["artifact:*.cef.destinationAddress", "artifact:*.id"]):
        parameters.append({"ip": row[0], "context": {"artifact_id": row[1]}})
    phantom.act("block ip", parameters=parameters, assets=["pan"], name="block")


def on_finish(container, summary):
    return
