# SPDX-License-Identifier: Apache-2.0
"""What a filter keeps of one root: ALL, or a tree that names the elements kept of every list on the compared path."""

ALL = None


def of_leaf(leaf):
    """The mask that keeps `leaf` and everything beside its path."""
    mask = ALL
    for step in reversed(leaf.steps):
        if not step.real:
            mask = ALL
        elif step.where is not None:
            mask = ("items", {step.key: mask})
        elif mask is not ALL:
            mask = ("key", {step.key: mask})
    return mask


def union(one, other):
    if one is ALL or other is ALL or one[0] != other[0]:
        return ALL
    kind, left, right = one[0], one[1], other[1]
    if kind == "key":
        both = {key: union(left[key], right[key]) for key in left if key in right}
        both = {key: mask for key, mask in both.items() if mask is not ALL}
        return (kind, both) if both else ALL
    return (kind, {key: _either(left, right, key) for key in [*left, *(k for k in right if k not in left)]})


def _either(left, right, key):
    if key in left and key in right:
        return union(left[key], right[key])
    return left[key] if key in left else right[key]


def both(one, other):
    """Masks of two paths of one comparison on the same root: each list is cut by the path that goes through it."""
    if one is ALL:
        return other
    if other is ALL:
        return one
    if one[0] != other[0]:
        return one if one[0] == "items" else other
    kind, left, right = one[0], one[1], other[1]
    if kind == "items":
        return (kind, {key: both(left[key], right[key]) for key in left if key in right})
    merged = dict(left)
    for key, mask in right.items():
        merged[key] = both(merged[key], mask) if key in merged else mask
    return (kind, merged)


def prune(value, mask):
    if mask is ALL:
        return value
    kind, parts = mask
    if kind == "key":
        return {key: prune(item, parts[key]) if key in parts else item for key, item in value.items()} if isinstance(
            value, dict
        ) else [prune(item, parts[at]) if at in parts else item for at, item in enumerate(value)]
    if isinstance(value, dict):
        return {key: prune(item, parts[key]) for key, item in value.items() if key in parts}
    return [prune(item, parts[at]) for at, item in enumerate(value) if at in parts]
