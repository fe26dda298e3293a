"""Joins that wait for what one run does not have."""

import phantom.rules as phantom


def on_start(container):
    choose(container=container)
    ahead(container=container)


def choose(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    if phantom.decision(container=container, conditions=[["artifact:*.cef.act", "==", "blocked"]]):
        one(container=container)
        return

    other(container=container)


def one(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.act("geolocate ip", parameters=[{"ip": "198.51.100.7"}], assets=["maxmind"], name="one", callback=join_both)


def other(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.act("whois ip", parameters=[{"ip": "198.51.100.7"}], assets=["whois"], name="other", callback=join_both)


def join_both(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    if phantom.completed(action_names=["one", "other"]):
        both(container=container, handle=handle)


def both(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    return


def ahead(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    if phantom.completed(action_names=["later"]):
        behind(container=container)


def behind(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.act("lookup ip", parameters=[{"ip": "198.51.100.7"}], assets=["dns"], name="later", callback=ahead)


def on_finish(container, summary):
    return
