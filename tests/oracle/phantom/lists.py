# SPDX-License-Identifier: Apache-2.0
"""Custom lists: rows of text cells under a name."""

import copy

from .api import acts, reads, run


def cell(value):
    return "" if value is None else str(value)


@reads
def get_list(list_name=None, values=None, column_index=-1, trace=False):
    rows = run().lists.get(list_name)
    if rows is None:
        return False, f"no custom list named '{list_name}'", []
    if values is not None:
        wanted = values if isinstance(values, (list, tuple)) else [values]
        rows = [row for row in rows if any(value in _cells(row, column_index) for value in wanted)]
    return True, "", copy.deepcopy(rows)


def _cells(row, column):
    return row if column < 0 else row[column : column + 1]


@acts
def add_list(list_name=None, values=None):
    row = [cell(value) for value in values] if isinstance(values, (list, tuple)) else [cell(values)]
    run().lists.setdefault(list_name, []).append(row)
    return True, ""
