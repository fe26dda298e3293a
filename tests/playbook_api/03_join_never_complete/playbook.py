"""
A join that also waits for an action which a decision leaves out
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    whois_ip_1(container=container)
    decision_1(container=container)


@phantom.playbook_block()
def decision_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    if phantom.decision(container=container, conditions=[["artifact:*.cef.sourceAddress", "==", "nowhere"]]):
        geolocate_ip_1(container=container)
        return


@phantom.playbook_block()
def whois_ip_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("whois ip", parameters=[{"ip": "8.8.8.8"}], name="whois_ip_1", assets=["whois"], callback=join_add_note_1)


@phantom.playbook_block()
def geolocate_ip_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("geolocate ip", parameters=[{"ip": "8.8.8.8"}], name="geolocate_ip_1", assets=["maxmind"], callback=join_add_note_1)


@phantom.playbook_block()
def join_add_note_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("join_add_note_1() called")

    if phantom.completed(action_names=["whois_ip_1", "geolocate_ip_1"]):
        add_note_1(container=container, handle=handle)


@phantom.playbook_block()
def add_note_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.add_note(container=container, title="Both are known", content="", note_format="markdown", note_type="general")


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
