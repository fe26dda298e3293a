"""
Asks about what a mail brings: two blocks about the same links, two columns of addresses, one of two ways to go on.
"""

import phantom.rules as phantom


@phantom.playbook_block()
def on_start(container):
    links(container=container)
    links_again(container=container)
    look_up_senders(container=container)
    targets(container=container)
    pairs(container=container)

    return


@phantom.playbook_block()
def links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    data = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.id"])

    parameters = []
    for item in data:
        if item[0] is not None:
            parameters.append({
                "url": item[0],
                "context": {"artifact_id": item[1]},
            })

    phantom.act("url reputation", parameters=parameters, name="links", assets=["virustotal"], callback=is_bad)

    return


@phantom.playbook_block()
def links_again(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    data = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.id"])

    parameters = []
    for item in data:
        if item[0] is not None:
            parameters.append({
                "url": item[0],
                "context": {"artifact_id": item[1]},
            })

    phantom.act("url reputation", parameters=parameters, name="links_again", assets=["virustotal"])

    return


@phantom.playbook_block()
def look_up_senders(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    data = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress", "artifact:*.id"])

    parameters = []
    for item in data:
        if item[0] is not None:
            parameters.append({
                "ip": item[0],
                "context": {"artifact_id": item[1]},
            })

    phantom.act("ip reputation", parameters=parameters, name="look_up_senders", assets=["virustotal"])

    return


@phantom.playbook_block()
def targets(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    data = phantom.collect2(container=container, datapath=["artifact:*.cef.destinationAddress", "artifact:*.id"])

    parameters = []
    for item in data:
        if item:
            parameters.append({
                "ip": item[0],
                "context": {"artifact_id": item[1]},
            })

    phantom.act("ip reputation", parameters=parameters, name="targets", assets=["virustotal"])

    return


@phantom.playbook_block()
def pairs(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    sources = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress"])
    users = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceUserName", "artifact:*.cef.sourceNtDomain"])

    parameters = []
    for source in sources:
        for user in users:
            if source[0] and user[0]:
                parameters.append({
                    "ip": source[0],
                    "query": user[0] + "@" + user[1],
                })

    phantom.act("lookup ip", parameters=parameters, name="pairs", assets=["abuseipdb"])

    return


@phantom.playbook_block()
def is_bad(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    found_match_1 = phantom.decision(container=container, conditions=[["links:action_result.summary.malicious", ">=", 3]])

    if found_match_1:
        strangers(container=container)
        return

    found_match_2 = phantom.decision(container=container, conditions=[["links:action_result.summary.suspicious", ">", 0]])

    if found_match_2:
        tell(container=container)
        return

    hashes(container=container)

    return


@phantom.playbook_block()
def strangers(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    matched_artifacts_1, matched_results_1 = phantom.condition(container=container, conditions=[["artifact:*.cef.sourceAddress", "not in", "custom_list:own_addresses"]], name="strangers:condition_1")

    if matched_artifacts_1 or matched_results_1:
        block_senders(container=container)

    return


@phantom.playbook_block()
def block_senders(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    data = phantom.collect2(container=container, datapath=["filtered-data:strangers:condition_1:artifact:*.cef.sourceAddress", "filtered-data:strangers:condition_1:artifact:*.id"])

    parameters = []
    for item in data:
        if item[0] is not None:
            parameters.append({
                "ip": item[0],
                "context": {"artifact_id": item[1]},
            })

    phantom.act("block ip", parameters=parameters, name="block_senders", assets=["pan"])

    return


@phantom.playbook_block()
def tell(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.act("send email", parameters=[{"to": "soc@example.com", "body": "links of unknown worth"}], name="tell", assets=["smtp"])
    phantom.act("disable user", parameters=[{"username": "*"}], name="lock", assets=["ad `| <b>@team</b>"])
    phantom.set_severity(container=container, severity="high")
    phantom.add_note(container=container, title="[look](https://example.com)", content="found", note_type="general")
    phantom.prompt2(container=container, user="admin", message="go on?", respond_in_mins=30, name="ask", response_types=[])
    phantom.custom_function(custom_function="community/list_merge", parameters=[{"input_1": "a"}], name="merge")

    return


@phantom.playbook_block()
def hashes(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    data = phantom.collect2(container=container, datapath=["artifact:*.cef.fileHashSha256", "artifact:*.id"])

    parameters = []
    for item in data:
        if item[0] is not None:
            parameters.append({
                "hash": item[0],
                "context": {"artifact_id": item[1]},
            })

    phantom.act("file reputation", parameters=parameters, name="hashes", assets=["virustotal"])

    return


@phantom.playbook_block()
def on_finish(container, summary):
    return
