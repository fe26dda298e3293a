import phantom.rules as phantom
import json


def on_start(container):
    phantom.set_severity(container=container, severity="high")
    phantom.set_status(container=container, status="open")
    phantom.comment(container=container, comment="looked at")
    phantom.add_list("seen", ["192.0.2.1", 2])
    success, message, rows = phantom.get_list(list_name="seen")
    phantom.debug([success, message, rows])
    phantom.save_run_data(key="k", value=json.dumps({"a": [1]}))
    phantom.debug(json.loads(phantom.get_run_data(key="k")))


def on_finish(container, summary):
    phantom.debug(container["severity"])
