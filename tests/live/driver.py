"""
Runs the action calls that its input `calls` lists, each an object {"action", "asset", "parameters"}, all at once.
"""


import phantom.rules as phantom
import json


@phantom.playbook_block()
def on_start(container):
    phantom.debug("on_start() called")

    make_calls(container=container)

    return


@phantom.playbook_block()
def make_calls(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("make_calls() called")

    playbook_input_calls = phantom.collect2(container=container, datapath=["playbook_input:calls"])

    for number, playbook_input_calls_item in enumerate(playbook_input_calls):
        call = playbook_input_calls_item[0]
        if call is not None:
            phantom.act(call["action"], parameters=call["parameters"], assets=[call["asset"]], name="call_{0}".format(number), callback=note_answer)

    return


@phantom.playbook_block()
def note_answer(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("note_answer() called")

    phantom.debug("{0}: {1}".format(action["name"], json.dumps(results)))

    return


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")

    return
