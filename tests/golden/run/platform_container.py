"""A default that reads `container` at module level: the platform has the run's container for that name."""

import phantom.rules as phantom


def remember(container=container):
    phantom.debug([container["id"], container["name"]])


def on_start(container):
    remember()
    remember({"id": 0, "name": "given"})
    phantom.set_severity(container=container, severity="high")
    shows()


def shows():
    phantom.debug([container["severity"]])


def on_finish(container, summary):
    pass
