import phantom.rules as phantom


def on_start(container):
    phantom.collect2(container=container, datapath=["artifact:*.cef..sourceAddress", "artifact:*.", ":id", ""])
    phantom.collect2(container=container, datapath=["filtered-data:", "artifact", "playbook_input:", "custom_list"])
    phantom.decision(container=container, conditions=[["artifact:*.cef.", "==", "x"], ["artifact:*.name", "==", ""]])
    phantom.format(container=container, template="{0}", parameters=["artifact:*.cef..x"], name="format_1")
