"""
A code block whose output is a list, which becomes the parameters of an action
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    code_1(container=container)


@phantom.playbook_block()
def code_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL"])

    container_artifact_cef_item_0 = [item[0] for item in container_artifact_data]

    code_1__hosts = None
    code_1__first = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    code_1__hosts = [url.split("/")[2] for url in container_artifact_cef_item_0 if url]
    code_1__first = code_1__hosts[0]

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="code_1:hosts", value=json.dumps(code_1__hosts))
    phantom.save_run_data(key="code_1:first", value=json.dumps(code_1__first))

    domain_reputation_1(container=container)


@phantom.playbook_block()
def domain_reputation_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    code_1__hosts_data = phantom.collect2(container=container, datapath=["code_1:custom_function:hosts"])
    phantom.debug("rows: " + json.dumps(code_1__hosts_data))
    phantom.debug("one: " + json.dumps(phantom.collect2(container=container, datapath=["code_1:custom_function:first"])))
    phantom.debug("none: " + json.dumps(phantom.collect2(container=container, datapath=["code_1:custom_function:never"])))

    parameters = []

    # build parameters list for 'domain_reputation_1' call
    for code_1__hosts_item in code_1__hosts_data:
        if code_1__hosts_item[0] is not None:
            parameters.append({
                "domain": code_1__hosts_item[0],
            })

    phantom.act("domain reputation", parameters=parameters, name="domain_reputation_1", assets=["virustotal"])


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
