import phantom.rules as phantom
import json


def on_start(container):
    phantom.act("block ip", parameters=[{"ip": "192.0.2.1"}], assets=["firewall"], callback=tell, name="block_1")


def tell(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug(success)
    phantom.comment(container=container, comment=results[0]["action_results"][0]["message"])
