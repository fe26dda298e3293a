"""Outputs that the action does not declare."""

import phantom.rules as phantom


def on_start(container):
    phantom.act("geolocate ip", parameters=[{"ip": "198.51.100.7"}], assets=["maxmind"], name="locate", callback=look)


def look(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.debug(phantom.collect2(container=container, datapath=["locate:action_result.data.*.country_nam"]))
    phantom.debug(phantom.collect2(container=container, datapath=["locate:action_result.data.*.colour"]))
    phantom.debug(phantom.collect2(container=container, datapath=["locate:action_result.data.*.country_name", "locate:action_result.summary.city"]))
    # Nobody knows what this app does.
    phantom.act("geolocate ip", parameters=[{"ip": "198.51.100.7"}], assets=["our own app"], name="locate_again", callback=look_again)


def look_again(action=None, success=None, container=None, results=None, handle=None, **kwargs):
    phantom.debug(phantom.collect2(container=container, datapath=["locate_again:action_result.data.*.colour"]))
    return


def on_finish(container, summary):
    return
