import phantom.rules as phantom
import json


def on_start(container):
    parameters = []
    for row in phantom.collect2(container=container, datapath=["artifact:*.cef.sourceAddress", "artifact:*.id"]):
        parameters.append({"ip": row[0], "context": {"artifact_id": row[1]}})
    phantom.act("geolocate ip", parameters=parameters, assets=["maxmind"], callback=join_note_1, name="geolocate_1")
    phantom.act("whois ip", parameters=parameters, assets=["whois"], callback=join_note_1, name="whois_1")


def join_note_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    if phantom.completed(action_names=["geolocate_1", "whois_1"]):
        note_1(container=container, handle=handle)


def note_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    verdicts = phantom.collect2(container=container, datapath=["whois_1:action_result.status", "whois_1:action_result.message"])
    phantom.add_note(container=container, note_type="general", title="whois", content=json.dumps(verdicts))
