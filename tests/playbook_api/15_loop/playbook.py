"""
Actions that repeat until a condition holds, at most so many times, or for so long
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    by_condition_1(container=container)


@phantom.playbook_block()
def by_condition_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    ################################################################################
    # Ask until the job is done
    ################################################################################

    if not loop_state_json:
        loop_state_json = {
            "current_iteration": 1,
            "max_iterations": 15,
            "conditions": [["by_condition_1:action_result.data.*.state", "==", "done"]],
            "max_ttl": 1800,
            "delay_time": 120,
        }

    # Create a new loop state object
    loop_state = phantom.LoopState(state=loop_state_json)

    phantom.act("get job status", parameters=[{"id": "by_condition_1"}], name="by_condition_1", assets=["sandbox"], callback=loop_by_condition_1, loop_state=loop_state.to_json())


@phantom.playbook_block()
def loop_by_condition_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    loop_state = phantom.LoopState(state=loop_state_json)
    if loop_state.should_continue(container=container, results=results): # should_continue evaluates iteration/timeout/conditions
        loop_state.increment() # increments iteration count
        by_condition_1(container=container, loop_state_json=loop_state.to_json())
    else:
        after_condition(container=container)


@phantom.playbook_block()
def after_condition(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("condition rows: " + json.dumps(phantom.collect2(container=container, datapath=["by_condition_1:action_result.data.*.state"])))
    by_count_1(container=container)


@phantom.playbook_block()
def by_count_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    ################################################################################
    # Ask until the job is done
    ################################################################################

    if not loop_state_json:
        loop_state_json = {
            "current_iteration": 1,
            "max_iterations": 4,
            "conditions": None,
            "max_ttl": 1800,
            "delay_time": 120,
        }

    # Create a new loop state object
    loop_state = phantom.LoopState(state=loop_state_json)

    phantom.act("get job status", parameters=[{"id": "by_count_1"}], name="by_count_1", assets=["sandbox"], callback=loop_by_count_1, loop_state=loop_state.to_json())


@phantom.playbook_block()
def loop_by_count_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    loop_state = phantom.LoopState(state=loop_state_json)
    if loop_state.should_continue(container=container, results=results): # should_continue evaluates iteration/timeout/conditions
        loop_state.increment() # increments iteration count
        by_count_1(container=container, loop_state_json=loop_state.to_json())
    else:
        after_count(container=container)


@phantom.playbook_block()
def after_count(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("count ended: " + json.dumps("yes"))
    by_time_1(container=container)


@phantom.playbook_block()
def by_time_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    ################################################################################
    # Ask until the job is done
    ################################################################################

    if not loop_state_json:
        loop_state_json = {
            "current_iteration": 1,
            "max_iterations": 100,
            "conditions": [["by_time_1:action_result.data.*.state", "==", "done"]],
            "max_ttl": 600,
            "delay_time": 120,
        }

    # Create a new loop state object
    loop_state = phantom.LoopState(state=loop_state_json)

    phantom.act("get job status", parameters=[{"id": "by_time_1"}], name="by_time_1", assets=["sandbox"], callback=loop_by_time_1, loop_state=loop_state.to_json())


@phantom.playbook_block()
def loop_by_time_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    loop_state = phantom.LoopState(state=loop_state_json)
    if loop_state.should_continue(container=container, results=results): # should_continue evaluates iteration/timeout/conditions
        loop_state.increment() # increments iteration count
        by_time_1(container=container, loop_state_json=loop_state.to_json())
    else:
        after_time(container=container)


@phantom.playbook_block()
def after_time(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("time ended: " + json.dumps("yes"))
    once_1(container=container)


@phantom.playbook_block()
def once_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    ################################################################################
    # Ask until the job is done
    ################################################################################

    if not loop_state_json:
        loop_state_json = {
            "current_iteration": 1,
            "max_iterations": 1,
            "conditions": None,
            "max_ttl": 1800,
            "delay_time": 120,
        }

    # Create a new loop state object
    loop_state = phantom.LoopState(state=loop_state_json)

    phantom.act("get job status", parameters=[{"id": "once_1"}], name="once_1", assets=["sandbox"], callback=loop_once_1, loop_state=loop_state.to_json())


@phantom.playbook_block()
def loop_once_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, loop_state_json=None, **kwargs):
    loop_state = phantom.LoopState(state=loop_state_json)
    if loop_state.should_continue(container=container, results=results): # should_continue evaluates iteration/timeout/conditions
        loop_state.increment() # increments iteration count
        once_1(container=container, loop_state_json=loop_state.to_json())
    else:
        after_once(container=container)


@phantom.playbook_block()
def after_once(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("once ended: " + json.dumps("yes"))


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")
