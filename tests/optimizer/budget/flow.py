"""
Blocks that run several times, joins that hold more than once, questions that are asked again behind a change.
"""

import phantom.rules as phantom
import json


@phantom.playbook_block()
def on_start(container):
    first(container=container)
    second(container=container)
    for number in range(2):
        again(container=container)

    return


@phantom.playbook_block()
def first(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.cef.sourceAddress", "artifact:*.id"])

    parameters = [{"url": row[0]} for row in rows]
    phantom.act("url reputation", parameters=parameters, name="first", assets=["first"], callback=join_third)

    return


@phantom.playbook_block()
def second(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.cef.sourceAddress", "artifact:*.id"])

    parameters = [{"url": row[0]} for row in rows if row[0]]
    phantom.act("url reputation", parameters=parameters, name="second", assets=["second"], callback=fork)

    return


@phantom.playbook_block()
def fork(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    join_third(container=container)
    join_third(container=container)
    ask(container=container)

    return


@phantom.playbook_block()
def join_third(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    if phantom.completed(action_names=["first", "second"]):
        third(container=container)

    return


@phantom.playbook_block()
def third(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("send email", parameters=[{"to": "soc@example.com", "body": "done"}], name="third", assets=["smtp"], callback=fourth)

    return


@phantom.playbook_block()
def ask(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    if phantom.decision(container=container, conditions=[["artifact:*.cef.sourceAddress", "!=", ""]]):
        addresses(container=container)
        return

    if phantom.decision(container=container, conditions=[["artifact:*.cef.fileHash", "!=", ""]]):
        hashes(container=container)
        return

    addresses(container=container)
    hashes(container=container)

    return


@phantom.playbook_block()
def addresses(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.cef.sourceAddress", "artifact:*.id"])

    phantom.act("ip reputation", parameters=[{"ip": row[1]} for row in rows], name="addresses", assets=["abuseipdb"], callback=told)

    return


@phantom.playbook_block()
def hashes(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    found = phantom.collect(container, "artifact:*.cef.fileHash", scope="all")
    phantom.act("file reputation", parameters=[{"hash": one} for one in found], name="hashes", assets=["abuseipdb"], callback=told)

    return


@phantom.playbook_block()
def told(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    if phantom.get_run_data(key="told_called"):
        return
    phantom.save_run_data(key="told_called", value="told")
    phantom.act("send message", parameters=[{"destination": "#soc", "message": "asked"}], name="told", assets=["slack"])

    return


@phantom.playbook_block()
def fourth(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.cef.sourceAddress", "artifact:*.id"])

    phantom.act("detonate url", parameters=[{"url": row[0]} for row in rows if row[0]], name="fourth", assets=["virustotal"], callback=fifth)

    return


@phantom.playbook_block()
def fifth(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["fourth:action_result.parameter.url", "fourth:action_result.status"])
    phantom.act("url reputation", parameters=[{"url": row[0]} for row in rows], name="fifth", assets=["virustotal"])

    return


@phantom.playbook_block()
def again(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("get report", parameters=[{"id": "1"}], name="again", assets=["virustotal"])
    phantom.act("list endpoints", parameters=[], name="endpoints", assets=["carbonblack", "tanium"])
    phantom.act("whois ip", parameters={"ip": "192.0.2.7"}, name="once", assets=["whois"])
    phantom.add_artifact(container=container, raw_data={}, cef_data={"requestURL": "https://example.com/new", "sourceAddress": "192.0.2.9"}, label="event", name="new", severity="low", identifier=None, artifact_type="network")

    return


@phantom.playbook_block()
def on_finish(container, summary):
    return
