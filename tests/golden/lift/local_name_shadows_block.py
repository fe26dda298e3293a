import phantom.rules as phantom


def on_start(container):
    decision_1(container=container)


def decision_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    decision_1 = phantom.decision(container=container, conditions=[["artifact:*.name", "==", "x"]])
    if decision_1:
        return
