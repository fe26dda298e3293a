import phantom.rules as phantom
import json


def on_start(container):
    parameters = []
    for row in phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress", "artifact:*.id"]):
        parameters.append({"ip": row[0], "context": {"artifact_id": row[1]}})
    phantom.act("geolocate ip", parameters=parameters, assets=["maxmind"], callback=filter_1, name="geolocate_1")


def filter_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        action_results=results,
        conditions=[["geolocate_1:action_result.data.*.country_name", "==", "Atlantis"]],
        name="filter_1:condition_1")
    if matched_artifacts_1 or matched_results_1:
        format_1(container=container, action=action, success=success, results=results, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)


def format_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.format(container=container, template="hosts:\n%%\n- {0} in {1}\n%%\n", parameters=["filtered-data:filter_1:condition_1:geolocate_1:action_result.parameter.ip", "filtered-data:filter_1:condition_1:geolocate_1:action_result.data.*.country_name"], name="format_1")
    phantom.pin(container=container, message="hosts", data=phantom.get_format_data(name="format_1"), pin_type="card", pin_style="red", name="hosts")
    phantom.debug(phantom.get_format_data(name="format_1__as_list"))
