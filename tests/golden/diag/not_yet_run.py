"""Results that are read before they can be there."""

import phantom.rules as phantom


def on_start(container):
    first(container=container)


def first(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.act("geolocate ip", parameters=[{"ip": "198.51.100.7"}], assets=["maxmind"], name="first", callback=second)
    phantom.debug(phantom.collect2(container=container, datapath=["first:action_result.status"]))
    phantom.format(container=container, template="{0}", parameters=["second:action_result.status"], name="text")
    phantom.debug(phantom.collect2(container=container, datapath=["text:formatted_data"]))


def second(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.debug(phantom.collect2(container=container, datapath=["first:action_result.status"]))
    phantom.act("whois ip", parameters=[{"ip": "198.51.100.7"}], assets=["whois"], name="second", callback=repeat)


def repeat(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    # A loop sees the results of the round before.
    phantom.debug(phantom.collect2(container=container, datapath=["third:action_result.status"]))
    phantom.act("lookup ip", parameters=[{"ip": "198.51.100.7"}], assets=["dns"], name="third", callback=repeat)


def on_finish(container, summary):
    phantom.debug(phantom.collect2(container=container, datapath=["third:action_result.status"]))
    return
