# SPDX-License-Identifier: Apache-2.0
"""JSON text as the trace, the ledger and the result show it."""

import json


def plain(value):
    """The value with everything that JSON lacks replaced by its text; a function by its name."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, dict):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if callable(value) and hasattr(value, "__name__"):
        return value.__name__
    return str(value)


def _key(key):
    return key if key is None or isinstance(key, (str, bool, int, float)) else str(key)


def line(value):
    return json.dumps(plain(value)) + "\n"


def document(value):
    return json.dumps(plain(value), indent=2) + "\n"


def same(left, right):
    """Equality as JSON: true is not 1."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return type(left) is type(right) and left == right or _both_numbers(left, right) and left == right


def _both_numbers(left, right):
    return isinstance(left, (int, float)) and isinstance(right, (int, float))
