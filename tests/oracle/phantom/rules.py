# SPDX-License-Identifier: Apache-2.0
"""What a playbook imports: every name of the Playbook API that the reference knows."""

from .containers import add_note, comment, get_notes, pin, set_severity, set_status
from .data import (
    collect,
    collect2,
    collect_from_contains,
    concatenate,
    condition,
    decision,
    format,
    get_format_data,
    get_run_data,
    save_block_result,
    save_playbook_output_data,
    save_run_data,
)
from .flow import (
    act,
    actions_done,
    completed,
    debug,
    discontinue,
    error,
    get_action_results,
    get_summary,
    playbook_block,
)
from .lists import add_list, get_list


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotImplementedError(f"phantom.{name} is not part of the reference")
