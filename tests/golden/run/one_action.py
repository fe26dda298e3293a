import phantom.rules as phantom
import json


def on_start(container):
    parameters = []
    for row in phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress", "artifact:*.id"]):
        parameters.append({"ip": row[0], "context": {"artifact_id": row[1]}})
    phantom.act("geolocate ip", parameters=parameters, assets=["maxmind"], callback=tell, name="geolocate_1")


def tell(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    for country, artifact in phantom.collect2(container=container, datapath=["geolocate_1:action_result.data.*.country_name", "geolocate_1:action_result.parameter.context.artifact_id"], action_results=results):
        phantom.debug("{} {}".format(artifact, country))


def on_finish(container, summary):
    return
