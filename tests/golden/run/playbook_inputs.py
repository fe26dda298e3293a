import phantom.rules as phantom
import json


def on_start(container):
    urls = phantom.collect2(container=container, datapath=["playbook_input:url"])
    phantom.debug(urls)
    phantom.save_playbook_output_data(output={"count": len(urls), "urls": [row[0] for row in urls]})
