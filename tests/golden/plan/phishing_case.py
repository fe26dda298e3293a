"""
Looks up what a reported mail links to, asks an analyst, and blocks what is bad.
"""

import phantom.rules as phantom
import json


@phantom.playbook_block()
def on_start(container):
    phantom.debug("on_start() called")

    # call 'has_links' block
    has_links(container=container)
    # call 'enrich' block
    enrich(container=container)
    # call 'old_enrichment' block
    old_enrichment(container=container)

    if False:
        disabled(container=container)

    return


@phantom.playbook_block()
def has_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("has_links() called")

    ################################################################################
    # Are there links or attachments?
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["artifact:*.cef.requestURL", "!=", ""]
        ],
        name="has_links:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        url_reputation_1(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)
        ip_reputation_1(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    # collect filtered artifact ids and results for 'if' condition 2
    matched_artifacts_2, matched_results_2 = phantom.condition(
        container=container,
        logical_operator="or",
        conditions=[
            ["artifact:*.cef.fileHash", "!=", ""],
            ["artifact:*.cef.vaultId", "!=", ""]
        ],
        name="has_links:condition_2",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_2 or matched_results_2:
        detonate_file_1(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_2, filtered_results=matched_results_2)

    return


@phantom.playbook_block()
def url_reputation_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("url_reputation_1() called")

    filtered_artifact_0_data_has_links = phantom.collect2(container=container, datapath=["filtered-data:has_links:condition_1:artifact:*.cef.requestURL", "filtered-data:has_links:condition_1:artifact:*.id"])

    parameters = []

    # build parameters list for 'url_reputation_1' call
    for filtered_artifact_0_item_has_links in filtered_artifact_0_data_has_links:
        if filtered_artifact_0_item_has_links[0] is not None:
            parameters.append({
                "url": filtered_artifact_0_item_has_links[0],
                "context": {'artifact_id': filtered_artifact_0_item_has_links[1]},
            })

    phantom.act("url reputation", parameters=parameters, name="url_reputation_1", assets=["virustotal", "phishtank"], callback=join_verdict)

    return


@phantom.playbook_block()
def ip_reputation_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("ip_reputation_1() called")

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.destinationAddress"])

    parameters = []

    # build parameters list for 'ip_reputation_1' call
    for container_artifact_item in container_artifact_data:
        parameters.append({"ip": container_artifact_item[0]})

    if parameters:
        phantom.act("ip reputation", parameters=parameters, name="ip_reputation_1", assets=["virustotal"], callback=join_verdict)

    return


@phantom.playbook_block()
def join_verdict(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("join_verdict() called")

    # if the joined function has already been called, do nothing
    if phantom.get_run_data(key="join_verdict_called"):
        return

    if phantom.completed(action_names=["url_reputation_1", "ip_reputation_1"]):
        # save the state that the joined function has now been called
        phantom.save_run_data(key="join_verdict_called", value="verdict")

        # call connected block "verdict"
        verdict(container=container, handle=handle)

    return


@phantom.playbook_block()
def verdict(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("verdict() called")

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["url_reputation_1:action_result.summary.positives", ">", 5],
            ["ip_reputation_1:action_result.summary.positives", ">", 5]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        ask_analyst(action=action, success=success, container=container, results=results, handle=handle)
        return

    # check for 'elif' condition 2
    found_match_2 = phantom.decision(
        container=container,
        conditions=[
            ["url_reputation_1:action_result.summary.positives", ">", 0]
        ],
        delimiter=None)

    # call connected blocks if condition 2 matched
    if found_match_2:
        escalate(container)
        return

    # check for 'else' condition 3
    nothing_found(action=action, success=success, container=container, results=results, handle=handle)

    return


def raise_severity(container):
    phantom.set_severity(container, "high")


@phantom.playbook_block()
def ask_analyst(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("ask_analyst() called")

    ################################################################################
    # Block the address?
    ################################################################################

    message = """Block {0}?"""

    # parameter list for template variable replacement
    parameters = [
        "ip_reputation_1:action_result.parameter.ip"
    ]

    response_types = [{"prompt": "Block?", "options": {"type": "list", "choices": ["Yes", "No"]}}]

    phantom.prompt2(container=container, user=None, role="Analyst", message=message, respond_in_mins=30, name="ask_analyst", parameters=parameters, response_types=response_types, callback=block_ip_1)

    return


@phantom.playbook_block()
def block_ip_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("block_ip_1() called")

    ip_reputation_1_result_data = phantom.collect2(container=container, datapath=["ip_reputation_1:action_result.parameter.ip", "ip_reputation_1:action_result.parameter.context.artifact_id"], action_results=results)

    parameters = []

    # build parameters list for 'block_ip_1' call
    for ip_reputation_1_result_item in ip_reputation_1_result_data:
        parameters.append({"ip": ip_reputation_1_result_item[0]})

    raise_severity(container)
    phantom.act("block ip", parameters=parameters, name="block_ip_1", assets=["virustotal", "firewall"], callback=describe)

    return


@phantom.playbook_block()
def describe(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("describe() called")

    template = """Blocked {0}\n"""

    # parameter list for template variable replacement
    parameters = [
        "block_ip_1:action_result.parameter.ip"
    ]

    phantom.format(container=container, template=template, parameters=parameters, name="describe")

    tell(container=container)

    return


@phantom.playbook_block()
def tell(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("tell() called")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    phantom.requests.post("https://chat.example.com/hook", json={"text": phantom.get_format_data(name="describe")})
    for verb in ["send email", "send message"]:
        phantom.act(verb, parameters=[{"body": phantom.get_format_data(name="describe")}], name="tell")

    ################################################################################
    ## Custom Code End
    ################################################################################

    return


def escalate(container):
    raise_severity(container)
    phantom.act("ip reputation", parameters=[{"ip": "198.51.100.7"}], name="ip_reputation_2", assets=["virustotal"], callback=nothing_found)


@phantom.playbook_block()
def nothing_found(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("nothing_found() called")

    phantom.set_status(container=container, status="closed")
    phantom.add_note(container=container, content="Nothing was found.", note_format="markdown", note_type="general", title="Result")

    return


@phantom.playbook_block()
def detonate_file_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("detonate_file_1() called")

    parameters = [{"vault_id": item[0]} for item in phantom.collect2(container=container, datapath=["filtered-data:has_links:condition_2:artifact:*.cef.vaultId"])]

    phantom.act("detonate file", parameters=parameters, name="detonate_file_1", assets=["cuckoo"], callback=get_report_1)

    return


@phantom.playbook_block()
def get_report_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("get_report_1() called")

    if not loop_state_json:
        loop_state_json = {"current_iteration": 1, "max_iterations": 5, "conditions": [["get_report_1:action_result.status", "==", "success"]], "max_ttl": 600, "delay_time": 60}

    loop_state = phantom.LoopState(state=loop_state_json)

    parameters = [{"id": item[0]} for item in phantom.collect2(container=container, datapath=["detonate_file_1:action_result.data.*.id"])]

    phantom.act("get report", parameters=parameters, name="get_report_1", assets=["cuckoo"], callback=loop_get_report_1, loop_state=loop_state.to_json())

    return


@phantom.playbook_block()
def loop_get_report_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("loop_get_report_1() called")

    loop_state = phantom.LoopState(state=loop_state_json)

    if loop_state.should_continue(container=container, results=results):
        loop_state.increment()
        get_report_1(container=container, loop_state_json=loop_state.to_json())
    else:
        tag_indicators(container=container)

    return


@phantom.playbook_block()
def tag_indicators(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("tag_indicators() called")

    get_report_1_result_data = phantom.collect2(container=container, datapath=["get_report_1:action_result.data.*.sha256"], action_results=results)

    parameters = [{"indicator": item[0], "tags": "seen", "overwrite": None} for item in get_report_1_result_data]

    phantom.custom_function(custom_function="community/indicator_tag", parameters=parameters, name="tag_indicators")

    return


@phantom.playbook_block()
def enrich(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("enrich() called")

    playbook_run_id = phantom.playbook("local/enrich_addresses", container=container, name="enrich", callback=enrich_callback, inputs={"ip": ["198.51.100.7"]})

    return


@phantom.playbook_block()
def enrich_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("enrich_callback() called")

    countries = phantom.collect2(container=container, datapath=["enrich:playbook_output:country"])

    return


@phantom.playbook_block()
def old_enrichment(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("old_enrichment() called")

    playbook_run_id = phantom.playbook("local/retired", container=container, name="old_enrichment")

    return


@phantom.playbook_block()
def disabled(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("disabled() called")

    phantom.act("block ip", parameters=[{"ip": "198.51.100.7"}], name="disabled", assets=["firewall"])

    return


@phantom.playbook_block()
def forgotten(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("forgotten() called")

    return


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")

    phantom.save_playbook_output_data(output={"verdict": phantom.get_format_data(name="describe")})

    return
