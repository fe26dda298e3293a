import phantom.rules as phantom
import json


def on_start(container):
    phantom.act("get ticket", parameters=[{"id": 1}], assets=["tickets"], callback=again, name="ticket_1")


def again(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug(phantom.collect2(container=container, datapath=[action["name"] + ":action_result.data.*.state"], action_results=results))
    if action["name"] != "ticket_3":
        phantom.act("get ticket", parameters=[{"id": 1}], assets=["tickets"], callback=again, name="ticket_" + str(int(action["name"][-1]) + 1))
