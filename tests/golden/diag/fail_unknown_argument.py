import phantom.rules as phantom


def on_start(container):
    phantom.set_severity(container=container, severty="high")
    phantom.set_status(container, "open", False, "more")
    phantom.debug(message="x", level=3)
    phantom.act("look up", [], ["a"], assets=["b"])
