import phantom.rules as phantom


def on_start(container):
    phantom.act("url reputation", parameters=[], assets=["phishtank"], callback=decision_1, name="url_reputation_1")


def decision_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    if phantom.completed(action_names=["url_reputation_1", "url_reputation_2"]):
        phantom.collect2(container=container, datapath=["url_reputatoin_1:action_result.data.*.verdict"], action_results=results)
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["geolocate_1:action_result.data.*.country", "==", "Atlantis"],
        ],
        name="filter_1:condition_1")
    phantom.collect2(container=container, datapath=["filtered-data:filter_1:condition_2:artifact:*.id"])
    phantom.get_format_data(name="format_1")
