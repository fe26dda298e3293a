# SPDX-License-Identifier: Apache-2.0
"""Comparing two values as a Condition or Decision block does."""

import ipaddress
import math

from . import choices

EQUALITY = ("==", "!=")
ORDERING = ("<", "<=", ">", ">=")
MEMBERSHIP = ("in", "not in")
OPERATORS = EQUALITY + ORDERING + MEMBERSHIP
NEGATIVE = ("!=", "not in")


def equal(left, right, case_sensitive=True):
    if choices.is_empty(left) or choices.is_empty(right):
        return choices.is_empty(left) and choices.is_empty(right)
    if isinstance(left, bool) or isinstance(right, bool):
        return str(left).lower() == str(right).lower()
    if isinstance(left, (list, tuple, dict)) or isinstance(right, (list, tuple, dict)):
        return left == right
    if not (isinstance(left, str) and isinstance(right, str)):
        numbers = to_number(left), to_number(right)
        if None not in numbers:
            return numbers[0] == numbers[1]
    return _text(left, case_sensitive) == _text(right, case_sensitive)


def ordered(left, operator, right, case_sensitive=True):
    if choices.is_empty(left) or choices.is_empty(right):
        return False
    if isinstance(left, bool) or isinstance(right, bool):
        pair = str(left).lower(), str(right).lower()
    else:
        pair = to_number(left), to_number(right)
        if None in pair:
            pair = _text(left, case_sensitive), _text(right, case_sensitive)
    one, other = pair
    return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}[operator]


def in_value(left, right, case_sensitive=True):
    """`left in right` for one value of a datapath on the right, or one literal that is not a list."""
    if isinstance(left, list):
        return any(in_value(item, right, case_sensitive) for item in left)
    if left is None or left == "" or right is None:
        return False
    if isinstance(right, (list, tuple)):
        return in_items(left, right, case_sensitive)
    network = to_network(right)
    address = to_address(left)
    if network is not None and address is not None:
        return address in network
    if equal(left, right, case_sensitive):
        return True
    if isinstance(left, dict) or isinstance(right, dict):
        return False
    return _text(left, case_sensitive) in _text(right, case_sensitive)


def in_items(left, items, case_sensitive=True):
    """`left in items`: some item equals it or is a network that holds it; never a part of a text."""
    if isinstance(left, list):
        return any(in_items(item, items, case_sensitive) for item in left)
    for item in items:
        if equal(left, item, case_sensitive):
            return True
        network, address = to_network(item), to_address(left)
        if network is not None and address is not None and address in network:
            return True
    return False


def in_text(left, text, case_sensitive, delimiter):
    """`left in text` for a literal: an item of a delimited text, else as for any value."""
    if delimiter and delimiter in text:
        lefts = left if isinstance(left, list) else [left]
        items = [item.strip() for item in text.split(delimiter)]
        if any(one not in (None, "") and equal(one, item, case_sensitive) for one in lefts for item in items):
            return True
    return in_value(left, text, case_sensitive)


def to_number(value):
    if isinstance(value, (int, float)):
        return value
    if not isinstance(value, str) or not choices.NUMBER.match(value.strip()):
        return None
    if value.strip().lstrip("+-").isdigit() and len(value) < 4000:
        return int(value)
    number = float(value)
    return number if math.isfinite(number) else None


def to_network(value):
    if not isinstance(value, str) or "/" not in value:
        return None
    try:
        return ipaddress.ip_network(value, strict=False)
    except ValueError:
        return None


def to_address(value):
    if not isinstance(value, str):
        return None
    try:
        return ipaddress.ip_address(value)
    except ValueError:
        return None


def _text(value, case_sensitive):
    text = "" if value is None else str(value)
    return text if case_sensitive else text.lower()
