# SPDX-License-Identifier: Apache-2.0
"""format(): fields, %% loops, and what is kept of them."""

import string

from . import choices, datapath, sources

MARKER = "%%"


def render(run, template, parameters, reading, separator, drop_none):
    """(the whole text, the repetitions of all loop bodies; of a template without loops, its text)."""
    columns = [_column(run, parameter, reading, drop_none) for parameter in ([] if parameters is None else parameters)]
    separator = choices.DEFAULT_SEPARATOR if separator is None else str(separator)
    joined = [separator.join(str(value) for value in column) for column in columns]
    parts = _numbered(template).split(MARKER)
    text, repetitions = [], []
    for place, part in enumerate(parts):
        if place % 2 == 0:
            text.append(part.format(*joined))
            continue
        closed = place + 1 < len(parts)
        turns = _repeat(_body(part, closed), columns, drop_none)
        repetitions.extend(turns)
        text.append("\n".join(turns))
    whole = "".join(text)
    return whole, repetitions if len(parts) > 1 else [whole]


def _column(run, parameter, reading, drop_none):
    if datapath.is_datapath(parameter):
        found = sources.values(run, parameter, reading)
    else:
        found = [parameter]
    return [value for value in found if value is not None] if drop_none else found


def _body(part, closed):
    """A loop body: without the newline behind the opening marker and the one before the closing marker."""
    part = part.removeprefix("\n")
    return part.removesuffix("\n") if closed else part


def _repeat(body, columns, drop_none):
    used = {int(field) for _, field, _, _ in string.Formatter().parse(body) if field is not None and field.isdigit()}
    if used and max(used) >= len(columns):
        body.format(*columns)  # raises what it would in a repetition
    count = max((len(columns[index]) for index in used if index < len(columns)), default=0)
    padding = "" if drop_none else None
    return [
        body.format(*(str(column[turn] if turn < len(column) else padding) for column in columns))
        for turn in range(count)
    ]


def _numbered(template):
    """The template with `{}` fields numbered, so that its parts can be filled one by one."""
    fields = [field for _, field, _, _ in string.Formatter().parse(template) if field is not None]
    if "" not in fields:
        return template
    if any(fields):
        raise ValueError("cannot switch from automatic field numbering to manual field specification")
    pieces, number = [], 0
    for literal, field, spec, conversion in string.Formatter().parse(template):
        pieces.append(literal.replace("{", "{{").replace("}", "}}"))
        if field is not None:
            tail = (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
            pieces.append("{" + str(number) + tail + "}")
            number += 1
    return "".join(pieces)
