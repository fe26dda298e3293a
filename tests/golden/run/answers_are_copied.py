"""What a playbook does to answers that it was given changes nobody else's: not the same act's, not those of a later one."""
import phantom.rules as phantom

IP = [{"ip": "192.0.2.1"}]
PLACES = ["act_1:action_result.data", "act_1:action_result.data.*.owner", "act_1:action_result.data.*.tags", "act_1:action_result.summary"]


def spoil(value):
    parts = list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, (list, tuple)) else []
    for part in parts:
        spoil(part)
    if isinstance(value, dict):
        for key in list(value):
            value[key] = "spoilt"
    elif isinstance(value, list):
        value[:] = ["spoilt"]


def on_start(container):
    phantom.act("lookup ip", parameters=IP, assets=["reputation"], callback=change, name="act_1")


def change(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    artifacts, filtered = phantom.condition(container=container, action_results=results, name="filter_1:condition_1",
                                                     conditions=[["act_1:action_result.summary.score", ">", 50]])
    phantom.debug(len(filtered))
    for value in (filtered, artifacts, action, container,
                  phantom.collect2(container=container, datapath=PLACES),
                  phantom.collect(results, PLACES[1]),
                  phantom.get_action_results(action_name="act_1"),
                  phantom.get_action_results(action_name="act_1", flatten=True),
                  phantom.parse_success(results), results):
        spoil(value)
    phantom.act("lookup ip", parameters=IP, assets=["reputation"], callback=hand_on, name="act_2")


def hand_on(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    only_look(container=container, results=results)


def only_look(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    """Nobody changes these results themselves, so that they need not be a copy: what comes of them is one."""
    artifacts, filtered = phantom.condition(container=container, action_results=results, name="filter_2:condition_1",
                                            conditions=[["act_2:action_result.summary.score", ">", 50]])
    data = phantom.collect2(container=container, datapath=["act_2:action_result.data", "act_2:action_result.summary"], action_results=results)
    phantom.debug(phantom.decision(container=container, action_results=results, conditions=[["act_2:action_result.summary.score", ">", 50]]))
    for value in (filtered, data, phantom.parse_success(results), phantom.get_successful_action_results_v2(results)):
        phantom.debug(len(value))
        spoil(value)
    phantom.debug(phantom.collect2(container=container, datapath=["act_2:action_result.data", "filtered-data:filter_2:condition_1:act_2:action_result.summary"]))
    phantom.act("lookup ip", parameters=IP, assets=["reputation"], callback=tell, name="act_3")


def tell(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug(phantom.collect2(container=container, datapath=PLACES))
    phantom.debug(results[0]["action_results"][0]["data"])
    phantom.debug(results[0]["action_results"][0]["summary"])
