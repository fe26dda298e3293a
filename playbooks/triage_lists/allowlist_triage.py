"""
First triage of a network alert with three custom lists. Sources inside "trusted networks" are set aside, sources on "known bad hosts" raise the severity at once, and the rest is looked up; hosts that turn out bad are added to "known bad hosts" so that the next event needs no look-up. A fourth list, "triage journal", keeps one row per event.
"""


import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    phantom.debug('on_start() called')

    # call 'sort_sources' block
    sort_sources(container=container)

    return

@phantom.playbook_block()
def sort_sources(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("sort_sources() called")

    ################################################################################
    # Trusted, known as bad, or unknown: each source goes one way. The list of 
    # trusted networks holds addresses and CIDR ranges.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["artifact:*.cef.sourceAddress", "in", "custom_list:trusted networks"]
        ],
        name="sort_sources:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        note_trusted(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    # collect filtered artifact ids and results for 'if' condition 2
    matched_artifacts_2, matched_results_2 = phantom.condition(
        container=container,
        conditions=[
            ["artifact:*.cef.sourceAddress", "in", "custom_list:known bad hosts"]
        ],
        name="sort_sources:condition_2",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_2 or matched_results_2:
        raise_for_known_host(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_2, filtered_results=matched_results_2)

    # collect filtered artifact ids and results for 'if' condition 3
    matched_artifacts_3, matched_results_3 = phantom.condition(
        container=container,
        logical_operator="and",
        conditions=[
            ["artifact:*.cef.sourceAddress", "!=", ""],
            ["artifact:*.cef.sourceAddress", "not in", "custom_list:trusted networks"],
            ["artifact:*.cef.sourceAddress", "not in", "custom_list:known bad hosts"]
        ],
        name="sort_sources:condition_3",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_3 or matched_results_3:
        look_up_strangers(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_3, filtered_results=matched_results_3)

    return


@phantom.playbook_block()
def note_trusted(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("note_trusted() called")

    ################################################################################
    # Say what was left out, so that nobody wonders.
    ################################################################################

    filtered_artifact_0_data_sort_sources = phantom.collect2(container=container, datapath=["filtered-data:sort_sources:condition_1:artifact:*.cef.sourceAddress"])

    filtered_artifact_0_cef_sourceaddress = [item[0] for item in filtered_artifact_0_data_sort_sources]

    trusted_combined_value = phantom.concatenate(filtered_artifact_0_cef_sourceaddress, dedup=True)

    ################################################################################
    ## Custom Code Start
    ################################################################################

    trusted_combined_value = "Set aside as trusted: {}".format(", ".join(trusted_combined_value))

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.comment(container=container, comment=trusted_combined_value)

    return


@phantom.playbook_block()
def raise_for_known_host(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("raise_for_known_host() called")

    ################################################################################
    # No look-up needed: this host was bad before.
    ################################################################################

    filtered_artifact_0_data_sort_sources = phantom.collect2(container=container, datapath=["filtered-data:sort_sources:condition_2:artifact:*.cef.sourceAddress"])

    filtered_artifact_0_cef_sourceaddress = [item[0] for item in filtered_artifact_0_data_sort_sources]

    known_combined_value = phantom.concatenate(filtered_artifact_0_cef_sourceaddress, dedup=True)

    ################################################################################
    ## Custom Code Start
    ################################################################################

    known_combined_value = ", ".join(known_combined_value)

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.set_severity(container=container, severity="high")
    phantom.pin(container=container, data=known_combined_value, message="Known bad host", name="raise_for_known_host", pin_style="red", pin_type="card")

    return


@phantom.playbook_block()
def look_up_strangers(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("look_up_strangers() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Ask AbuseIPDB about the hosts that no list knows.
    ################################################################################

    filtered_artifact_0_data_sort_sources = phantom.collect2(container=container, datapath=["filtered-data:sort_sources:condition_3:artifact:*.cef.sourceAddress","filtered-data:sort_sources:condition_3:artifact:*.id"])

    parameters = []

    # build parameters list for 'look_up_strangers' call
    for filtered_artifact_0_item_sort_sources in filtered_artifact_0_data_sort_sources:
        if filtered_artifact_0_item_sort_sources[0] is not None:
            parameters.append({
                "ip": filtered_artifact_0_item_sort_sources[0],
                "days": 90,
                "context": {'artifact_id': filtered_artifact_0_item_sort_sources[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("lookup ip", parameters=parameters, name="look_up_strangers", assets=["abuseipdb"], callback=look_up_strangers_callback)

    return


@phantom.playbook_block()
def look_up_strangers_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("look_up_strangers_callback() called")

    
    rate_strangers(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)
    anything_alarming(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)

    return


@phantom.playbook_block()
def rate_strangers(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("rate_strangers() called")

    ################################################################################
    # Bad is who was reported often and with confidence.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        logical_operator="and",
        conditions=[
            ["look_up_strangers:action_result.data.*.data.abuseConfidenceScore", ">=", 75],
            ["look_up_strangers:action_result.data.*.data.totalReports", ">", 5]
        ],
        name="rate_strangers:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        remember_hosts(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    # collect filtered artifact ids and results for 'if' condition 2
    matched_artifacts_2, matched_results_2 = phantom.condition(
        container=container,
        conditions=[
            ["look_up_strangers:action_result.status", "==", "failed"]
        ],
        name="rate_strangers:condition_2",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_2 or matched_results_2:
        note_unanswered(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_2, filtered_results=matched_results_2)

    return


@phantom.playbook_block()
def remember_hosts(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("remember_hosts() called")

    ################################################################################
    # Add the bad hosts to the list, then raise the severity.
    ################################################################################

    id_value = container.get("id", None)
    filtered_result_0_data_rate_strangers = phantom.collect2(container=container, datapath=["filtered-data:rate_strangers:condition_1:look_up_strangers:action_result.parameter.ip","filtered-data:rate_strangers:condition_1:look_up_strangers:action_result.data.*.data.abuseConfidenceScore"])

    filtered_result_0_parameter_ip = [item[0] for item in filtered_result_0_data_rate_strangers]
    filtered_result_0_data___abuseconfidencescore = [item[1] for item in filtered_result_0_data_rate_strangers]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # one row per host; a host that came twice is written once
    remembered = []
    for position in range(len(filtered_result_0_parameter_ip)):
        host = filtered_result_0_parameter_ip[position]
        if host not in remembered:
            remembered.append(host)
            success, message = phantom.add_list(list_name="known bad hosts", values=[host, f"score {filtered_result_0_data___abuseconfidencescore[position]}", f"event {id_value}"])
            if not success:
                phantom.error(f"could not remember {host}: {message}")

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.set_severity(container=container, severity="high")

    comment_remembered(container=container)

    return


@phantom.playbook_block()
def comment_remembered(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("comment_remembered() called")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    success, message, known_hosts = phantom.get_list(list_name="known bad hosts")
    comment_text = "Entries on the list of known bad hosts: {}".format(len(known_hosts))

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.comment(container=container, comment=comment_text)

    return


@phantom.playbook_block()
def anything_alarming(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("anything_alarming() called")

    ################################################################################
    # A known bad host, a bad score or a missing answer keeps the event open.
    ################################################################################

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        logical_operator="or",
        conditions=[
            ["filtered-data:sort_sources:condition_2:artifact:*.id", "!=", ""],
            ["look_up_strangers:action_result.data.*.data.abuseConfidenceScore", ">=", 25],
            ["look_up_strangers:action_result.status", "==", "failed"]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        keep_open(action=action, success=success, container=container, results=results, handle=handle)
        return

    # check for 'else' condition 2
    lower_severity(action=action, success=success, container=container, results=results, handle=handle)

    return


@phantom.playbook_block()
def keep_open(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("keep_open() called")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.set_status(container=container, status="open")

    return


@phantom.playbook_block()
def lower_severity(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("lower_severity() called")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.set_severity(container=container, severity="low")
    phantom.comment(container=container, comment="None of the unknown sources has a bad reputation.")

    return


@phantom.playbook_block()
def note_unanswered(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("note_unanswered() called")

    ################################################################################
    # A host without an answer is neither good nor bad.
    ################################################################################

    filtered_result_0_data_rate_strangers = phantom.collect2(container=container, datapath=["filtered-data:rate_strangers:condition_2:look_up_strangers:action_result.parameter.ip","filtered-data:rate_strangers:condition_2:look_up_strangers:action_result.message"])

    ################################################################################
    ## Custom Code Start
    ################################################################################

    unanswered_combined_value = "\n".join([f"- {item[0]}: {item[1]}" for item in filtered_result_0_data_rate_strangers])

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.add_note(container=container, content=unanswered_combined_value, note_format="markdown", note_type="general", title="Not looked up")

    return


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")

    id_value = container.get("id", None)
    name_value = container.get("name", None)
    filtered_artifact_0_data_sort_sources = phantom.collect2(container=container, datapath=["filtered-data:sort_sources:condition_1:artifact:*.cef.sourceAddress"])
    filtered_artifact_1_data_sort_sources = phantom.collect2(container=container, datapath=["filtered-data:sort_sources:condition_2:artifact:*.cef.sourceAddress"])
    filtered_artifact_2_data_sort_sources = phantom.collect2(container=container, datapath=["filtered-data:sort_sources:condition_3:artifact:*.cef.sourceAddress"])

    filtered_artifact_0_cef_sourceaddress = [item[0] for item in filtered_artifact_0_data_sort_sources]
    filtered_artifact_1_cef_sourceaddress = [item[0] for item in filtered_artifact_1_data_sort_sources]
    filtered_artifact_2_cef_sourceaddress = [item[0] for item in filtered_artifact_2_data_sort_sources]

    all_combined_value = phantom.concatenate(filtered_artifact_0_cef_sourceaddress, filtered_artifact_1_cef_sourceaddress, filtered_artifact_2_cef_sourceaddress, dedup=True)

    ################################################################################
    ## Custom Code Start
    ################################################################################

    phantom.add_list("triage journal", [id_value, name_value, " ".join(all_combined_value)])

    ################################################################################
    ## Custom Code End
    ################################################################################

    return