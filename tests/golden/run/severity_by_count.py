import phantom.rules as phantom
import json


def on_start(container):
    rows = phantom.collect2(container=container, datapath=["artifact:*.cef.fileHash"])
    hashes = sorted({row[0] for row in rows if row[0]})
    if len(hashes) > 1:
        phantom.set_severity(container=container, severity="high")
    elif not hashes:
        phantom.set_severity(container=container, severity="low")
    phantom.debug(hashes)
