"""
Counts words
"""

import phantom.rules as phantom
import json


@phantom.playbook_block()
def on_start(container):
    phantom.act("look up", parameters=[{"q": "x"}], name="look_up_1", assets=["a"])


@phantom.playbook_block()
def on_finish(container, summary):
    words = [item[0] for item in phantom.collect2(container=container, datapath=["playbook_input:word"])]
    phantom.save_playbook_output_data(output={"word": words, "count": len(words)})
