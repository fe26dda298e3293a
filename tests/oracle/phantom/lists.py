# SPDX-License-Identifier: Apache-2.0
"""Custom lists: rows of text cells under a name."""

import copy

from .api import acts, reads, run

NO_NAME = "the name of a custom list must be a text"


def _cell(value):
    return "" if value is None else str(value)


def _row(values):
    return [_cell(value) for value in values] if isinstance(values, (list, tuple)) else [_cell(values)]


def _column(column):
    """The column that a call asks for, or -1 for any."""
    return column if isinstance(column, int) and column >= 0 else -1


def _has(row, wanted, column):
    return any(value in wanted for value in (row if column < 0 else row[column : column + 1]))


def _rows(name):
    """The rows of a list, or None."""
    return run().lists.get(name) if isinstance(name, str) else None


def _add(name, values):
    if not isinstance(name, str):
        return False, NO_NAME
    if not isinstance(values, (str, list, tuple)):
        return False, "values must be a text or a list"
    run().lists.setdefault(name, []).append(_row(values))
    return True, ""


def _set(name, values):
    if not isinstance(name, str):
        return False, NO_NAME
    if values is not None and not isinstance(values, (list, tuple)):
        return False, "the content of a custom list must be a list of rows"
    run().lists[name] = [_row(row) for row in values or []]
    return True, ""


@reads
def get_list(list_name=None, values=None, column_index=-1, trace=False):
    rows = _rows(list_name)
    if rows is None:
        return False, f"no custom list named '{list_name}'", []
    if values is not None:
        wanted = values if isinstance(values, (list, tuple)) else [values]
        rows = [row for row in rows if _has(row, wanted, _column(column_index))]
    return True, "", copy.deepcopy(rows)


@acts
def add_list(list_name=None, values=None):
    return _add(list_name, values)


@acts
def set_list(list_name=None, values=None):
    return _set(list_name, values)


@acts
def remove_list(list_name=None, empty_list=False, trace=False):
    if _rows(list_name) is None:
        return False, f"no custom list named '{list_name}'"
    if empty_list:
        run().lists[list_name] = []
    else:
        del run().lists[list_name]
    return True, ""


@acts
def delete_from_list(list_name=None, value=None, column=None, remove_all=False, remove_row=False, trace=False):
    """Clears the first cell with that value (all of them with remove_all), or removes its row."""
    rows = _rows(list_name)
    if rows is None:
        return False, f"no custom list named '{list_name}'"
    column, kept, removed = _column(column), [], False
    for row in rows:
        places = [
            place for place, cell in enumerate(row) if cell == _cell(value) and column in (-1, place)
        ]
        if not places or removed and not remove_all:
            kept.append(row)
            continue
        removed = True
        if not remove_row:
            kept.append(["" if place in places else cell for place, cell in enumerate(row)])
    run().lists[list_name] = kept
    return (True, "") if removed else (False, f"no '{_cell(value)}' in the custom list '{list_name}'")


@reads
def check_list(list_name=None, value=None, case_sensitive=True, substring=False, trace=False):
    rows = _rows(list_name)
    if rows is None:
        return False, f"no custom list named '{list_name}'", 0
    fold = str if case_sensitive else (lambda text: str(text).lower())
    wanted = fold(_cell(value))
    cells = [fold(cell) for row in rows for cell in row]
    return True, "", sum(wanted in cell if substring else wanted == cell for cell in cells)


@reads
def datastore_get(list=None):
    return copy.deepcopy(_rows(list) or [])


@acts
def datastore_set(list=None, values=None):
    return _set(list, values)


@acts
def datastore_add(list=None, values=None):
    return _add(list, values)


@reads
def datastore_present(list=None, values=None, column=None):
    wanted = _row(values)
    places = [at for at, row in enumerate(_rows(list) or []) if _has(row, wanted, _column(column))]
    return {"matches": [{"index": at} for at in places]}


@acts
def datastore_delete(list=None, values=None):
    """Removes the rows that have one of the values."""
    rows = _rows(list)
    if rows is None:
        return False, f"no custom list named '{list}'"
    wanted = _row(values)
    kept = [row for row in rows if not any(cell in wanted for cell in row)]
    removed = len(kept) < len(rows)
    rows[:] = kept
    return (True, "") if removed else (False, "no row has one of the values")
