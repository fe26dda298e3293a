"""
Detonates the attachments of a suspicious mail in McAfee Advanced Threat Defense. When the sandbox calls one malicious, the playbook hunts for the file on the endpoints, bans its hash, places the addresses it talked to on the map, and isolates every host that ran it. When all attachments are harmless the event is closed; when the sandbox gave no answer a person is asked.
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta
def on_start(container):
    phantom.debug('on_start() called')

    # call 'any_attachment' block
    any_attachment(container=container)

    return

"""
The sandbox needs a file from the vault.
"""
def any_attachment(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('any_attachment() called')

    # check for 'if' condition 1
    matched = phantom.decision(
        container=container,
        conditions=[
            ["artifact:*.cef.vaultId", "!=", ""],
        ])

    # call connected blocks if condition 1 matched
    if matched:
        detonate_attachment(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)
        return

    # call connected blocks for 'else' condition 2
    nothing_to_detonate(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)

    return

"""
Leave a trace that the playbook looked.
"""
def nothing_to_detonate(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('nothing_to_detonate() called')

    phantom.comment(container=container, comment="This event has no attachment in the vault; nothing was detonated.")

    return

"""
Run each attachment in the sandbox and wait for the report.
"""
def detonate_attachment(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('detonate_attachment() called')

    # collect data for 'detonate_attachment' call
    container_artifact_data = phantom.collect2(container=container, datapath=['artifact:*.cef.vaultId', 'artifact:*.id'])

    parameters = []

    # build parameters list for 'detonate_attachment' call
    for container_artifact_item in container_artifact_data:
        if container_artifact_item[0]:
            parameters.append({
                'vault_id': container_artifact_item[0],
                # context (artifact id) is added to associate results with the artifact
                'context': {'artifact_id': container_artifact_item[1]},
            })

    # the same file can hang on several mails of one campaign: one detonation each is enough
    samples = {}
    for parameter in parameters:
        if parameter['vault_id'] not in samples:
            samples[parameter['vault_id']] = parameter
    parameters = list(samples.values())

    phantom.act(action="detonate file", parameters=parameters, assets=['atd'], callback=judge_report, name="detonate_attachment")

    return

"""
Severity 3 and above is malicious. No answer is not the same as harmless.
"""
def judge_report(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('judge_report() called')

    # check for 'if' condition 1
    matched = phantom.decision(
        container=container,
        action_results=results,
        conditions=[
            ["detonate_attachment:action_result.summary.severity", ">=", 3],
        ])

    # call connected blocks if condition 1 matched
    if matched:
        malicious_attachments(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)
        raise_severity(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)
        return

    # check for 'elif' condition 2
    matched = phantom.decision(
        container=container,
        action_results=results,
        conditions=[
            ["detonate_attachment:action_result.status", "==", "failed"],
            ["detonate_attachment:action_result.data.*.Summary.Verdict.Severity", "==", ""],
        ],
        logical_operator='or')

    # call connected blocks if condition 2 matched
    if matched:
        ask_for_review(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)
        return

    # call connected blocks for 'else' condition 3
    close_harmless(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)

    return

"""
Go on with the malicious samples only.
"""
def malicious_attachments(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('malicious_attachments() called')

    # collect filtered artifact ids for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        action_results=results,
        conditions=[
            ["detonate_attachment:action_result.summary.severity", ">=", 3],
        ],
        name="malicious_attachments:condition_1")

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        hunt_attachment(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)
        ban_attachment(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)
        locate_peers(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return

"""
On which endpoints was this file seen or run?
"""
def hunt_attachment(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('hunt_attachment() called')

    # collect data for 'hunt_attachment' call
    filtered_result_0_data_malicious_attachments = phantom.collect2(container=container, datapath=['filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.data.*.Summary.Subject.md5', 'filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.parameter.context.artifact_id'])

    parameters = []

    # build parameters list for 'hunt_attachment' call
    for filtered_result_0_item_malicious_attachments in filtered_result_0_data_malicious_attachments:
        if filtered_result_0_item_malicious_attachments[0]:
            parameters.append({
                'hash': filtered_result_0_item_malicious_attachments[0],
                'type': "process",
                'range': "0-50",
                # context (artifact id) is added to associate results with the artifact
                'context': {'artifact_id': filtered_result_0_item_malicious_attachments[1]},
            })

    phantom.act(action="hunt file", parameters=parameters, assets=['carbonblack'], callback=hunt_attachment_callback, name="hunt_attachment")

    return

def hunt_attachment_callback(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('hunt_attachment_callback() called')

    join_write_findings(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)
    any_host_hit(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)

    return

"""
Keep the file from running anywhere else.
"""
def ban_attachment(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('ban_attachment() called')

    # collect data for 'ban_attachment' call
    filtered_result_0_data_malicious_attachments = phantom.collect2(container=container, datapath=['filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.data.*.Summary.Subject.md5', 'filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.summary.name', 'filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.parameter.context.artifact_id'])

    parameters = []

    # build parameters list for 'ban_attachment' call
    for filtered_result_0_item_malicious_attachments in filtered_result_0_data_malicious_attachments:
        if filtered_result_0_item_malicious_attachments[0]:
            parameters.append({
                'hash': filtered_result_0_item_malicious_attachments[0],
                'comment': filtered_result_0_item_malicious_attachments[1],
                # context (artifact id) is added to associate results with the artifact
                'context': {'artifact_id': filtered_result_0_item_malicious_attachments[2]},
            })

    phantom.act(action="block hash", parameters=parameters, assets=['carbonblack'], callback=join_write_findings, name="ban_attachment")

    return

"""
Where are the hosts that the sample talked to?
"""
def locate_peers(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('locate_peers() called')

    # collect data for 'locate_peers' call
    filtered_result_0_data_malicious_attachments = phantom.collect2(container=container, datapath=['filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.data.*.Summary.Ips.*.Ipv4', 'filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.parameter.context.artifact_id'])

    parameters = []

    # build parameters list for 'locate_peers' call
    for filtered_result_0_item_malicious_attachments in filtered_result_0_data_malicious_attachments:
        if filtered_result_0_item_malicious_attachments[0]:
            parameters.append({
                'ip': filtered_result_0_item_malicious_attachments[0],
                # context (artifact id) is added to associate results with the artifact
                'context': {'artifact_id': filtered_result_0_item_malicious_attachments[1]},
            })

    phantom.act(action="geolocate ip", parameters=parameters, assets=['maxmind'], callback=join_write_findings, name="locate_peers")

    return

"""
Did the file reach an endpoint?
"""
def any_host_hit(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('any_host_hit() called')

    # check for 'if' condition 1
    matched = phantom.decision(
        container=container,
        action_results=results,
        conditions=[
            ["hunt_attachment:action_result.summary.device_count", ">", 0],
        ])

    # call connected blocks if condition 1 matched
    if matched:
        isolate_hosts(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)
        return

    # call connected blocks for 'else' condition 2
    no_host_hit(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)

    return

"""
Good news deserves a line as well.
"""
def no_host_hit(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('no_host_hit() called')

    phantom.comment(container=container, comment="No endpoint has seen the malicious attachments.")

    return

"""
Cut the affected hosts off the network, each of them once.
"""
def isolate_hosts(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('isolate_hosts() called')

    # collect data for 'isolate_hosts' call
    hunt_attachment_result_data = phantom.collect2(container=container, datapath=['hunt_attachment:action_result.data.*.process.results.*.hostname', 'hunt_attachment:action_result.parameter.context.artifact_id'], action_results=results)

    parameters = []

    # build parameters list for 'isolate_hosts' call
    for hunt_attachment_result_item in hunt_attachment_result_data:
        if hunt_attachment_result_item[0]:
            parameters.append({
                'ip_hostname': hunt_attachment_result_item[0],
                # context (artifact id) is added to associate results with the artifact
                'context': {'artifact_id': hunt_attachment_result_item[1]},
            })

    # a host shows up once per process that it started
    hosts = {}
    for parameter in parameters:
        hosts.setdefault(parameter['ip_hostname'].lower(), parameter)
    parameters = list(hosts.values())

    phantom.act(action="quarantine device", parameters=parameters, assets=['carbonblack'], callback=isolation_worked, name="isolate_hosts")

    return

"""
Tell apart the hosts that are cut off and those that are not.
"""
def isolation_worked(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('isolation_worked() called')

    # collect filtered artifact ids for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        action_results=results,
        conditions=[
            ["isolate_hosts:action_result.status", "==", "success"],
        ],
        name="isolation_worked:condition_1")

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        format_isolated(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    # collect filtered artifact ids for 'if' condition 2
    matched_artifacts_2, matched_results_2 = phantom.condition(
        container=container,
        action_results=results,
        conditions=[
            ["isolate_hosts:action_result.status", "==", "failed"],
        ],
        name="isolation_worked:condition_2")

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_2 or matched_results_2:
        format_not_isolated(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function, filtered_artifacts=matched_artifacts_2, filtered_results=matched_results_2)

    return

def format_isolated(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('format_isolated() called')

    template = """Isolated: {0}"""

    # parameter list for template variable replacement
    parameters = [
        "filtered-data:isolation_worked:condition_1:isolate_hosts:action_result.parameter.ip_hostname",
    ]

    phantom.format(container=container, template=template, parameters=parameters, name="format_isolated")

    comment_isolated(container=container)

    return

def comment_isolated(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('comment_isolated() called')

    format_isolated = phantom.get_format_data(name='format_isolated')

    phantom.comment(container=container, comment=format_isolated)

    return

def format_not_isolated(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('format_not_isolated() called')

    template = """Could NOT isolate: {0}. Please pull the plug."""

    # parameter list for template variable replacement
    parameters = [
        "filtered-data:isolation_worked:condition_2:isolate_hosts:action_result.parameter.ip_hostname",
    ]

    phantom.format(container=container, template=template, parameters=parameters, name="format_not_isolated")

    comment_not_isolated(container=container)

    return

def comment_not_isolated(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('comment_not_isolated() called')

    format_not_isolated = phantom.get_format_data(name='format_not_isolated')

    phantom.comment(container=container, comment=format_not_isolated)

    return

def join_write_findings(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('join_write_findings() called')

    # check if all connected incoming playbooks, actions, or custom functions are done i.e. have succeeded or failed
    if phantom.completed(action_names=['hunt_attachment', 'ban_attachment', 'locate_peers']):
        # call connected block "write_findings"
        write_findings(container=container, handle=handle)

    return

"""
The findings in one text: sandbox, map and endpoints.
"""
def write_findings(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('write_findings() called')

    template = """Malicious attachments
%%
* {0} (MD5 {1}): {2}, severity {3} of 5
%%

Hosts that they talked to
%%
* {4}: {5}, {6}
%%

Endpoints
%%
* {7}: {8}
%%
"""

    # parameter list for template variable replacement
    parameters = [
        "filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.summary.name",
        "filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.data.*.Summary.Subject.md5",
        "filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.summary.verdict",
        "filtered-data:malicious_attachments:condition_1:detonate_attachment:action_result.summary.severity",
        "locate_peers:action_result.parameter.ip",
        "locate_peers:action_result.summary.country",
        "locate_peers:action_result.data.*.as_org",
        "hunt_attachment:action_result.parameter.hash",
        "hunt_attachment:action_result.message",
    ]

    phantom.format(container=container, template=template, parameters=parameters, name="write_findings")

    note_findings(container=container)

    return

"""
Keep the findings with the event.
"""
def note_findings(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('note_findings() called')

    write_findings = phantom.get_format_data(name='write_findings')

    phantom.add_note(container=container, note_type="general", title="Attachment analysis", content=write_findings)

    return

"""
A malicious attachment is never routine.
"""
def raise_severity(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('raise_severity() called')

    phantom.set_severity(container=container, severity="High")
    phantom.set_status(container=container, status="Open")

    return

"""
An unanswered sample stays open.
"""
def ask_for_review(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('ask_for_review() called')

    phantom.set_status(container=container, status="Open")
    phantom.comment(container=container, comment="The sandbox gave no verdict for at least one attachment. Please review by hand.")

    return

"""
Nothing to do.
"""
def close_harmless(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug('close_harmless() called')

    phantom.set_severity(container=container, severity="Low")
    phantom.comment(container=container, comment="The sandbox found all attachments harmless.")
    phantom.set_status(container=container, status="Closed")

    return

def on_finish(container, summary):
    phantom.debug('on_finish() called')
    # This function is called after all actions are completed.
    # summary of all the action and/or all details of actions
    # can be collected here.

    return
