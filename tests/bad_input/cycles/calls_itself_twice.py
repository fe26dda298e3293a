"""
Calls itself twice
"""

import phantom.rules as phantom


@phantom.playbook_block()
def on_start(container):
    phantom.debug("started")
    phantom.playbook("local/calls_itself_twice", container=container, name="first", callback=after_child)
    phantom.playbook("local/calls_itself_twice", container=container, name="second", callback=after_child)


@phantom.playbook_block()
def after_child(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("child ended" if success else "child failed")


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.save_playbook_output_data(output={"ended": True})
