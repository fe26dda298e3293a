"""Given an address, tells its owner."""
import phantom.rules as phantom


def on_start(container):
    tell(container=container)


@phantom.playbook_block()
def tell(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    data = phantom.collect2(container=container, datapath=["playbook_input:address"])
    for artifact in phantom.get_artifacts(container):
        if artifact["cef"].get("fromEmail"):
            phantom.debug(artifact["name"])
    phantom.act("send email", parameters=[{"to": item[0]} for item in data], name="tell", assets=["smtp"])


def on_finish(container, summary):
    return
