# SPDX-License-Identifier: Apache-2.0
"""What a playbook imports: every name of the Playbook API that the reference knows."""

from . import artifacts, containers, data, flow, linked, lists, loops, network, prompts, rest, stores, utils, vault, workbooks

FAMILIES = {
    flow: "act actions_done completed debug discontinue error get_action_results get_successful_action_results_v2 get_summary parse_errors parse_success "
    "playbook_block",
    data: "collect collect2 collect_from_contains concatenate condition decision format get_filtered_data get_format_data get_run_data render_template "
    "save_block_result save_playbook_output_data save_run_data",
    linked: "custom_function playbook",
    prompts: "prompt prompt2 task",
    loops: "LoopState",
    containers: "add_note add_tag add_tags close comment create_container deescalate delete_pin find_events get_base_url get_container "
    "get_current_container_id_ get_extra_data get_notes get_phantom_home get_raw_data get_rest_base_url "
    "get_tags merge pin promote remove_tags set_duetime set_label set_owner "
    "set_sensitivity set_severity set_status update update_pin",
    workbooks: "add_task add_workbook get_phase get_tasks set_phase",
    artifacts: "add_artifact attacker_ips delete_artifact get_artifact get_artifacts update_artifact victim_ips",
    lists: "add_list check_list datastore_add datastore_delete datastore_get datastore_present datastore_set delete_from_list get_list "
    "remove_list set_list",
    stores: "clear_data clear_object get_action_name get_apps get_assets get_custom_function_results get_data "
    "get_effective_user get_object get_parent_handle get_playbook_info save_data "
    "save_object set_action_limit set_parent_handle",
    rest: "requests",
    vault: "Vault get_vault_file get_vault_item_info vault_add vault_delete vault_info",
    network: "address_in_network build_phantom_rest_url is_ip valid_ip valid_net",
}
NAMES = {name: getattr(family, name) for family, names in FAMILIES.items() for name in names.split()}
globals().update(NAMES)
__all__ = sorted(NAMES)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotImplementedError(f"phantom.{name} is not part of the reference")
