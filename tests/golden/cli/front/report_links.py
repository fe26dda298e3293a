"""Looks up the links of a mail, and asks others."""
import phantom.rules as phantom
import json


def on_start(container):
    look_up_links(container=container)
    severity_check(container=container)


@phantom.playbook_block()
def look_up_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    data = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.id"])
    parameters = [{"url": item[0]} for item in data if item[0]]
    phantom.act("url reputation", parameters=parameters, name="look_up_links", assets=["phishtank", "virustotal"], callback=share)


@phantom.playbook_block()
def severity_check(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    severity = container.get("severity", None)
    if phantom.decision(container=container, conditions=[[severity, "==", "high"]]):
        phantom.set_severity(container, "high")


@phantom.playbook_block()
def share(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.playbook("local/ask_sender", container=container, inputs={"address": ["ada@example.com"]})


# Nothing gets here.
def collect_all(container=None, datapath=None):
    return phantom.collect2(container=container, datapath=datapath)


def on_finish(container, summary):
    return
