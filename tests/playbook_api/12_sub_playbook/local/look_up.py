"""
Looks at every observable of its input and hands on what it found
"""

import phantom.rules as phantom
import json


@phantom.playbook_block()
def on_start(container):
    phantom.debug("inputs: " + json.dumps(phantom.collect2(container=container, datapath=["playbook_input:observable"])))
    url_reputation_1(container=container)


@phantom.playbook_block()
def url_reputation_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    parameters = []
    for playbook_input_observable_item in phantom.collect2(container=container, datapath=["playbook_input:observable"]):
        if playbook_input_observable_item[0] is not None:
            parameters.append({"url": playbook_input_observable_item[0]})

    phantom.act("url reputation", parameters=parameters, name="url_reputation_1", assets=["virustotal"])


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("child on_finish() called")
    found = phantom.collect2(container=container, datapath=["url_reputation_1:action_result.parameter.url", "url_reputation_1:action_result.data.*.verdict"])
    output = {
        "observable": [{"value": url, "type": "url", "verdict": verdict} for url, verdict in found],
        "verdicts": phantom.concatenate([verdict for url, verdict in found], dedup=True),
    }
    phantom.save_playbook_output_data(output=output)
