import json

import phantom.rules as phantom


def on_start(container):
    phantom.custom_function(custom_function="local/shout", parameters=[{"text": "mail"}], name="shout", callback=send)
    return


def send(action=None, success=None, container=None, results=None, **kwargs):
    words = phantom.collect2(container=container, datapath=["shout:custom_function_result.data.loud"])
    phantom.debug(json.dumps(words))
    phantom.act("send pigeon", parameters=[{"to": "soc"}], assets=["loft"], name="send", callback=look)
    return


def look(action=None, success=None, container=None, results=None, **kwargs):
    phantom.playbook("local/look_up", container=container, name="look")
    return


def on_finish(container, summary):
    return
