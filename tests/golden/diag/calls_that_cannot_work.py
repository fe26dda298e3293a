"""Calls of the Playbook API whose arguments do not fit together."""

import phantom.rules as phantom


def on_start(container):
    phantom.debug(phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress", "playbook_input:limit"]))
    phantom.debug(phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress", "artifact:*.id"]))
    if phantom.decision(container=container, conditions=[["artifact:*.cef.act", "=", "blocked"]]):
        phantom.debug("never")
    phantom.format(container=container, template="{0} and {2}, {{7}}", parameters=["artifact:*.cef.act", "artifact:*.id"], name="text")
    phantom.format(container=container, template="{0} and {1}", parameters=["artifact:*.cef.act", "artifact:*.id"], name="fine")
    ask(container=container)


def ask(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.prompt2(container=container, user=None, message="Who?", respond_in_mins=30, name="ask_nobody", callback=act_somewhere)
    phantom.prompt2(container=container, user="admin", message="Which?", respond_in_mins=30, name="ask_nothing",
                    response_types=[{"prompt": "", "options": {"type": "list", "choices": []}}])


def act_somewhere(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    parameters = [{"ip": "198.51.100.7"}]
    phantom.act("geolocate ip", parameters=parameters, name="no_asset")
    parameters.append({"ip": "198.51.100.8"})
    phantom.act("whois ip", parameters=[{"ip": "198.51.100.7"}], assets=[], name="empty_assets")
    others = [{"ip": "198.51.100.9"}]
    phantom.act("geolocate ip", parameters=others, assets=["maxmind"], name="twice_1")
    others.append({"ip": "198.51.100.8"})
    phantom.act("geolocate ip", parameters=others, assets=["maxmind"], name="twice_2")
    phantom.act("test connectivity", name="test_all")


def on_finish(container, summary):
    return
