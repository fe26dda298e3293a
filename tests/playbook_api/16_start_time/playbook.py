"""
An action that must not start before a time
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    later_1(container=container)
    now_1(container=container)


@phantom.playbook_block()
def later_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    # calculate start time using delay of 10 minutes
    start_time = datetime.now() + timedelta(minutes=10)

    phantom.act("ip reputation", parameters=[{"ip": "1.1.1.1"}], name="later_1", assets=["virustotal"], start_time=start_time, callback=after_later)


@phantom.playbook_block()
def now_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("ip reputation", parameters=[{"ip": "2.2.2.2"}], name="now_1", assets=["virustotal"], callback=after_now)


@phantom.playbook_block()
def after_later(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("later: " + json.dumps(str(datetime.now())))


@phantom.playbook_block()
def after_now(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("now: " + json.dumps(str(datetime.now())))


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
