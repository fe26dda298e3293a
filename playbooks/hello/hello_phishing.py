"""
The smallest playbook worth running: look up the links of a reported mail, decide, and leave a note. Start reading here.
"""


import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    phantom.debug('on_start() called')

    # call 'look_up_links' block
    look_up_links(container=container)

    return

@phantom.playbook_block()
def look_up_links(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("look_up_links() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # Ask PhishTank about each link of the mail.
    ################################################################################

    container_artifact_data = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL","artifact:*.id"])

    parameters = []

    # build parameters list for 'look_up_links' call
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

    phantom.act("url reputation", parameters=parameters, name="look_up_links", assets=["phishtank"], callback=is_it_phishing)

    return


@phantom.playbook_block()
def is_it_phishing(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("is_it_phishing() called")

    ################################################################################
    # One confirmed link is enough.
    ################################################################################

    # check for 'if' condition 1
    found_match_1 = phantom.decision(
        container=container,
        conditions=[
            ["look_up_links:action_result.summary.Valid", "==", True]
        ],
        delimiter=None)

    # call connected blocks if condition 1 matched
    if found_match_1:
        note_phishing(action=action, success=success, container=container, results=results, handle=handle)
        return

    # check for 'else' condition 2
    note_nothing_found(action=action, success=success, container=container, results=results, handle=handle)

    return


@phantom.playbook_block()
def note_phishing(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("note_phishing() called")

    ################################################################################
    # Tell the analyst what was found.
    ################################################################################

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.add_note(container=container, content="PhishTank confirms at least one link of this mail as phishing.", note_format="markdown", note_type="general", title="Phishing")

    return


@phantom.playbook_block()
def note_nothing_found(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("note_nothing_found() called")

    ################################################################################
    # Tell the analyst that there was nothing to find.
    ################################################################################

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.add_note(container=container, content="PhishTank confirms none of the links as phishing. That is no proof that they are safe.", note_format="markdown", note_type="general", title="Nothing found")

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