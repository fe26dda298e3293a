import phantom.rules as phantom


def on_start(container):
    phantom.act("lookup ip", parameters=[{"ip": "192.0.2.7"}], assets=["dns"], name="lookup")
    return


def on_finish(container, summary):
    return
