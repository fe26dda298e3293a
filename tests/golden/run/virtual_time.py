import phantom.rules as phantom
import json
from datetime import datetime, timedelta


def on_start(container):
    phantom.debug(datetime.now().isoformat())
    phantom.act("wait", parameters=[{}], assets=["timer"], callback=tell, name="wait_1")
    phantom.act("wait", parameters=[{"long": True}], assets=["other timer"], callback=tell, name="wait_2")


def tell(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("{} {}".format(action["name"], (datetime.now() + timedelta(days=1)).isoformat()))
