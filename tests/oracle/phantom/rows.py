# SPDX-License-Identifier: Apache-2.0
"""Rows: several datapaths of one root, expanded together."""


def expand(leaves_of_paths):
    """The rows of one root; `leaves_of_paths` holds, for each datapath, its leaves in that root.

    Paths that iterate over the same list go through it together. A path that iterates over nothing stands on every row of the value that it
    belongs to. Paths that iterate over different lists of one value go side by side: the longest decides, the others are None where they run out.
    """
    return [[None if leaf is None else leaf.value for leaf in row] for row in expand_leaves(leaves_of_paths)]


def expand_leaves(leaves_of_paths):
    columns = dict(enumerate(leaves_of_paths))
    return [[row.get(path) for path in columns] for row in _rows(columns, 0)]


def _rows(columns, depth):
    """The rows, as dicts by path, of leaves that have their first `depth` steps in common."""
    standing = {path: leaves[0] for path, leaves in columns.items() if not _iterates(leaves[0], depth)}
    together = {}
    for path, leaves in columns.items():
        if path not in standing:
            step = leaves[0].steps[depth]
            together.setdefault(("over", step.where) if step.where is not None else ("into", step.key), {})[path] = leaves
    rows = [{}]
    for (kind, _), group in together.items():
        side = _rows(group, depth + 1) if kind == "into" else [row for part in _turns(group, depth) for row in _rows(part, depth + 1)]
        rows += [{} for _ in range(len(side) - len(rows))]
        for row, more in zip(rows, side):
            row.update(more)
    return [{**row, **standing} for row in rows]


def _iterates(leaf, depth):
    return any(step.where is not None for step in leaf.steps[depth:])


def _turns(group, depth):
    """The leaves of each element of the list that all paths of the group iterate over, in its order."""
    parts = {}
    for path, leaves in group.items():
        for leaf in leaves:
            parts.setdefault(leaf.steps[depth].key, {}).setdefault(path, []).append(leaf)
    return parts.values()
