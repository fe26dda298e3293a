"""
Investigates a mail that a user reported with the PhishMe button. Addresses, domains, links and attachment hashes are looked up side by side; the answers are weighed into one verdict. On a malicious verdict the bad indicators are blocked at the firewall, the resolver, the web proxy and the endpoints, and the outcome is written down. Entries of the custom list "phishme protected assets" are never blocked.
"""


import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    phantom.debug('on_start() called')

    # call 'address_lookup' block
    address_lookup(container=container)
    # call 'domain_lookup' block
    domain_lookup(container=container)
    # call 'link_lookup' block
    link_lookup(container=container)
    # call 'hash_lookup' block
    hash_lookup(container=container)

    return

@phantom.playbook_block()
def address_lookup(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("address_lookup() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # What does VirusTotal know about the sending hosts?
    ################################################################################

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress","artifact:*.id"])

    parameters = []

    # build parameters list for 'address_lookup' call
    for container_artifact_item in container_artifact_data:
        if container_artifact_item[0] is not None:
            parameters.append({
                "ip": container_artifact_item[0],
                "context": {'artifact_id': container_artifact_item[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("ip reputation", parameters=parameters, name="address_lookup", assets=["virustotal"], callback=address_lookup_callback)

    return


@phantom.playbook_block()
def address_lookup_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("address_lookup_callback() called")

    
    bad_addresses(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)
    join_weigh_answers(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)

    return


@phantom.playbook_block()
def domain_lookup(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("domain_lookup() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # What does VirusTotal know about the domains of the mail?
    ################################################################################

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.destinationDnsDomain","artifact:*.id"])

    parameters = []

    # build parameters list for 'domain_lookup' call
    for container_artifact_item in container_artifact_data:
        if container_artifact_item[0] is not None:
            parameters.append({
                "domain": container_artifact_item[0],
                "context": {'artifact_id': container_artifact_item[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("domain reputation", parameters=parameters, name="domain_lookup", assets=["virustotal"], callback=domain_lookup_callback)

    return


@phantom.playbook_block()
def domain_lookup_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("domain_lookup_callback() called")

    
    bad_domains(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)
    join_weigh_answers(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)

    return


@phantom.playbook_block()
def link_lookup(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("link_lookup() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # What does VirusTotal know about the links of the mail?
    ################################################################################

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL","artifact:*.id"])

    parameters = []

    # build parameters list for 'link_lookup' call
    for container_artifact_item in container_artifact_data:
        if container_artifact_item[0] is not None:
            parameters.append({
                "url": container_artifact_item[0],
                "context": {'artifact_id': container_artifact_item[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("url reputation", parameters=parameters, name="link_lookup", assets=["virustotal"], callback=link_lookup_callback)

    return


@phantom.playbook_block()
def link_lookup_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("link_lookup_callback() called")

    
    bad_links(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)
    join_weigh_answers(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)

    return


@phantom.playbook_block()
def hash_lookup(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("hash_lookup() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # What does VirusTotal know about the attachments?
    ################################################################################

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.fileHash","artifact:*.id"])

    parameters = []

    # build parameters list for 'hash_lookup' call
    for container_artifact_item in container_artifact_data:
        if container_artifact_item[0] is not None:
            parameters.append({
                "hash": container_artifact_item[0],
                "context": {'artifact_id': container_artifact_item[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("file reputation", parameters=parameters, name="hash_lookup", assets=["virustotal"], callback=hash_lookup_callback)

    return


@phantom.playbook_block()
def hash_lookup_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("hash_lookup_callback() called")

    
    bad_hashes(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)
    join_weigh_answers(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)

    return


@phantom.playbook_block()
def bad_addresses(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("bad_addresses() called")

    ################################################################################
    # Hosts that served at least three bad links and are not our own.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        logical_operator="and",
        conditions=[
            ["address_lookup:action_result.summary.detected_urls", ">=", 3],
            ["address_lookup:action_result.parameter.ip", "not in", "custom_list:phishme protected assets"]
        ],
        name="bad_addresses:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        pin_addresses(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def bad_domains(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("bad_domains() called")

    ################################################################################
    # Domains that served at least three bad links and are not our own.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        logical_operator="and",
        conditions=[
            ["domain_lookup:action_result.summary.detected_urls", ">=", 3],
            ["domain_lookup:action_result.parameter.domain", "not in", "custom_list:phishme protected assets"]
        ],
        name="bad_domains:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        pin_domains(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def bad_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("bad_links() called")

    ################################################################################
    # Links that two or more scanners call bad.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["link_lookup:action_result.summary.positives", ">=", 2]
        ],
        name="bad_links:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        pin_links(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def bad_hashes(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("bad_hashes() called")

    ################################################################################
    # Attachments that five or more scanners call bad.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["hash_lookup:action_result.summary.positives", ">=", 5]
        ],
        name="bad_hashes:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        pin_hashes(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def pin_addresses(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("pin_addresses() called")

    ################################################################################
    # Show it at the top of the event.
    ################################################################################

    filtered_result_0_data_bad_addresses = phantom.collect2(container=container, datapath=["filtered-data:bad_addresses:condition_1:address_lookup:action_result.parameter.ip"])

    filtered_result_0_parameter_ip = [item[0] for item in filtered_result_0_data_bad_addresses]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # a card shows one line of text
    filtered_result_0_parameter_ip = ", ".join(phantom.concatenate(filtered_result_0_parameter_ip, dedup=True))

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.pin(container=container, data=filtered_result_0_parameter_ip, message="Bad sending hosts", name="pin_addresses", pin_style="red", pin_type="card")

    return


@phantom.playbook_block()
def pin_domains(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("pin_domains() called")

    ################################################################################
    # Show it at the top of the event.
    ################################################################################

    filtered_result_0_data_bad_domains = phantom.collect2(container=container, datapath=["filtered-data:bad_domains:condition_1:domain_lookup:action_result.parameter.domain"])

    filtered_result_0_parameter_domain = [item[0] for item in filtered_result_0_data_bad_domains]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # a card shows one line of text
    filtered_result_0_parameter_domain = ", ".join(phantom.concatenate(filtered_result_0_parameter_domain, dedup=True))

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.pin(container=container, data=filtered_result_0_parameter_domain, message="Bad domains", name="pin_domains", pin_style="red", pin_type="card")

    return


@phantom.playbook_block()
def pin_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("pin_links() called")

    ################################################################################
    # Show it at the top of the event.
    ################################################################################

    filtered_result_0_data_bad_links = phantom.collect2(container=container, datapath=["filtered-data:bad_links:condition_1:link_lookup:action_result.parameter.url"])

    filtered_result_0_parameter_url = [item[0] for item in filtered_result_0_data_bad_links]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # a card shows one line of text
    filtered_result_0_parameter_url = ", ".join(phantom.concatenate(filtered_result_0_parameter_url, dedup=True))

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.pin(container=container, data=filtered_result_0_parameter_url, message="Bad links", name="pin_links", pin_style="red", pin_type="card")

    return


@phantom.playbook_block()
def pin_hashes(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("pin_hashes() called")

    ################################################################################
    # Show it at the top of the event.
    ################################################################################

    filtered_result_0_data_bad_hashes = phantom.collect2(container=container, datapath=["filtered-data:bad_hashes:condition_1:hash_lookup:action_result.parameter.hash"])

    filtered_result_0_parameter_hash = [item[0] for item in filtered_result_0_data_bad_hashes]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # a card shows one line of text
    filtered_result_0_parameter_hash = ", ".join(phantom.concatenate(filtered_result_0_parameter_hash, dedup=True))

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.pin(container=container, data=filtered_result_0_parameter_hash, message="Bad attachments", name="pin_hashes", pin_style="red", pin_type="card")

    return


@phantom.playbook_block()
def join_weigh_answers(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("join_weigh_answers() called")

    if phantom.completed(action_names=["address_lookup", "domain_lookup", "link_lookup", "hash_lookup"]):
        # call connected block "weigh_answers"
        weigh_answers(container=container, handle=handle)

    return


@phantom.playbook_block()
def weigh_answers(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("weigh_answers() called")

    ################################################################################
    # Adds up the points of the bad indicators, keeps the reasons, and names the 
    # look-ups that failed.
    ################################################################################

    filtered_result_0_data_bad_addresses = phantom.collect2(container=container, datapath=["filtered-data:bad_addresses:condition_1:address_lookup:action_result.parameter.ip"])
    filtered_result_0_data_bad_domains = phantom.collect2(container=container, datapath=["filtered-data:bad_domains:condition_1:domain_lookup:action_result.parameter.domain"])
    filtered_result_0_data_bad_links = phantom.collect2(container=container, datapath=["filtered-data:bad_links:condition_1:link_lookup:action_result.parameter.url"])
    filtered_result_0_data_bad_hashes = phantom.collect2(container=container, datapath=["filtered-data:bad_hashes:condition_1:hash_lookup:action_result.parameter.hash"])
    address_lookup_result_data = phantom.collect2(container=container, datapath=["address_lookup:action_result.status","address_lookup:action_result.parameter.ip"], action_results=results)
    domain_lookup_result_data = phantom.collect2(container=container, datapath=["domain_lookup:action_result.status","domain_lookup:action_result.parameter.domain"], action_results=results)
    link_lookup_result_data = phantom.collect2(container=container, datapath=["link_lookup:action_result.status","link_lookup:action_result.parameter.url"], action_results=results)
    hash_lookup_result_data = phantom.collect2(container=container, datapath=["hash_lookup:action_result.status","hash_lookup:action_result.parameter.hash"], action_results=results)

    filtered_result_0_parameter_ip = [item[0] for item in filtered_result_0_data_bad_addresses]
    filtered_result_0_parameter_domain = [item[0] for item in filtered_result_0_data_bad_domains]
    filtered_result_0_parameter_url = [item[0] for item in filtered_result_0_data_bad_links]
    filtered_result_0_parameter_hash = [item[0] for item in filtered_result_0_data_bad_hashes]
    address_lookup_status = [item[0] for item in address_lookup_result_data]
    address_lookup_parameter_ip = [item[1] for item in address_lookup_result_data]
    domain_lookup_status = [item[0] for item in domain_lookup_result_data]
    domain_lookup_parameter_domain = [item[1] for item in domain_lookup_result_data]
    link_lookup_status = [item[0] for item in link_lookup_result_data]
    link_lookup_parameter_url = [item[1] for item in link_lookup_result_data]
    hash_lookup_status = [item[0] for item in hash_lookup_result_data]
    hash_lookup_parameter_hash = [item[1] for item in hash_lookup_result_data]

    weigh_answers__score = None
    weigh_answers__verdict = None
    weigh_answers__reasons = None
    weigh_answers__unanswered = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # What one bad indicator of each kind is worth; the same indicator counts once.
    weights = {"sending host": 15, "domain": 20, "link": 35, "attachment": 45}
    found = {
        "sending host": phantom.concatenate(filtered_result_0_parameter_ip, dedup=True),
        "domain": phantom.concatenate(filtered_result_0_parameter_domain, dedup=True),
        "link": phantom.concatenate(filtered_result_0_parameter_url, dedup=True),
        "attachment": phantom.concatenate(filtered_result_0_parameter_hash, dedup=True),
    }

    weigh_answers__score = 0
    weigh_answers__reasons = []
    for kind, values in found.items():
        for value in values:
            weigh_answers__score += weights[kind]
            weigh_answers__reasons.append(f"{kind} {value}: {weights[kind]} points")

    # A look-up that failed says nothing, and silence must not read as "clean".
    open_questions = []
    for rows in [address_lookup_result_data, domain_lookup_result_data, link_lookup_result_data, hash_lookup_result_data]:
        for row in rows:
            if row[0] == "failed" and row[1] not in open_questions:
                open_questions.append(row[1])
    weigh_answers__unanswered = ", ".join(open_questions) or "nothing"

    if weigh_answers__score >= 60:
        weigh_answers__verdict = "malicious"
    elif weigh_answers__score > 0 or open_questions:
        weigh_answers__verdict = "suspicious"
    else:
        weigh_answers__verdict = "clean"

    if not weigh_answers__reasons:
        weigh_answers__reasons.append("none of the indicators is known as bad")

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="weigh_answers:score", value=json.dumps(weigh_answers__score))
    phantom.save_run_data(key="weigh_answers:verdict", value=json.dumps(weigh_answers__verdict))
    phantom.save_run_data(key="weigh_answers:reasons", value=json.dumps(weigh_answers__reasons))
    phantom.save_run_data(key="weigh_answers:unanswered", value=json.dumps(weigh_answers__unanswered))

    write_assessment(container=container)

    return


@phantom.playbook_block()
def write_assessment(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("write_assessment() called")

    ################################################################################
    # The verdict and every reason for it, in Markdown.
    ################################################################################

    template = """**Verdict: {0}** ({1} points)\n\n%%\n* {2}\n%%\n\nLook-ups without an answer: {3}\n"""

    # parameter list for template variable replacement
    parameters = [
        "weigh_answers:custom_function:verdict",
        "weigh_answers:custom_function:score",
        "weigh_answers:custom_function:reasons",
        "weigh_answers:custom_function:unanswered"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="write_assessment")

    note_assessment(container=container)

    return


@phantom.playbook_block()
def note_assessment(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("note_assessment() called")

    write_assessment = phantom.get_format_data(name="write_assessment")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.add_note(container=container, content=write_assessment, note_format="markdown", note_type="general", title="Assessment of the reported mail")

    act_on_verdict(container=container)

    return


@phantom.playbook_block()
def act_on_verdict(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("act_on_verdict() called")

    ################################################################################
    # Contain, ask a person, or close.
    ################################################################################

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["weigh_answers:custom_function:verdict", "==", "malicious"]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        raise_severity(action=action, success=success, container=container, results=results, handle=handle)
        block_addresses(action=action, success=success, container=container, results=results, handle=handle)
        block_domains(action=action, success=success, container=container, results=results, handle=handle)
        block_links(action=action, success=success, container=container, results=results, handle=handle)
        ban_hashes(action=action, success=success, container=container, results=results, handle=handle)
        return

    # check for 'elif' condition 2
    found_match_2 = phantom.decision(
        container=container,
        conditions=[
            ["weigh_answers:custom_function:verdict", "==", "suspicious"]
        ],
        delimiter=None)

    # call connected blocks if condition 2 matched
    if found_match_2:
        hand_to_analyst(action=action, success=success, container=container, results=results, handle=handle)
        return

    # check for 'else' condition 3
    close_as_clean(action=action, success=success, container=container, results=results, handle=handle)

    return


@phantom.playbook_block()
def raise_severity(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("raise_severity() called")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.set_severity(container=container, severity="high")
    phantom.set_status(container=container, status="open")

    return


@phantom.playbook_block()
def block_addresses(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("block_addresses() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Drop traffic of the bad hosts at the firewall.
    ################################################################################

    filtered_result_0_data_bad_addresses = phantom.collect2(container=container, datapath=["filtered-data:bad_addresses:condition_1:address_lookup:action_result.parameter.ip","filtered-data:bad_addresses:condition_1:address_lookup:action_result.parameter.context.artifact_id"])

    parameters = []

    # build parameters list for 'block_addresses' call
    for filtered_result_0_item_bad_addresses in filtered_result_0_data_bad_addresses:
        if filtered_result_0_item_bad_addresses[0] is not None:
            parameters.append({
                "ip": filtered_result_0_item_bad_addresses[0],
                "vsys": "",
                "is_source_address": True,
                "context": {'artifact_id': filtered_result_0_item_bad_addresses[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # several artifacts may name the same host: one rule is enough
    unique_parameters = []
    for parameter in parameters:
        if parameter["ip"] not in [known["ip"] for known in unique_parameters]:
            unique_parameters.append(parameter)
    parameters = unique_parameters

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("block ip", parameters=parameters, name="block_addresses", assets=["pan"], callback=join_write_containment)

    return


@phantom.playbook_block()
def block_domains(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("block_domains() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Stop resolving the bad domains.
    ################################################################################

    filtered_result_0_data_bad_domains = phantom.collect2(container=container, datapath=["filtered-data:bad_domains:condition_1:domain_lookup:action_result.parameter.domain","filtered-data:bad_domains:condition_1:domain_lookup:action_result.parameter.context.artifact_id"])

    parameters = []

    # build parameters list for 'block_domains' call
    for filtered_result_0_item_bad_domains in filtered_result_0_data_bad_domains:
        if filtered_result_0_item_bad_domains[0] is not None:
            parameters.append({
                "domain": filtered_result_0_item_bad_domains[0],
                "disable_safeguards": False,
                "context": {'artifact_id': filtered_result_0_item_bad_domains[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # once per domain
    unique_parameters = []
    for parameter in parameters:
        if parameter["domain"] not in [known["domain"] for known in unique_parameters]:
            unique_parameters.append(parameter)
    parameters = unique_parameters

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("block domain", parameters=parameters, name="block_domains", assets=["opendns_umbrella"], callback=join_write_containment)

    return


@phantom.playbook_block()
def block_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("block_links() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Deny the bad links at the web proxy.
    ################################################################################

    filtered_result_0_data_bad_links = phantom.collect2(container=container, datapath=["filtered-data:bad_links:condition_1:link_lookup:action_result.parameter.url","filtered-data:bad_links:condition_1:link_lookup:action_result.parameter.context.artifact_id"])

    parameters = []

    # build parameters list for 'block_links' call
    for filtered_result_0_item_bad_links in filtered_result_0_data_bad_links:
        if filtered_result_0_item_bad_links[0] is not None:
            parameters.append({
                "url": filtered_result_0_item_bad_links[0],
                "url_category": "",
                "context": {'artifact_id': filtered_result_0_item_bad_links[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # the same link often stands in the mail more than once
    unique_parameters = []
    for parameter in parameters:
        if parameter["url"] not in [known["url"] for known in unique_parameters]:
            unique_parameters.append(parameter)
    parameters = unique_parameters

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("block url", parameters=parameters, name="block_links", assets=["zscaler"], callback=join_write_containment)

    return


@phantom.playbook_block()
def ban_hashes(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("ban_hashes() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Keep the bad attachments from running anywhere.
    ################################################################################

    filtered_result_0_data_bad_hashes = phantom.collect2(container=container, datapath=["filtered-data:bad_hashes:condition_1:hash_lookup:action_result.parameter.hash","filtered-data:bad_hashes:condition_1:hash_lookup:action_result.parameter.context.artifact_id"])

    parameters = []

    # build parameters list for 'ban_hashes' call
    for filtered_result_0_item_bad_hashes in filtered_result_0_data_bad_hashes:
        if filtered_result_0_item_bad_hashes[0] is not None:
            parameters.append({
                "hash": filtered_result_0_item_bad_hashes[0],
                "comment": "attachment of a reported phishing mail",
                "context": {'artifact_id': filtered_result_0_item_bad_hashes[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # once per file, whatever names it goes by
    unique_parameters = []
    for parameter in parameters:
        if parameter["hash"] not in [known["hash"] for known in unique_parameters]:
            unique_parameters.append(parameter)
    parameters = unique_parameters

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("block hash", parameters=parameters, name="ban_hashes", assets=["carbonblack"], callback=join_write_containment)

    return


@phantom.playbook_block()
def join_write_containment(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("join_write_containment() called")

    if phantom.completed(action_names=["block_addresses", "block_domains", "block_links", "ban_hashes"]):
        # call connected block "write_containment"
        write_containment(container=container, handle=handle)

    return


@phantom.playbook_block()
def write_containment(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("write_containment() called")

    ################################################################################
    # What was blocked where, and what could not be blocked.
    ################################################################################

    template = """Containment of event {0}\n\n**Firewall**\n%%\n- {1}: {2} {3}\n%%\n\n**Resolver**\n%%\n- {4}: {5} {6}\n%%\n\n**Web proxy**\n%%\n- {7}: {8} {9}\n%%\n\n**Endpoints**\n%%\n- {10}: {11} {12}\n%%\n\n"""

    # parameter list for template variable replacement
    parameters = [
        "container:id",
        "block_addresses:action_result.parameter.ip",
        "block_addresses:action_result.status",
        "block_addresses:action_result.message",
        "block_domains:action_result.parameter.domain",
        "block_domains:action_result.status",
        "block_domains:action_result.message",
        "block_links:action_result.parameter.url",
        "block_links:action_result.status",
        "block_links:action_result.message",
        "ban_hashes:action_result.parameter.hash",
        "ban_hashes:action_result.status",
        "ban_hashes:action_result.message"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="write_containment")

    note_containment(container=container)

    return


@phantom.playbook_block()
def note_containment(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("note_containment() called")

    write_containment = phantom.get_format_data(name="write_containment")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.add_note(container=container, content=write_containment, note_format="markdown", note_type="general", title="Containment")

    did_a_block_fail(container=container)

    return


@phantom.playbook_block()
def did_a_block_fail(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("did_a_block_fail() called")

    ################################################################################
    # A block that failed needs a person.
    ################################################################################

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        logical_operator="or",
        conditions=[
            ["block_addresses:action_result.status", "==", "failed"],
            ["block_domains:action_result.status", "==", "failed"],
            ["block_links:action_result.status", "==", "failed"],
            ["ban_hashes:action_result.status", "==", "failed"]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        ask_for_manual_block(action=action, success=success, container=container, results=results, handle=handle)
        return

    return


@phantom.playbook_block()
def ask_for_manual_block(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("ask_for_manual_block() called")

    block_addresses_result_data = phantom.collect2(container=container, datapath=["block_addresses:action_result.status","block_addresses:action_result.parameter.ip","block_addresses:action_result.message"], action_results=results)
    block_domains_result_data = phantom.collect2(container=container, datapath=["block_domains:action_result.status","block_domains:action_result.parameter.domain","block_domains:action_result.message"], action_results=results)
    block_links_result_data = phantom.collect2(container=container, datapath=["block_links:action_result.status","block_links:action_result.parameter.url","block_links:action_result.message"], action_results=results)
    ban_hashes_result_data = phantom.collect2(container=container, datapath=["ban_hashes:action_result.status","ban_hashes:action_result.parameter.hash","ban_hashes:action_result.message"], action_results=results)

    ################################################################################
    ## Custom Code Start
    ################################################################################

    failed = []
    for item in phantom.concatenate(block_addresses_result_data, block_domains_result_data, block_links_result_data, ban_hashes_result_data):
        if item[0] == "failed":
            failed.append(f"{item[1]} ({item[2]})")
    comment_text = "Please block by hand: " + ", ".join(failed)

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.comment(container=container, comment=comment_text)

    return


@phantom.playbook_block()
def hand_to_analyst(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("hand_to_analyst() called")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.set_severity(container=container, severity="medium")
    phantom.comment(container=container, comment="The answers are not clear enough to act on. Please review the assessment.")
    phantom.set_status(container=container, status="open")

    return


@phantom.playbook_block()
def close_as_clean(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("close_as_clean() called")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.set_severity(container=container, severity="low")
    phantom.comment(container=container, comment="No indicator of this mail is known as bad; closed without containment.")
    phantom.set_status(container=container, status="closed")

    return


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    return