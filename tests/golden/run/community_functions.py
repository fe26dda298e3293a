"""Custom functions of the repository `community`: those beside the playbook before those that come with pbc."""

import phantom.rules as phantom


def on_start(container):
    phantom.custom_function(custom_function="community/list_merge", parameters=[{"input_1": ["a", "b"], "input_2": "c"}], name="merge")
    phantom.custom_function(custom_function="community/Workbook List", parameters=[{}], name="workbooks")
    phantom.custom_function(custom_function="community/url_parse", parameters=[{"input_url": "https://example.com/"}], name="parse")
    phantom.custom_function(custom_function="community/url_parse", parameters=[{}], name="again", callback=after_all)


def after_all(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug(phantom.collect2(container=container, datapath=["merge:custom_function_result.data.item"]))
    phantom.debug(phantom.collect2(container=container, datapath=["workbooks:custom_function_result.data.*.name"]))
    phantom.debug(phantom.collect2(container=container, datapath=["parse:custom_function_result.data.scheme"]))


def on_finish(container, summary):
    return
