import phantom.rules as phantom


def on_start(container):
    parameters = [{"ip": "192.0.2.1", "context": {"artifact_id": 1}}]
    phantom.act("geolocate ip", parameters=parameters, assets=["maxmind"], callback=join_decision_1, name="geolocate_1")
    phantom.act(action="whois ip", parameters=parameters, assets=["whois"], callback=join_decision_1, name="whois_1")


def join_decision_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    if phantom.completed(action_names=["geolocate_1", "whois_1"]):
        decision_1(container=container, handle=handle)


def decision_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        action_results=results,
        conditions=[
            ["geolocate_1:action_result.data.*.country_name", "==", "Atlantis"],
            ["artifact:*.cef.bytesOut", ">", 1000],
        ],
        logical_operator="or",
        name="decision_1:condition_1")
    if matched_artifacts_1 or matched_results_1:
        phantom.set_severity(container, "high")


def on_finish(container, summary):
    return
