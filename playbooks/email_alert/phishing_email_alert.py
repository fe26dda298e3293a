"""
Turns a phishing mail into a ticket and an alert. The links of the mail are checked first; when one is bad, a ServiceNow incident is opened, the response team gets a mail that names the incident, and a reminder follows ten minutes later. When none is bad, the event is closed with a comment.
"""


import phantom.rules as phantom
import json
from datetime import datetime, timedelta


################################################################################
## Global Custom Code Start
################################################################################
################################################################################
## Global Custom Code End
################################################################################

def on_start(container):
    phantom.debug('on_start() called')

    # call 'check_links' block
    check_links(container=container)

    return

def check_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("check_links() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Which links of the mail does VirusTotal know as bad?
    ################################################################################

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL","artifact:*.id"])

    parameters = []

    # build parameters list for 'check_links' call
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

    phantom.act("url reputation", parameters=parameters, name="check_links", assets=["virustotal"], callback=any_bad_link)

    return


def any_bad_link(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("any_bad_link() called")

    ################################################################################
    # One bad link is enough for an alert; a link without an answer is not a good 
    # one.
    ################################################################################

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        logical_operator="and",
        conditions=[
            ["check_links:action_result.summary.positives", ">", 0],
            ["check_links:action_result.status", "==", "success"]
        ])

    # call connected blocks if condition 1 matched
    if found_match_1:
        bad_links(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)
        return

    # check for 'elif' condition 2
    found_match_2 = phantom.decision(
        container=container,
        conditions=[
            ["check_links:action_result.status", "==", "failed"]
        ])

    # call connected blocks if condition 2 matched
    if found_match_2:
        ask_for_check(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)
        return

    # check for 'else' condition 3
    close_quietly(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)

    return


def bad_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("bad_links() called")

    ################################################################################
    # Only the bad links go into the ticket.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["check_links:action_result.summary.positives", ">", 0]
        ],
        name="bad_links:condition_1")

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        count_bad_links(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


def count_bad_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("count_bad_links() called")

    ################################################################################
    # How many different bad links are there?
    ################################################################################

    filtered_result_0_data_bad_links = phantom.collect2(container=container, datapath=["filtered-data:bad_links:condition_1:check_links:action_result.parameter.url"])

    filtered_result_0_parameter_url = [item[0] for item in filtered_result_0_data_bad_links]

    count_bad_links__amount = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # a link that stands in the mail twice is one bad link
    count_bad_links__amount = len(phantom.concatenate(filtered_result_0_parameter_url, dedup=True))

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="count_bad_links:amount", value=json.dumps(count_bad_links__amount))

    subject_line(container=container)

    return


def subject_line(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("subject_line() called")

    template = """[phishing] {0}"""

    # parameter list for template variable replacement
    parameters = [
        "container:name"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="subject_line")

    describe_mail(container=container)

    return


def describe_mail(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("describe_mail() called")

    ################################################################################
    # Plain text that serves the ticket and the mail alike.
    ################################################################################

    template = """A user received a mail with {3} known bad link(s).\n\nFrom: {0}\nTo: {1}\nSubject: {2}\n\n%%\n{4} - {5} of {6} scanners\n%%\n\nEvent: {7}\n"""

    # parameter list for template variable replacement
    parameters = [
        "artifact:*.cef.fromEmail",
        "artifact:*.cef.toEmail",
        "artifact:*.cef.emailHeaders.Subject",
        "count_bad_links:custom_function:amount",
        "filtered-data:bad_links:condition_1:check_links:action_result.parameter.url",
        "filtered-data:bad_links:condition_1:check_links:action_result.summary.positives",
        "filtered-data:bad_links:condition_1:check_links:action_result.summary.total_scans",
        "container:url"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="describe_mail", drop_none=True)

    ticket_fields(container=container)

    return


def ticket_fields(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("ticket_fields() called")

    ################################################################################
    # Further fields of the incident, as ServiceNow takes them: JSON.
    ################################################################################

    template = """{{"urgency": "1", "impact": "2", "category": "security", "correlation_id": "{0}", "comments": "opened for event {1}"}}"""

    # parameter list for template variable replacement
    parameters = [
        "container:source_data_identifier",
        "container:id"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="ticket_fields")

    open_incident(container=container)

    return


def open_incident(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("open_incident() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # One incident per event.
    ################################################################################

    subject_line = phantom.get_format_data(name="subject_line")
    describe_mail = phantom.get_format_data(name="describe_mail")
    ticket_fields = phantom.get_format_data(name="ticket_fields")

    parameters = []

    # build parameters list for 'open_incident' call
    parameters.append({
        "short_description": subject_line,
        "table": "incident",
        "fields": ticket_fields,
        "vault_id": "",
        "description": describe_mail,
    })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("create ticket", parameters=parameters, name="open_incident", assets=["servicenow"], callback=is_incident_open)

    return


def is_incident_open(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("is_incident_open() called")

    ################################################################################
    # The alert must go out even when the ticket system is down.
    ################################################################################

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["open_incident:action_result.status", "==", "success"]
        ])

    # call connected blocks if condition 1 matched
    if found_match_1:
        write_alert(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)
        return

    # check for 'else' condition 2
    write_alert_without_incident(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)

    return


def write_alert(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("write_alert() called")

    template = """Incident {0} was opened.\n\n{1}"""

    # parameter list for template variable replacement
    parameters = [
        "open_incident:action_result.data.*.number",
        "describe_mail:formatted_data"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="write_alert")

    join_alert_team(container=container)

    return


def write_alert_without_incident(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("write_alert_without_incident() called")

    template = """No incident could be opened ({0}). Please open one by hand.\n\n{1}"""

    # parameter list for template variable replacement
    parameters = [
        "open_incident:action_result.message",
        "describe_mail:formatted_data"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="write_alert_without_incident")

    join_alert_team(container=container)

    return


def join_alert_team(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("join_alert_team() called")

    # if the joined function has already been called, do nothing
    if phantom.get_run_data(key="join_alert_team_called"):
        return

    # save the state that the joined function has now been called
    phantom.save_run_data(key="join_alert_team_called", value="alert_team")

    # call connected block "alert_team"
    alert_team(container=container, handle=handle)

    return


def alert_team(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("alert_team() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Tell the response team and the person on duty.
    ################################################################################

    subject_line = phantom.get_format_data(name="subject_line")
    write_alert = phantom.get_format_data(name="write_alert")
    write_alert_without_incident = phantom.get_format_data(name="write_alert_without_incident")

    parameters = []

    # build parameters list for 'alert_team' call
    parameters.append({
        "from": "soar@example.com",
        "to": "responders@example.com",
        "cc": "",
        "bcc": "",
        "subject": subject_line,
        "body": write_alert,
        "headers": "",
        "attachments": "",
    })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # exactly one of the two texts was written
    for parameter in parameters:
        parameter["body"] = write_alert or write_alert_without_incident

    # a second mail goes to the person on duty, who reads on a phone
    parameters.append({
        "from": "soar@example.com",
        "to": "duty@example.net",
        "subject": subject_line[:60],
        "body": "See the mail to the responders.",
    })

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("send email", parameters=parameters, name="alert_team", assets=["smtp"], callback=did_mail_leave)

    return


def did_mail_leave(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("did_mail_leave() called")

    ################################################################################
    # Somebody must be told, one way or the other.
    ################################################################################

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["alert_team:action_result.status", "==", "failed"]
        ])

    # call connected blocks if condition 1 matched
    if found_match_1:
        unsent_mail(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)
        return

    # check for 'else' condition 2
    comment_mail_sent(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function)

    return


def unsent_mail(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("unsent_mail() called")

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["alert_team:action_result.status", "==", "failed"]
        ],
        name="unsent_mail:condition_1")

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        describe_unsent(action=action, success=success, container=container, results=results, handle=handle, custom_function=custom_function, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    return


def describe_unsent(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("describe_unsent() called")

    template = """Alerts that did not leave:\n%%\n- {0}: {1}\n%%"""

    # parameter list for template variable replacement
    parameters = [
        "filtered-data:unsent_mail:condition_1:alert_team:action_result.parameter.to",
        "filtered-data:unsent_mail:condition_1:alert_team:action_result.message"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="describe_unsent")

    comment_mail_unsent(container=container)

    return


def comment_mail_unsent(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("comment_mail_unsent() called")

    describe_unsent = phantom.get_format_data(name="describe_unsent")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.comment(container=container, comment=describe_unsent)

    join_open_event(container=container)

    return


def comment_mail_sent(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("comment_mail_sent() called")

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.comment(container=container, comment="The response team has been told by mail.")

    join_open_event(container=container)

    return


def join_open_event(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("join_open_event() called")

    # if the joined function has already been called, do nothing
    if phantom.get_run_data(key="join_open_event_called"):
        return

    # save the state that the joined function has now been called
    phantom.save_run_data(key="join_open_event_called", value="open_event")

    # call connected block "open_event"
    open_event(container=container, handle=handle)

    return


def open_event(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("open_event() called")

    ################################################################################
    # Work on this event has begun.
    ################################################################################

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.set_severity(container=container, severity="high")
    phantom.set_status(container=container, status="open")

    write_reminder(container=container)

    return


def write_reminder(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("write_reminder() called")

    template = """Event {0} is waiting: {1}\nPlease take it over."""

    # parameter list for template variable replacement
    parameters = [
        "container:id",
        "container:url"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="write_reminder")

    remind_team(container=container)

    return


def remind_team(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("remind_team() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # A reminder ten minutes later, so that nobody has to remember.
    ################################################################################

    subject_line = phantom.get_format_data(name="subject_line")
    write_reminder = phantom.get_format_data(name="write_reminder")

    parameters = []

    # build parameters list for 'remind_team' call
    parameters.append({
        "from": "soar@example.com",
        "to": "responders@example.com",
        "cc": "",
        "bcc": "",
        "subject": subject_line,
        "body": write_reminder,
        "headers": "",
        "attachments": "",
    })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    # calculate start time using delay of 10 minutes
    start_time = datetime.now() + timedelta(minutes=10)
    phantom.act("send email", parameters=parameters, name="remind_team", start_time=start_time, assets=["smtp"])

    return


def ask_for_check(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("ask_for_check() called")

    ################################################################################
    # Without an answer a person decides.
    ################################################################################

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.comment(container=container, comment="At least one link could not be checked. Please look at it before closing.")
    phantom.set_status(container=container, status="open")

    return


def close_quietly(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("close_quietly() called")

    ################################################################################
    # No alarm without a reason.
    ################################################################################

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.comment(container=container, comment="None of the links is known as bad. No ticket, no mail.")
    phantom.set_severity(container=container, severity="low")
    phantom.set_status(container=container, status="closed")

    return


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