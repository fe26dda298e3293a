"""
Looks at its input in every way
"""

import phantom.rules as phantom
import json


@phantom.playbook_block()
def on_start(container):
    for path in ("value", "value.a", "value.*", "value.0", "value.*.b", "nothing"):
        rows = phantom.collect2(container=container, datapath=["playbook_input:" + path])
        phantom.save_run_data(key=path, value=json.dumps(rows))
    for operator in ("==", "!=", "<", ">=", "in", "not in"):
        found = [
            phantom.decision(container=container, conditions=[["playbook_input:value", operator, other]])
            for other in ("", 1, "1", None, [], "artifact:*.id", "custom_list:none", "playbook_input:value")
        ]
        phantom.save_run_data(key=operator, value=json.dumps(found))
    text = phantom.format(container=container, template="{0}\n%%\n{0}|{1}\n%%", parameters=["playbook_input:value", "playbook_input:value.a"])
    phantom.save_run_data(key="format", value=text)
    phantom.condition(container=container, conditions=[["playbook_input:value", "!=", ""]], name="filter_1:condition_1")
    kept = phantom.collect2(container=container, datapath=["filtered-data:filter_1:condition_1:playbook_input:value"])
    phantom.save_run_data(key="filter", value=json.dumps(kept))
