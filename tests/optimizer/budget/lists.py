"""
Parameter lists that are made in the ways in which people make them.
"""

import phantom.rules as phantom
import json


@phantom.playbook_block()
def on_start(container):
    copies(container=container)
    pairs(container=container)
    kept(container=container)
    grown(container=container)
    whole(container=container)
    made(container=container)
    mixed(container=container)
    twice(container=container)
    joined(container=container)

    return


@phantom.playbook_block()
def copies(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.cef.sourceAddress", "artifact:*.id"])

    parameters = []
    for row in rows:
        if row[0]:
            parameters.append({"url": row[0]})
    more = list(parameters)
    more.append({"url": "https://example.com"})
    parameters = more + [{"url": "https://example.org"}]
    parameters += [{"url": row[0].lower()} for row in rows if row[0]]
    phantom.act("url reputation", parameters=parameters, name="copies", assets=["copies"])

    return


@phantom.playbook_block()
def pairs(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.cef.sourceAddress", "artifact:*.id"])

    parameters = []
    for first in rows:
        for second in rows:
            parameters.append({"url": first[0], "scope": second[1]})
    phantom.act("url reputation", parameters=parameters, name="pairs", assets=["pairs"])

    return


@phantom.playbook_block()
def kept(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.cef.sourceAddress", "artifact:*.id"])

    parameters = []
    before = None
    for row in rows:
        parameters.append({"url": row[0], "scope": before})
        before = row[1]
    phantom.act("url reputation", parameters=parameters, name="kept", assets=["kept"])

    return


@phantom.playbook_block()
def grown(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.cef.sourceAddress", "artifact:*.id"])

    parameters = []
    seen = []
    for row in rows:
        seen.append(row[0])
        parameters.append({"url": row[0], "scope": json.dumps(seen)})
    phantom.act("url reputation", parameters=parameters, name="grown", assets=["grown"])

    return


@phantom.playbook_block()
def whole(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.cef.sourceAddress", "artifact:*.id"])

    parameter = {}
    parameters = []
    for row in rows:
        parameter["url"] = row[0]
        parameters.append(dict(parameter))
        phantom.act("url reputation", parameters=[parameter], name="one", assets=["one"])
    phantom.act("url reputation", parameters=parameters, name="whole", assets=["whole"])

    return


@phantom.playbook_block()
def made(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    urls = phantom.collect2(container=container, datapath="artifact:*.cef.requestURL")
    parameters = [{"url": url} for url in sorted(set(url for url in urls if url))]
    parameters.extend({"url": url + "/"} for url in urls if url)
    number = 0
    while number < 3:
        parameters.append({"url": "https://example.net/%d" % number})
        number += 1
    phantom.act("url reputation", parameters=parameters, name="made", assets=["made"])

    return


@phantom.playbook_block()
def twice(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.cef.sourceAddress", "artifact:*.id"])

    for row in rows:
        phantom.act("url reputation", parameters=[{"url": str(row[0]).lower()}, {"url": str(row[0]).upper()}, {"url": row[0]}], name="twice", assets=["twice"])

    return


@phantom.playbook_block()
def joined(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    host = "example"
    for number in range(2):
        phantom.act("url reputation", parameters=[{"url": host + ".com"}, {"url": host + ".net"}, {"scope": "x", "url": "y"}, {"url": "y", "scope": "x"}], name="joined", assets=["joined"])
    phantom.act("url reputation", parameters=[{"url": host + ".org"}], name="joined", assets=["joined"])

    return


@phantom.playbook_block()
def mixed(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.requestURL", "artifact:*.cef.sourceAddress", "artifact:*.id"])

    parameters = []
    for number, (row, other) in enumerate(zip(rows, reversed(rows))):
        if number % 2 == 0:
            value = row[0]
        else:
            value = other[1]
        parameters.append({"url": value, "scope": other[0] or row[1]})
    rows.append(["https://example.com/added", "192.0.2.1", 0])
    for row in rows[1:]:
        parameters.append({"url": row[0]})
    phantom.act("url reputation", parameters=parameters, name="mixed", assets=["mixed"])

    return


@phantom.playbook_block()
def on_finish(container, summary):
    return
