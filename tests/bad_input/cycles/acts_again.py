"""
An action whose callback acts again, for ever
"""

import phantom.rules as phantom


@phantom.playbook_block()
def on_start(container):
    again_1(container=container)


@phantom.playbook_block()
def again_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("ip reputation", parameters=[{"ip": "8.8.8.8"}], name="again_1", assets=["virustotal"], callback=again_1)
