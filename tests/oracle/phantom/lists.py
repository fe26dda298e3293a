# SPDX-License-Identifier: Apache-2.0
"""Custom lists: rows of text cells under a name."""

import copy

from .api import acts, reads, run


def _cell(value):
    return "" if value is None else str(value)


def _row(values):
    return [_cell(value) for value in values] if isinstance(values, (list, tuple)) else [_cell(values)]


def _cells(row, column):
    return row if column < 0 else row[column : column + 1]


@reads
def get_list(list_name=None, values=None, column_index=-1, trace=False):
    rows = run().lists.get(list_name)
    if rows is None:
        return False, f"no custom list named '{list_name}'", []
    if values is not None:
        wanted = values if isinstance(values, (list, tuple)) else [values]
        rows = [row for row in rows if any(value in _cells(row, column_index) for value in wanted)]
    return True, "", copy.deepcopy(rows)


@acts
def add_list(list_name=None, values=None):
    run().lists.setdefault(list_name, []).append(_row(values))
    return True, ""


@acts
def set_list(list_name=None, values=None):
    run().lists[list_name] = [_row(row) for row in values or []]
    return True, ""


@acts
def remove_list(list_name=None, empty_list=False, trace=False):
    if list_name not in run().lists:
        return False, f"no custom list named '{list_name}'"
    if empty_list:
        run().lists[list_name] = []
    else:
        del run().lists[list_name]
    return True, ""


@acts
def delete_from_list(list_name=None, value=None, column=None, remove_all=False, remove_row=False, trace=False):
    """Clears the first cell with that value (all of them with remove_all), or removes its row."""
    rows = run().lists.get(list_name)
    if rows is None:
        return False, f"no custom list named '{list_name}'"
    kept, removed = [], False
    for row in rows:
        places = [
            place for place, cell in enumerate(row) if cell == _cell(value) and column in (None, -1, place)
        ]
        if not places or removed and not remove_all:
            kept.append(row)
            continue
        removed = True
        if not remove_row:
            kept.append(["" if place in places else cell for place, cell in enumerate(row)])
    run().lists[list_name] = kept
    return (True, "") if removed else (False, f"no '{value}' in the custom list '{list_name}'")


@reads
def check_list(list_name=None, value=None, case_sensitive=True, substring=False, trace=False):
    rows = run().lists.get(list_name)
    if rows is None:
        return False, f"no custom list named '{list_name}'", 0
    fold = str if case_sensitive else (lambda text: str(text).lower())
    wanted = fold(_cell(value))
    cells = [fold(cell) for row in rows for cell in row]
    return True, "", sum(wanted in cell if substring else wanted == cell for cell in cells)


@reads
def datastore_get(list=None):
    return copy.deepcopy(run().lists.get(list, []))


@acts
def datastore_set(list=None, values=None):
    run().lists[list] = [_row(row) for row in values or []]
    return True, ""


@acts
def datastore_add(list=None, values=None):
    run().lists.setdefault(list, []).append(_row(values))
    return True, ""


@reads
def datastore_present(list=None, values=None, column=None):
    wanted = _row(values)
    rows = run().lists.get(list, [])
    places = [
        at for at, row in enumerate(rows) if any(cell in wanted and column in (None, -1, c) for c, cell in enumerate(row))
    ]
    return {"matches": [{"index": at} for at in places]}


@acts
def datastore_delete(list=None, values=None):
    """Removes the rows that have one of the values."""
    rows = run().lists.get(list)
    if rows is None:
        return False, f"no custom list named '{list}'"
    wanted = _row(values)
    kept = [row for row in rows if not any(cell in wanted for cell in row)]
    removed = len(kept) < len(rows)
    rows[:] = kept
    return (True, "") if removed else (False, "no row has one of the values")
