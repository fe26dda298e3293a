"""
Custom functions that return a list, with and without a star in the datapath
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    split_words_1(container=container)


@phantom.playbook_block()
def split_words_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    parameters = []

    parameters.append({"text": "a b"})
    parameters.append({"text": None})
    parameters.append({"text": "c"})
    parameters.append({"text": ""})

    phantom.custom_function(custom_function="local/split_words", parameters=parameters, name="split_words_1", callback=list_words_1)


@phantom.playbook_block()
def list_words_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("success: " + json.dumps(success))
    for path in ("data.item", "data.*.item", "success", "data"):
        phantom.debug(path + ": " + json.dumps(phantom.collect2(container=container, datapath="split_words_1:custom_function_result." + path)))

    parameters = []
    for split_words_1_item in phantom.collect2(container=container, datapath=["split_words_1:custom_function_result.data.item"]):
        parameters.append({"text": split_words_1_item[0]})

    phantom.custom_function(custom_function="local/list_words", parameters=[{"text": "x y"}], name="list_words_1", callback=after_list)


@phantom.playbook_block()
def after_list(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("words: " + json.dumps(phantom.collect2(container=container, datapath=["list_words_1:custom_function_result.data.words.*.item", "list_words_1:custom_function_result.data.count"])))
    phantom.debug("implicit: " + json.dumps(phantom.collect2(container=container, datapath=["list_words_1:custom_function_result.data.words.item"])))
    phantom.debug("done: " + json.dumps(phantom.completed(custom_function_names=["split_words_1", "list_words_1"])))
    empty_1(container=container)


@phantom.playbook_block()
def empty_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.custom_function(custom_function="local/split_words", parameters=[], name="empty_1", callback=after_empty)


@phantom.playbook_block()
def after_empty(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("empty: " + json.dumps([success, phantom.completed(custom_function_names=["empty_1"]), phantom.collect2(container=container, datapath=["empty_1:custom_function_result.data.item"])]))


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
