import phantom.rules as phantom
import json


def on_start(container):
    phantom.act("block ip", parameters=[], assets=["firewall"], callback=tell, name="block_1")


def tell(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug([success, results])
