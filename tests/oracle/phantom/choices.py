# SPDX-License-Identifier: Apache-2.0
"""Every point where the Playbook API's documentation is silent, and the choice that this project makes.

The runtime has the same list in one file of its own; the two must agree.
"""

import re

# Actions that run once with {} when their parameter list is empty. All others finish at once as failed, no
# request is sent, and the callback fires so that joins downstream see the block as done.
MAY_RUN_EMPTY = frozenset(
    {
        "list vms",
        "list endpoints",
        "list users",
        "list policies",
        "list tickets",
        "get tasks",
        "create event",
        "test connectivity",
    }
)

# Spacer fields of the visual editor: kept in a result's `parameter`, never sent.
PLACEHOLDER = re.compile(r"ph(_\d+)?\Z")

# What a number looks like inside a string, for comparisons of a string with a number.
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\Z", re.ASCII)

# Values that count as "nothing" for == and !=.
def is_empty(value):
    return value is None or value == "" and isinstance(value, str) or isinstance(value, list) and not value


NO_PARAMETERS = "no parameters"  # message of an act without any result
NESTED_RUNS = 32  # depth of sub-playbooks
RUNS_IN_ALL = 10_000  # playbooks in one execution
DEFAULT_DELIMITER = ","
DEFAULT_SEPARATOR = ", "
MISSING_RUN_DATA = ""  # get_run_data of a key that nothing saved
BASE_URL = "https://127.0.0.1"
FIRST_RUN_ID = 1  # playbook_run_id of the run that the command line starts
