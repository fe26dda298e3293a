"""
An exception that nobody catches, while another action is under way
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    slow_1(container=container)
    quick_1(container=container)


@phantom.playbook_block()
def slow_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("geolocate ip", parameters=[{"ip": "1.1.1.1"}], name="slow_1", assets=["maxmind"], callback=after_slow)


@phantom.playbook_block()
def quick_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("whois ip", parameters=[{"ip": "1.1.1.1"}], name="quick_1", assets=["whois"], callback=code_1)


@phantom.playbook_block()
def code_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("block ip", parameters=[{"ip": "1.1.1.1"}], name="issued_1", assets=["pan"], callback=after_slow)
    raise RuntimeError("no country in " + json.dumps(results[0]["action_results"][0]["data"]))


@phantom.playbook_block()
def after_slow(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("never")


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
