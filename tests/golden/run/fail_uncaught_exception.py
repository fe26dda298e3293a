import phantom.rules as phantom
import json


def on_start(container):
    phantom.act("wait", parameters=[{}], assets=["timer"], callback=tell, name="wait_1")


def deep(row):
    return row["missing"]


def tell(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    try:
        deep({})
    except KeyError as error:
        raise ValueError("no verdict") from error


def on_finish(container, summary):
    phantom.debug("not reached")
