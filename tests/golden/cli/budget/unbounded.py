"""
Numbers that no text tells: a loop over what a service answers, a block that comes to itself again, an asset that is computed.
"""

import phantom.rules as phantom


@phantom.playbook_block()
def on_start(container):
    watch(container=container)
    walk(container=container)

    return


@phantom.playbook_block()
def watch(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    phantom.act("get status", parameters=[{"id": "1"}], name="watch", assets=["endace"], callback=watch)

    return


@phantom.playbook_block()
def walk(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    found, message, rows = phantom.get_list(list_name="hosts")

    parameters = []
    for row in rows:
        parameters.append({"url": row[0]})

    phantom.act("url reputation", parameters=parameters, name="walk", assets=["virustotal"])
    phantom.act("url reputation", parameters=parameters, name="walk_all", assets=[container["label"]])
    phantom.playbook("local/elsewhere", container=container)

    return


@phantom.playbook_block()
def on_finish(container, summary):
    return
