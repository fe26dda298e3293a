"""
Triage of a whole phishing campaign. Hosts, domains, links and files of all reported mails are looked up, mapped and scored; bad ones are blocked and hunted for, doubtful ones become a question to the owner of the mailbox, and the rest is closed. It has fifty blocks of every kind and serves to measure the compiler.
"""


import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    phantom.debug('on_start() called')

    # call 'anything_to_check' block
    anything_to_check(container=container)

    return

@phantom.playbook_block()
def anything_to_check(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("anything_to_check() called")

    ################################################################################
    # A campaign without a single indicator is not worth a look-up.
    ################################################################################

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        logical_operator="or",
        conditions=[
            ["artifact:*.cef.sourceAddress", "!=", ""],
            ["artifact:*.cef.destinationDnsDomain", "!=", ""],
            ["artifact:*.cef.requestURL", "!=", ""],
            ["artifact:*.cef.fileHash", "!=", ""]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        host_reputation(action=action, success=success, container=container, results=results, handle=handle)
        host_location(action=action, success=success, container=container, results=results, handle=handle)
        host_owner(action=action, success=success, container=container, results=results, handle=handle)
        domain_reputation(action=action, success=success, container=container, results=results, handle=handle)
        link_reputation(action=action, success=success, container=container, results=results, handle=handle)
        file_reputation(action=action, success=success, container=container, results=results, handle=handle)
        return

    # check for 'else' condition 2
    comment_empty(action=action, success=success, container=container, results=results, handle=handle)

    return


@phantom.playbook_block()
def comment_empty(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("comment_empty() called")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.comment(container=container, comment="The campaign carries no indicator.")

    return


@phantom.playbook_block()
def host_reputation(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("host_reputation() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Reputation of every sending host.
    ################################################################################

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress","artifact:*.id"])

    parameters = []

    # build parameters list for 'host_reputation' call
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

    phantom.act("ip reputation", parameters=parameters, name="host_reputation", assets=["virustotal"], callback=host_reputation_callback)

    return


@phantom.playbook_block()
def host_reputation_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("host_reputation_callback() called")

    
    host_hits(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)
    join_total_score(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)

    return


@phantom.playbook_block()
def host_location(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("host_location() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Country of every sending host.
    ################################################################################

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress","artifact:*.id"])

    parameters = []

    # build parameters list for 'host_location' call
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

    phantom.act("geolocate ip", parameters=parameters, name="host_location", assets=["maxmind"], callback=host_location_callback)

    return


@phantom.playbook_block()
def host_location_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("host_location_callback() called")

    
    far_hosts(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)
    join_total_score(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)

    return


@phantom.playbook_block()
def host_owner(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("host_owner() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Registered owner of every sending host.
    ################################################################################

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress","artifact:*.id"])

    parameters = []

    # build parameters list for 'host_owner' call
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

    phantom.act("whois ip", parameters=parameters, name="host_owner", assets=["whois"], callback=host_owner_callback)

    return


@phantom.playbook_block()
def host_owner_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("host_owner_callback() called")

    
    known_owners(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)
    join_total_score(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)

    return


@phantom.playbook_block()
def domain_reputation(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("domain_reputation() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Reputation of every domain.
    ################################################################################

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.destinationDnsDomain","artifact:*.id"])

    parameters = []

    # build parameters list for 'domain_reputation' call
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

    phantom.act("domain reputation", parameters=parameters, name="domain_reputation", assets=["virustotal"], callback=domain_reputation_callback)

    return


@phantom.playbook_block()
def domain_reputation_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("domain_reputation_callback() called")

    
    domain_hits(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)
    join_total_score(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)

    return


@phantom.playbook_block()
def link_reputation(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("link_reputation() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Reputation of every link.
    ################################################################################

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL","artifact:*.id"])

    parameters = []

    # build parameters list for 'link_reputation' call
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

    phantom.act("url reputation", parameters=parameters, name="link_reputation", assets=["virustotal"], callback=link_reputation_callback)

    return


@phantom.playbook_block()
def link_reputation_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("link_reputation_callback() called")

    
    link_hits(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)
    join_total_score(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)

    return


@phantom.playbook_block()
def file_reputation(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("file_reputation() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Reputation of every attachment.
    ################################################################################

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.fileHash","artifact:*.id"])

    parameters = []

    # build parameters list for 'file_reputation' call
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

    phantom.act("file reputation", parameters=parameters, name="file_reputation", assets=["virustotal"], callback=file_reputation_callback)

    return


@phantom.playbook_block()
def file_reputation_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("file_reputation_callback() called")

    
    file_hits(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)
    join_total_score(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=filtered_artifacts, filtered_results=filtered_results)

    return


@phantom.playbook_block()
def host_hits(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("host_hits() called")

    ################################################################################
    # Hosts with at least one bad link.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        logical_operator="and",
        conditions=[
            ["host_reputation:action_result.summary.detected_urls", ">", 0],
            ["host_reputation:action_result.status", "==", "success"]
        ],
        name="host_hits:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        score_hosts(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def far_hosts(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("far_hosts() called")

    ################################################################################
    # Hosts outside the countries that we do business with.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["host_location:action_result.data.*.country_iso_code", "not in", "US,CA,GB,DE"]
        ],
        name="far_hosts:condition_1",
        delimiter=",")

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        list_countries(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def known_owners(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("known_owners() called")

    ################################################################################
    # Hosts whose network has an owner.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["host_owner:action_result.summary.asn", "!=", ""]
        ],
        name="known_owners:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        list_owners(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def domain_hits(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("domain_hits() called")

    ################################################################################
    # Domains with two bad links or more.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["domain_reputation:action_result.summary.detected_urls", ">=", 2]
        ],
        name="domain_hits:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        score_domains(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def link_hits(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("link_hits() called")

    ################################################################################
    # Links that two scanners or more call bad.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["link_reputation:action_result.summary.positives", ">=", 2]
        ],
        name="link_hits:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        score_links(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def file_hits(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("file_hits() called")

    ################################################################################
    # Files that five engines or more call bad.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["file_reputation:action_result.summary.positives", ">=", 5]
        ],
        name="file_hits:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        score_files(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def score_hosts(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("score_hosts() called")

    ################################################################################
    # Points of the bad hosts.
    ################################################################################

    filtered_result_0_data_host_hits = phantom.collect2(container=container, datapath=["filtered-data:host_hits:condition_1:host_reputation:action_result.parameter.ip","filtered-data:host_hits:condition_1:host_reputation:action_result.summary.detected_urls"])

    filtered_result_0_parameter_ip = [item[0] for item in filtered_result_0_data_host_hits]
    filtered_result_0_summary_detected_urls = [item[1] for item in filtered_result_0_data_host_hits]

    score_hosts__points = None
    score_hosts__worst = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # the same indicator counts once, however often it was reported
    seen = []
    score_hosts__points = 0
    score_hosts__worst = ""
    worst_count = 0
    for position in range(len(filtered_result_0_parameter_ip)):
        value = filtered_result_0_parameter_ip[position]
        count = filtered_result_0_summary_detected_urls[position] or 0
        if value in seen:
            continue
        seen.append(value)
        score_hosts__points += 5 + count
        if count > worst_count:
            worst_count = count
            score_hosts__worst = value

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="score_hosts:points", value=json.dumps(score_hosts__points))
    phantom.save_run_data(key="score_hosts:worst", value=json.dumps(score_hosts__worst))

    return


@phantom.playbook_block()
def list_countries(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("list_countries() called")

    ################################################################################
    # Hosts by country.
    ################################################################################

    filtered_result_0_data_far_hosts = phantom.collect2(container=container, datapath=["filtered-data:far_hosts:condition_1:host_location:action_result.parameter.ip","filtered-data:far_hosts:condition_1:host_location:action_result.data.*.country_name"])

    filtered_result_0_parameter_ip = [item[0] for item in filtered_result_0_data_far_hosts]
    filtered_result_0_data___country_name = [item[1] for item in filtered_result_0_data_far_hosts]

    list_countries__countries = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    list_countries__countries = {}
    for position in range(len(filtered_result_0_parameter_ip)):
        country = filtered_result_0_data___country_name[position] or "unknown"
        hosts = list_countries__countries.setdefault(country, [])
        if filtered_result_0_parameter_ip[position] not in hosts:
            hosts.append(filtered_result_0_parameter_ip[position])
    list_countries__countries = [f"{country}: {', '.join(hosts)}" for country, hosts in list_countries__countries.items()]

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="list_countries:countries", value=json.dumps(list_countries__countries))

    return


@phantom.playbook_block()
def list_owners(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("list_owners() called")

    ################################################################################
    # One line per host and network.
    ################################################################################

    filtered_result_0_data_known_owners = phantom.collect2(container=container, datapath=["filtered-data:known_owners:condition_1:host_owner:action_result.parameter.ip","filtered-data:known_owners:condition_1:host_owner:action_result.summary.asn","filtered-data:known_owners:condition_1:host_owner:action_result.summary.registry"])

    filtered_result_0_parameter_ip = [item[0] for item in filtered_result_0_data_known_owners]
    filtered_result_0_summary_asn = [item[1] for item in filtered_result_0_data_known_owners]
    filtered_result_0_summary_registry = [item[2] for item in filtered_result_0_data_known_owners]

    list_owners__owners = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    list_owners__owners = []
    for position in range(len(filtered_result_0_parameter_ip)):
        line = "{}: AS{} ({})".format(filtered_result_0_parameter_ip[position], filtered_result_0_summary_asn[position], filtered_result_0_summary_registry[position] or "no registry")
        if line not in list_owners__owners:
            list_owners__owners.append(line)

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="list_owners:owners", value=json.dumps(list_owners__owners))

    return


@phantom.playbook_block()
def score_domains(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("score_domains() called")

    ################################################################################
    # Points of the bad domains.
    ################################################################################

    filtered_result_0_data_domain_hits = phantom.collect2(container=container, datapath=["filtered-data:domain_hits:condition_1:domain_reputation:action_result.parameter.domain","filtered-data:domain_hits:condition_1:domain_reputation:action_result.summary.detected_urls"])

    filtered_result_0_parameter_domain = [item[0] for item in filtered_result_0_data_domain_hits]
    filtered_result_0_summary_detected_urls = [item[1] for item in filtered_result_0_data_domain_hits]

    score_domains__points = None
    score_domains__worst = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # the same indicator counts once, however often it was reported
    seen = []
    score_domains__points = 0
    score_domains__worst = ""
    worst_count = 0
    for position in range(len(filtered_result_0_parameter_domain)):
        value = filtered_result_0_parameter_domain[position]
        count = filtered_result_0_summary_detected_urls[position] or 0
        if value in seen:
            continue
        seen.append(value)
        score_domains__points += 10 + count
        if count > worst_count:
            worst_count = count
            score_domains__worst = value

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="score_domains:points", value=json.dumps(score_domains__points))
    phantom.save_run_data(key="score_domains:worst", value=json.dumps(score_domains__worst))

    return


@phantom.playbook_block()
def score_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("score_links() called")

    ################################################################################
    # Points of the bad links.
    ################################################################################

    filtered_result_0_data_link_hits = phantom.collect2(container=container, datapath=["filtered-data:link_hits:condition_1:link_reputation:action_result.parameter.url","filtered-data:link_hits:condition_1:link_reputation:action_result.summary.positives"])

    filtered_result_0_parameter_url = [item[0] for item in filtered_result_0_data_link_hits]
    filtered_result_0_summary_positives = [item[1] for item in filtered_result_0_data_link_hits]

    score_links__points = None
    score_links__worst = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # the same indicator counts once, however often it was reported
    seen = []
    score_links__points = 0
    score_links__worst = ""
    worst_count = 0
    for position in range(len(filtered_result_0_parameter_url)):
        value = filtered_result_0_parameter_url[position]
        count = filtered_result_0_summary_positives[position] or 0
        if value in seen:
            continue
        seen.append(value)
        score_links__points += 15 + count
        if count > worst_count:
            worst_count = count
            score_links__worst = value

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="score_links:points", value=json.dumps(score_links__points))
    phantom.save_run_data(key="score_links:worst", value=json.dumps(score_links__worst))

    return


@phantom.playbook_block()
def score_files(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("score_files() called")

    ################################################################################
    # Points of the bad files.
    ################################################################################

    filtered_result_0_data_file_hits = phantom.collect2(container=container, datapath=["filtered-data:file_hits:condition_1:file_reputation:action_result.parameter.hash","filtered-data:file_hits:condition_1:file_reputation:action_result.summary.positives"])

    filtered_result_0_parameter_hash = [item[0] for item in filtered_result_0_data_file_hits]
    filtered_result_0_summary_positives = [item[1] for item in filtered_result_0_data_file_hits]

    score_files__points = None
    score_files__worst = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # the same indicator counts once, however often it was reported
    seen = []
    score_files__points = 0
    score_files__worst = ""
    worst_count = 0
    for position in range(len(filtered_result_0_parameter_hash)):
        value = filtered_result_0_parameter_hash[position]
        count = filtered_result_0_summary_positives[position] or 0
        if value in seen:
            continue
        seen.append(value)
        score_files__points += 20 + count
        if count > worst_count:
            worst_count = count
            score_files__worst = value

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="score_files:points", value=json.dumps(score_files__points))
    phantom.save_run_data(key="score_files:worst", value=json.dumps(score_files__worst))

    return


@phantom.playbook_block()
def join_total_score(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("join_total_score() called")

    if phantom.completed(action_names=["host_reputation", "host_location", "host_owner", "domain_reputation", "link_reputation", "file_reputation"]):
        # call connected block "total_score"
        total_score(container=container, handle=handle)

    return


@phantom.playbook_block()
def total_score(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("total_score() called")

    ################################################################################
    # One number and one word for the whole campaign.
    ################################################################################

    score_hosts__points = json.loads(_ if (_ := phantom.get_run_data(key="score_hosts:points")) != "" else "null")  # pylint: disable=used-before-assignment
    score_domains__points = json.loads(_ if (_ := phantom.get_run_data(key="score_domains:points")) != "" else "null")  # pylint: disable=used-before-assignment
    score_links__points = json.loads(_ if (_ := phantom.get_run_data(key="score_links:points")) != "" else "null")  # pylint: disable=used-before-assignment
    score_files__points = json.loads(_ if (_ := phantom.get_run_data(key="score_files:points")) != "" else "null")  # pylint: disable=used-before-assignment

    total_score__points = None
    total_score__level = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    total_score__points = 0
    for points in [score_hosts__points, score_domains__points, score_links__points, score_files__points]:
        # a kind without any hit was not scored
        total_score__points += points or 0

    total_score__level = "malicious" if total_score__points >= 50 else "suspicious" if total_score__points > 0 else "clean"

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="total_score:points", value=json.dumps(total_score__points))
    phantom.save_run_data(key="total_score:level", value=json.dumps(total_score__level))

    format_overview(container=container)

    return


@phantom.playbook_block()
def format_overview(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("format_overview() called")

    ################################################################################
    # The findings on one page.
    ################################################################################

    template = """## {0} ({1} points)\n\nWorst: {2} {3} {4} {5}\n\nCountries\n%%\n- {6}\n%%\n\nNetworks\n%%\n- {7}\n%%\n"""

    # parameter list for template variable replacement
    parameters = [
        "total_score:custom_function:level",
        "total_score:custom_function:points",
        "score_hosts:custom_function:worst",
        "score_domains:custom_function:worst",
        "score_links:custom_function:worst",
        "score_files:custom_function:worst",
        "list_countries:custom_function:countries",
        "list_owners:custom_function:owners"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="format_overview", drop_none=True)

    note_overview(container=container)

    return


@phantom.playbook_block()
def note_overview(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("note_overview() called")

    format_overview = phantom.get_format_data(name="format_overview")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.add_note(container=container, content=format_overview, note_format="markdown", note_type="general", title="Campaign overview")

    how_bad_is_it(container=container)

    return


@phantom.playbook_block()
def how_bad_is_it(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("how_bad_is_it() called")

    ################################################################################
    # Contain, ask, or close.
    ################################################################################

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["total_score:custom_function:level", "==", "malicious"]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        raise_severity(action=action, success=success, container=container, results=results, handle=handle)
        any_bad_host(action=action, success=success, container=container, results=results, handle=handle)
        any_bad_domain(action=action, success=success, container=container, results=results, handle=handle)
        any_bad_link(action=action, success=success, container=container, results=results, handle=handle)
        any_bad_file(action=action, success=success, container=container, results=results, handle=handle)
        return

    # check for 'elif' condition 2
    found_match_2 = phantom.decision(
        container=container,
        conditions=[
            ["total_score:custom_function:level", "==", "suspicious"]
        ],
        delimiter=None)

    # call connected blocks if condition 2 matched
    if found_match_2:
        format_question(action=action, success=success, container=container, results=results, handle=handle)
        return

    # check for 'else' condition 3
    close_campaign(action=action, success=success, container=container, results=results, handle=handle)

    return


@phantom.playbook_block()
def raise_severity(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("raise_severity() called")

    total_score__points = json.loads(_ if (_ := phantom.get_run_data(key="total_score:points")) != "" else "null")  # pylint: disable=used-before-assignment

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.set_severity(container=container, severity="high")
    phantom.set_status(container=container, status="open")
    phantom.pin(container=container, data=total_score__points, message="Campaign score", name="campaign score", pin_style="red", pin_type="card_medium")

    return


@phantom.playbook_block()
def any_bad_host(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("any_bad_host() called")

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["filtered-data:host_hits:condition_1:host_reputation:action_result.parameter.ip", "!=", ""]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        block_hosts(action=action, success=success, container=container, results=results, handle=handle)
        return

    return


@phantom.playbook_block()
def any_bad_domain(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("any_bad_domain() called")

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["filtered-data:domain_hits:condition_1:domain_reputation:action_result.parameter.domain", "!=", ""]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        block_domains(action=action, success=success, container=container, results=results, handle=handle)
        return

    return


@phantom.playbook_block()
def any_bad_link(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("any_bad_link() called")

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["filtered-data:link_hits:condition_1:link_reputation:action_result.parameter.url", "!=", ""]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        block_links(action=action, success=success, container=container, results=results, handle=handle)
        return

    return


@phantom.playbook_block()
def any_bad_file(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("any_bad_file() called")

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["filtered-data:file_hits:condition_1:file_reputation:action_result.parameter.hash", "!=", ""]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        hunt_files(action=action, success=success, container=container, results=results, handle=handle)
        return

    return


@phantom.playbook_block()
def block_hosts(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("block_hosts() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Close the firewall to the bad hosts.
    ################################################################################

    filtered_result_0_data_host_hits = phantom.collect2(container=container, datapath=["filtered-data:host_hits:condition_1:host_reputation:action_result.parameter.ip","filtered-data:host_hits:condition_1:host_reputation:action_result.parameter.context.artifact_id"])

    parameters = []

    # build parameters list for 'block_hosts' call
    for filtered_result_0_item_host_hits in filtered_result_0_data_host_hits:
        if filtered_result_0_item_host_hits[0] is not None:
            parameters.append({
                "ip": filtered_result_0_item_host_hits[0],
                "vsys": "",
                "is_source_address": True,
                "context": {'artifact_id': filtered_result_0_item_host_hits[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("block ip", parameters=parameters, name="block_hosts", assets=["pan"], callback=unblocked_hosts)

    return


@phantom.playbook_block()
def block_domains(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("block_domains() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Stop resolving the bad domains.
    ################################################################################

    filtered_result_0_data_domain_hits = phantom.collect2(container=container, datapath=["filtered-data:domain_hits:condition_1:domain_reputation:action_result.parameter.domain","filtered-data:domain_hits:condition_1:domain_reputation:action_result.parameter.context.artifact_id"])

    parameters = []

    # build parameters list for 'block_domains' call
    for filtered_result_0_item_domain_hits in filtered_result_0_data_domain_hits:
        if filtered_result_0_item_domain_hits[0] is not None:
            parameters.append({
                "domain": filtered_result_0_item_domain_hits[0],
                "disable_safeguards": False,
                "context": {'artifact_id': filtered_result_0_item_domain_hits[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("block domain", parameters=parameters, name="block_domains", assets=["opendns_umbrella"], callback=unblocked_domains)

    return


@phantom.playbook_block()
def block_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("block_links() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Deny the bad links at the proxy.
    ################################################################################

    filtered_result_0_data_link_hits = phantom.collect2(container=container, datapath=["filtered-data:link_hits:condition_1:link_reputation:action_result.parameter.url","filtered-data:link_hits:condition_1:link_reputation:action_result.parameter.context.artifact_id"])

    parameters = []

    # build parameters list for 'block_links' call
    for filtered_result_0_item_link_hits in filtered_result_0_data_link_hits:
        if filtered_result_0_item_link_hits[0] is not None:
            parameters.append({
                "url": filtered_result_0_item_link_hits[0],
                "url_category": "",
                "context": {'artifact_id': filtered_result_0_item_link_hits[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("block url", parameters=parameters, name="block_links", assets=["zscaler"], callback=unblocked_links)

    return


@phantom.playbook_block()
def hunt_files(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("hunt_files() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Which endpoints know the bad files?
    ################################################################################

    filtered_result_0_data_file_hits = phantom.collect2(container=container, datapath=["filtered-data:file_hits:condition_1:file_reputation:action_result.parameter.hash","filtered-data:file_hits:condition_1:file_reputation:action_result.parameter.context.artifact_id"])

    parameters = []

    # build parameters list for 'hunt_files' call
    for filtered_result_0_item_file_hits in filtered_result_0_data_file_hits:
        if filtered_result_0_item_file_hits[0] is not None:
            parameters.append({
                "hash": filtered_result_0_item_file_hits[0],
                "type": "process",
                "range": "0-50",
                "context": {'artifact_id': filtered_result_0_item_file_hits[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("hunt file", parameters=parameters, name="hunt_files", assets=["carbonblack"], callback=hunted_hosts)

    return


@phantom.playbook_block()
def unblocked_hosts(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("unblocked_hosts() called")

    ################################################################################
    # What could not be blocked.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["block_hosts:action_result.status", "==", "failed"]
        ],
        name="unblocked_hosts:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        format_unblocked_hosts(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def format_unblocked_hosts(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("format_unblocked_hosts() called")

    template = """Not blocked:\n%%\n- {0}: {1}\n%%\n"""

    # parameter list for template variable replacement
    parameters = [
        "filtered-data:unblocked_hosts:condition_1:block_hosts:action_result.parameter.ip",
        "filtered-data:unblocked_hosts:condition_1:block_hosts:action_result.message"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="format_unblocked_hosts")

    return


@phantom.playbook_block()
def unblocked_domains(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("unblocked_domains() called")

    ################################################################################
    # What could not be blocked.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["block_domains:action_result.status", "==", "failed"]
        ],
        name="unblocked_domains:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        format_unblocked_domains(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def format_unblocked_domains(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("format_unblocked_domains() called")

    template = """Not blocked:\n%%\n- {0}: {1}\n%%\n"""

    # parameter list for template variable replacement
    parameters = [
        "filtered-data:unblocked_domains:condition_1:block_domains:action_result.parameter.domain",
        "filtered-data:unblocked_domains:condition_1:block_domains:action_result.message"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="format_unblocked_domains")

    return


@phantom.playbook_block()
def unblocked_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("unblocked_links() called")

    ################################################################################
    # What could not be blocked.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["block_links:action_result.status", "==", "failed"]
        ],
        name="unblocked_links:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        format_unblocked_links(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def format_unblocked_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("format_unblocked_links() called")

    template = """Not blocked:\n%%\n- {0}: {1}\n%%\n"""

    # parameter list for template variable replacement
    parameters = [
        "filtered-data:unblocked_links:condition_1:block_links:action_result.parameter.url",
        "filtered-data:unblocked_links:condition_1:block_links:action_result.message"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="format_unblocked_links")

    return


@phantom.playbook_block()
def hunted_hosts(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("hunted_hosts() called")

    ################################################################################
    # Hunts that found something.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        logical_operator="and",
        conditions=[
            ["hunt_files:action_result.summary.device_count", ">", 0],
            ["hunt_files:action_result.status", "==", "success"]
        ],
        name="hunted_hosts:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        unique_hosts(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


@phantom.playbook_block()
def unique_hosts(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("unique_hosts() called")

    ################################################################################
    # Each endpoint once.
    ################################################################################

    filtered_result_0_data_hunted_hosts = phantom.collect2(container=container, datapath=["filtered-data:hunted_hosts:condition_1:hunt_files:action_result.data.*.process.results.*.hostname"])

    filtered_result_0_data___process_results___hostname = [item[0] for item in filtered_result_0_data_hunted_hosts]

    unique_hosts__names = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    unique_hosts__names = []
    for name in filtered_result_0_data___process_results___hostname:
        if name and name.lower() not in unique_hosts__names:
            unique_hosts__names.append(name.lower())

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="unique_hosts:names", value=json.dumps(unique_hosts__names))

    isolate_hosts(container=container)

    return


@phantom.playbook_block()
def isolate_hosts(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("isolate_hosts() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Cut the endpoints off the network.
    ################################################################################

    unique_hosts__names = json.loads(_ if (_ := phantom.get_run_data(key="unique_hosts:names")) != "" else "null")  # pylint: disable=used-before-assignment

    parameters = []

    ################################################################################
    ## Custom Code Start
    ################################################################################

    for name in unique_hosts__names:
        parameters.append({"ip_hostname": name})

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("quarantine device", parameters=parameters, name="isolate_hosts", assets=["carbonblack"], callback=did_isolation_hold)

    return


@phantom.playbook_block()
def did_isolation_hold(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("did_isolation_hold() called")

    ################################################################################
    # Any host that is still connected?
    ################################################################################

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["isolate_hosts:action_result.status", "!=", "success"]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        format_isolated(action=action, success=success, container=container, results=results, handle=handle)
        return

    # check for 'else' condition 2
    comment_isolated(action=action, success=success, container=container, results=results, handle=handle)

    return


@phantom.playbook_block()
def format_isolated(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("format_isolated() called")

    template = """Endpoints and their state\n%%\n- {0}: {1} {2}\n%%\n"""

    # parameter list for template variable replacement
    parameters = [
        "isolate_hosts:action_result.parameter.ip_hostname",
        "isolate_hosts:action_result.status",
        "isolate_hosts:action_result.message"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="format_isolated")

    comment_isolated(container=container)

    return


@phantom.playbook_block()
def comment_isolated(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("comment_isolated() called")

    format_isolated = phantom.get_format_data(name="format_isolated")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    comment_text = format_isolated or "All endpoints that know the files are isolated."

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.comment(container=container, comment=comment_text)

    return


@phantom.playbook_block()
def format_question(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("format_question() called")

    template = """Dear {0},\n\nthe mail "{1}" looks odd. Did you expect it? Please answer to soar@example.com.\n"""

    # parameter list for template variable replacement
    parameters = [
        "artifact:*.cef.toEmail",
        "container:name"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="format_question", drop_none=True)

    ask_recipient(container=container)

    return


@phantom.playbook_block()
def ask_recipient(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("ask_recipient() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Ask the owner of the mailbox.
    ################################################################################

    format_question = phantom.get_format_data(name="format_question")
    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.toEmail","artifact:*.id"])

    parameters = []

    # build parameters list for 'ask_recipient' call
    for container_artifact_item in container_artifact_data:
        if container_artifact_item[0] is not None:
            parameters.append({
                "from": "soar@example.com",
                "to": container_artifact_item[0],
                "cc": "",
                "bcc": "",
                "subject": "Did you expect this mail?",
                "body": format_question,
                "headers": "",
                "attachments": "",
                "context": {'artifact_id': container_artifact_item[1]},
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("send email", parameters=parameters, name="ask_recipient", assets=["smtp"], callback=was_question_sent)

    return


@phantom.playbook_block()
def was_question_sent(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("was_question_sent() called")

    ################################################################################
    # Only a question that arrived is worth waiting for.
    ################################################################################

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["ask_recipient:action_result.status", "==", "success"]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        comment_asked(action=action, success=success, container=container, results=results, handle=handle)
        return

    return


@phantom.playbook_block()
def comment_asked(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("comment_asked() called")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.comment(container=container, comment="The recipient was asked.")
    phantom.set_status(container=container, status="open")

    return


@phantom.playbook_block()
def close_campaign(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.debug("close_campaign() called")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.set_severity(container=container, severity="low")
    phantom.set_status(container=container, status="closed")

    return


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")

    format_unblocked_hosts = phantom.get_format_data(name="format_unblocked_hosts")
    format_unblocked_domains = phantom.get_format_data(name="format_unblocked_domains")
    format_unblocked_links = phantom.get_format_data(name="format_unblocked_links")
    total_score__level = json.loads(_ if (_ := phantom.get_run_data(key="total_score:level")) != "" else "null")  # pylint: disable=used-before-assignment
    total_score__points = json.loads(_ if (_ := phantom.get_run_data(key="total_score:points")) != "" else "null")  # pylint: disable=used-before-assignment

    unblocked_combined_value = phantom.concatenate(format_unblocked_hosts, format_unblocked_domains, format_unblocked_links)

    output = {
        "level": total_score__level,
        "points": total_score__points,
        "unblocked": unblocked_combined_value,
    }

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_playbook_output_data(output=output)

    return