import phantom.rules as phantom


def on_start(container):
    phantom.colect2(container=container, datapath=["artifact:*.id"])
    phantom.set_severty(container=container, severity="high")
    phantom.launch_rocket()
    phantom.some_constant
