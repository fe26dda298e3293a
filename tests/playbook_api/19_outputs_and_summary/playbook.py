"""
What a run hands on: outputs to its parent, a summary, and itself over REST
"""

import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    ip_reputation_1(container=container)


@phantom.playbook_block()
def ip_reputation_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("ip reputation", parameters=[{"ip": "1.1.1.1"}, {"ip": "2.2.2.2"}], name="ip_reputation_1", assets=["virustotal"], callback=playbook_child_1)


@phantom.playbook_block()
def playbook_child_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    playbook_run_id = phantom.playbook("local/child", container=container, name="playbook_child_1", callback=after_child, inputs={"word": ["a", "b"]})
    phantom.save_run_data(key="child", value=str(playbook_run_id))


@phantom.playbook_block()
def after_child(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("output: " + json.dumps([success, phantom.collect2(container=container, datapath=["playbook_child_1:playbook_output:word", "playbook_child_1:playbook_output:count"])]))

    url = phantom.build_phantom_rest_url("playbook_run", phantom.get_run_data(key="child"))
    record = phantom.requests.get(url, verify=False).json()
    phantom.debug("record: " + json.dumps([record["id"], record["status"], record["playbook"]]))
    phantom.debug("inputs: " + json.dumps([record["inputs"], [json.loads(item) for item in record["inputs"]]]))
    phantom.debug("outputs: " + json.dumps([json.loads(item) for item in record["outputs"]]))
    message = json.loads(record["message"])
    phantom.debug("message: " + json.dumps([[item["name"], item["status"], [run["parameter"]["q"] for run in item["app_runs"]]] for item in message["result"]]))


@phantom.playbook_block()
def on_finish(container, summary):
    found = phantom.get_summary()
    phantom.debug("same: " + json.dumps(json.loads(summary) == found))
    phantom.debug("head: " + json.dumps([found["playbook"], found["status"]]))
    phantom.debug("result: " + json.dumps([[item["name"], item["action"], item["id"] == item["action_run_id"], item["status"], item["message"]] for item in found["result"]]))
    phantom.debug("app_runs: " + json.dumps([[run["app"], run["action"], run["status"], run["parameter"]["ip"], run["summary"]] for run in found["result"][0]["app_runs"]]))
    for item in found["result"]:
        action_results = phantom.get_action_results(action_run_id=item["action_run_id"], result_data=True, flatten=False)
        phantom.debug("by id: " + json.dumps([len(action_results), [result["status"] for result in action_results[0]["action_results"]]]))
    phantom.save_playbook_output_data(output={"first": 1})
    phantom.save_playbook_output_data(output={"verdict": "bad", "n": [1, 2]})
