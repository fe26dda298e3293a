"""Questions that are answered, or not in time; a block that repeats until its result says so."""

import json

import phantom.rules as phantom


def on_start(container):
    phantom.prompt2(container=container, user="admin", message="Block {0}?\n%%\n- {0}\n%%", respond_in_mins=30, name="ask", parameters=["artifact:*.cef.url"], response_types=[{"prompt": "", "options": {"type": "list", "choices": ["Yes", "No"]}}], callback=after_ask)
    phantom.prompt(container=container, user="admin", message="Anybody?", respond_in_mins=10, name="nobody", callback=after_nobody)
    phantom.task(user="admin", message="Tidy up", respond_in_mins=60, name="tidy")


def after_ask(action=None, success=None, container=None, results=None, **kwargs):
    paths = ["ask:action_result.summary.responses.0", "ask:action_result.data.*.user", "ask:action_result.parameter.message"]
    phantom.debug(json.dumps([success, phantom.collect2(container=container, datapath=paths)]))
    if phantom.decision(container=container, conditions=[["ask:action_result.summary.responses.0", "==", "Yes"]]):
        poll(container=container)


def after_nobody(action=None, success=None, container=None, results=None, **kwargs):
    phantom.debug([success, phantom.collect2(container=container, datapath=["nobody:action_result.summary.response", "nobody:action_result.status"])])


def poll(container=None, loop_state_json=None, **kwargs):
    if not loop_state_json:
        loop_state_json = {"current_iteration": 1, "max_iterations": 9, "conditions": [["poll:action_result.data.*.state", "==", "done"]], "max_ttl": 600, "delay_time": 60}
    state = phantom.LoopState(state=loop_state_json)
    phantom.act("get status", parameters=[{"id": 1}], assets=["scanner"], name="poll", callback=loop_poll, loop_state=state.to_json())


def loop_poll(action=None, success=None, container=None, results=None, handle=None, loop_state_json=None, **kwargs):
    state = phantom.LoopState(state=loop_state_json)
    if state.should_continue(container=container, results=results):
        state.increment()
        poll(container=container, loop_state_json=state.to_json())
    else:
        phantom.debug(["polled", phantom.collect2(container=container, datapath=["poll:action_result.data.*.state"])])


def on_finish(container, summary):
    phantom.debug([item["name"] for item in phantom.get_summary()["result"]])
