"""A sub-playbook: how many links did it get?"""

import phantom.rules as phantom


def on_start(container):
    links = phantom.collect2(container=container, datapath=["playbook_input:link"])
    phantom.save_run_data(key="count", value=str(len(links)))
    if links == [["broken"]]:
        raise ValueError("a broken link")
    phantom.act("url reputation", parameters=[{"url": row[0]} for row in links], assets=["phishtank"], name="look_up", callback=note_result)


def note_result(action=None, success=None, container=None, results=None, **kwargs):
    phantom.debug(["looked up", success, phantom.get_playbook_info()[0]["parent_playbook_run_id"]])


def on_finish(container, summary):
    found = phantom.collect2(container=container, datapath=["look_up:action_result.parameter.url", "look_up:action_result.status"])
    phantom.save_playbook_output_data(output={"count": phantom.get_run_data(key="count"), "found": [{"url": url, "status": status} for url, status in found]})
