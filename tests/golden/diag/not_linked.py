"""Runs a custom function that no folder has, and a playbook whose name is misspelt."""

import phantom.rules as phantom


def on_start(container):
    phantom.custom_function(custom_function="local/split_words", parameters=[{}], name="split", callback=after)


def after(**kwargs):
    phantom.playbook("local/not_linkd", name="child")


def on_finish(container, summary):
    return
