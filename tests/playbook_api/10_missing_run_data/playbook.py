"""
Run data that nobody saved
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    code_1(container=container)


@phantom.playbook_block()
def code_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("missing: " + json.dumps(phantom.get_run_data(key="code_2:found")))

    code_2__found = json.loads(_ if (_ := phantom.get_run_data(key="code_2:found")) != "" else "null")  # pylint: disable=used-before-assignment
    phantom.debug("idiom: " + json.dumps(code_2__found))

    phantom.save_run_data(key="code_1:found", value=json.dumps([1, None]))
    code_1__found = json.loads(_ if (_ := phantom.get_run_data(key="code_1:found")) != "" else "null")  # pylint: disable=used-before-assignment
    phantom.debug("saved: " + json.dumps(code_1__found))
    phantom.debug("text: " + json.dumps(phantom.get_run_data(key="code_1:found")))


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
