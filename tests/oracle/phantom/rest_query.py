# SPDX-License-Identifier: Apache-2.0
"""Filters, order and pages of REST's lists (docs/playbook-api.md, "REST")."""

import json

from . import jsontext


class Refused(Exception):
    """(status, message)"""


def page(items, given):
    """`given` are the pairs of the query, in order."""
    for key, text in given:
        if key.startswith(("_filter_", "_exclude_")):
            _, how, path = key.split("_", 2)
            value = _value(text)
            items = [item for item in items if _passes(item, path, value) == (how == "filter")]
    named = dict(given)
    if "sort" in named:
        items = _sorted(items, named["sort"])
        if named.get("order") == "desc":
            items = items[::-1]
    size, count = _count(named, "page_size", 10), len(items)
    if size:
        place = _count(named, "page", 0)
        items = items[place * size : (place + 1) * size]
    return {"count": count, "num_pages": -(-count // size) if size else 1, "data": items}


def _count(named, name, fallback):
    text = named.get(name)
    if text is None:
        return fallback
    if not text.isdigit():
        raise Refused(400, f"{name} is no number")
    return int(text)


def _sorted(items, field):
    try:
        return sorted(items, key=lambda item: (item.get(field) is None, item.get(field)))
    except TypeError:
        with_value = [item for item in items if item.get(field) is not None]
        try:
            with_value.sort(key=lambda item: item[field])
        except TypeError:
            raise Refused(400, "a filter compares values that have no order") from None
        return with_value + [item for item in items if item.get(field) is None]


def _passes(item, path, wanted):
    *fields, last = path.split("__")
    if last not in OPERATORS:
        fields, last = [*fields, last], "exact"
    found = item
    for field in fields:
        found = found.get(field) if isinstance(found, dict) else None
    try:
        return bool(OPERATORS[last](found, wanted))
    except TypeError:
        raise Refused(400, "a filter compares values that have no order") from None


def _value(text):
    for json_text in (text, text.replace("'", '"')):
        try:
            return json.loads(json_text)
        except ValueError:
            pass
    return text


def _in(element, container):
    if not isinstance(container, (list, dict, str)) or isinstance(container, str) and not isinstance(element, str):
        return False
    return element in container


def _is_number_as(found, text):
    """A number as SOAR compares it with a text: "4" is 4."""
    return isinstance(found, int) and not isinstance(found, bool) and isinstance(text, str) and str(found) == text


def _exact(found, wanted):
    return jsontext.same(found, wanted) or _is_number_as(found, wanted)


def _one_of(found, wanted):
    return _in(found, wanted) or isinstance(wanted, list) and any(_is_number_as(found, one) for one in wanted)


def _contains(found, wanted):
    """A list contains another when it has all of its elements."""
    if isinstance(found, list) and isinstance(wanted, list):
        return all(one in found for one in wanted)
    return _in(wanted, found)


def _lower(value):
    return str(value).lower()


OPERATORS = {
    "exact": _exact,
    "iexact": lambda found, value: _lower(found) == _lower(value),
    "in": _one_of,
    "gt": lambda found, value: found is not None and found > value,
    "gte": lambda found, value: found is not None and found >= value,
    "lt": lambda found, value: found is not None and found < value,
    "lte": lambda found, value: found is not None and found <= value,
    "contains": _contains,
    "icontains": lambda found, value: _lower(value) in _lower(found),
    "startswith": lambda found, value: str(found).startswith(str(value)),
    "istartswith": lambda found, value: _lower(found).startswith(_lower(value)),
    "endswith": lambda found, value: str(found).endswith(str(value)),
    "isnull": lambda found, value: (found is None) == bool(value),
}
