"""Custom functions and sub-playbooks: results, outputs, failures of one alone, names that are not linked."""

import phantom.rules as phantom


def on_start(container):
    phantom.custom_function(custom_function="local/Split Words", parameters=[{"text": "a b"}, {"text": None}], name="split", callback=after_split)
    phantom.custom_function(custom_function="local/split_words", parameters=[], name="nothing", callback=after_nothing)
    phantom.debug("the block goes on")


def after_split(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug([success, custom_function])
    phantom.debug(phantom.collect2(container=container, datapath=["split:custom_function_result.data.*.item", "split:custom_function_result.success"]))
    phantom.debug(phantom.collect2(container=container, datapath=["split:custom_function_result.message"]))
    phantom.playbook("local/count_links", container=container, name="good", callback=after_child, inputs={"link": ["https://example.com/a", "https://example.com/b"]}, handle="good")
    phantom.playbook("local/count_links", container=container, name="bad", callback=after_child, inputs={"link": ["broken"]}, handle="bad")
    phantom.playbook("local/count-links", container=container, inputs={"link": ["https://example.com/c"]})
    missing = "missing"
    phantom.playbook("local/" + missing, container=container, name="missing", callback=after_child)


def after_nothing(success=None, results=None, **kwargs):
    phantom.debug([success, results, phantom.completed(custom_function_names=["nothing"])])


def after_child(action=None, success=None, container=None, handle=None, **kwargs):
    phantom.debug([handle, success])
    if phantom.completed(playbook_names=["good", "bad", "missing"]):
        paths = ["good:playbook_output:found.url", "good:playbook_output:found.status"]
        phantom.debug(phantom.collect2(container=container, datapath=paths))
        phantom.debug(phantom.collect2(container=container, datapath=["bad:playbook_output:found"]))
        phantom.debug(phantom.collect2(container=container, datapath=["good:playbook_input:link"]))


def on_finish(container, summary):
    phantom.debug("finished")
