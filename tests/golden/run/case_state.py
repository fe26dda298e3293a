"""Calls on the case, its artifacts, workbooks, objects and lists, as they show in the result."""

import phantom.rules as phantom


def on_start(container):
    phantom.set_owner(container=container, user="bob")
    phantom.set_sensitivity(container=container, sensitivity="Red")
    phantom.update(container, {"description": "updated", "custom_fields": {"risk": 5}})
    phantom.promote(container=container, template="Response")
    phantom.debug(phantom.add_artifact(container=container, raw_data={}, cef_data={"fileHash": "aa"}, label="event", name="added", severity="low", identifier="one", artifact_type="file"))
    phantom.debug(phantom.add_artifact(container=container, raw_data={}, cef_data={"fileHash": "bb"}, label="event", name="again", severity="low", identifier="one", artifact_type="file"))
    phantom.debug(phantom.collect2(container=container, datapath=["artifact:*.cef.fileHash", "artifact:*.name"], scope="all"))
    phantom.add_workbook(container=container, workbook_id=1)
    phantom.debug([[task["data"]["name"], task["data"]["status"]] for task in phantom.get_tasks(container)])
    phantom.set_phase(container=container, phase="Respond")
    success, message, phase_id, phase_name = phantom.get_phase()
    phantom.debug([success, phase_id, phase_name])
    success, message, pin = phantom.pin(container=container, message="Count", data="1", pin_type="card", pin_style="blue")
    phantom.update_pin(pin, data="2")
    phantom.debug(phantom.delete_pin(99))
    phantom.save_object(key="seen", value={"hosts": ["a"]}, container_id=container["id"])
    phantom.debug(phantom.get_object(key="seen", container_id=container["id"])[0]["value"])
    phantom.save_data({"n": 1}, key="older")
    phantom.debug(phantom.get_data("older", clear_data=True))
    phantom.debug(phantom.get_data("older"))
    phantom.set_list("hosts", [["h1", "up"], ["h2", "down"]])
    phantom.delete_from_list(list_name="hosts", value="h1", remove_row=True)
    phantom.debug(phantom.merge(case=container["id"], container_id=8))
    phantom.debug([phantom.valid_ip("192.0.2.1"), phantom.valid_net("192.0.2.0/24"), phantom.address_in_network("192.0.2.9", "192.0.2.0/24")])
    phantom.debug(phantom.build_phantom_rest_url("container", container["id"], "artifacts"))
    phantom.debug(phantom.vault_info(container_id=container["id"])[2][0]["name"])
    phantom.close(container)


def on_finish(container, summary):
    phantom.debug([container["status"], container["artifact_count"], container["current_phase_id"]])
