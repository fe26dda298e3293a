"""
Calls a custom function that calls itself
"""

import phantom.rules as phantom
import json


@phantom.playbook_block()
def on_start(container):
    phantom.custom_function(custom_function="local/again", parameters=[{"n": 1}], name="again_1", callback=after_again)


@phantom.playbook_block()
def after_again(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug(json.dumps([success, phantom.collect2(container=container, datapath=["again_1:custom_function_result.success"])]))
