"""
A block that calls itself
"""

import phantom.rules as phantom


@phantom.playbook_block()
def on_start(container):
    again_1(container=container)


@phantom.playbook_block()
def again_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    again_1(container=container)
