# SPDX-License-Identifier: Apache-2.0
"""Rows: several datapaths of one root, expanded together."""


def expand(leaves_of_paths):
    """The rows of one root; `leaves_of_paths` holds, for each datapath, its leaves in that root.

    The path with most iterations decides the number of rows (of several such: the one with most leaves, then the
    first); a shallower value is repeated; a path that diverges is matched by position inside the common parent.
    """
    return [[None if leaf is None else leaf.value for leaf in row] for row in expand_leaves(leaves_of_paths)]


def expand_leaves(leaves_of_paths):
    turns = [[leaf.turns for leaf in leaves] for leaves in leaves_of_paths]
    leader = max(range(len(turns)), key=lambda path: (max(map(len, turns[path])), len(turns[path]), -path))
    rows = []
    seen = {}
    for row, leading in enumerate(turns[leader]):
        cells = []
        for path, leaves in enumerate(leaves_of_paths):
            if path == leader:
                cells.append(leaves[row])
            else:
                cells.append(_aligned(leaves, turns[path], leading, path, seen))
        rows.append(cells)
    return rows


def _aligned(leaves, turns, leading, path, seen):
    shared = max(_common(leading, other) for other in turns)
    candidates = [leaf for leaf, other in zip(leaves, turns) if _common(leading, other) == shared]
    if any(len(other) == shared for other in turns if _common(leading, other) == shared):
        return candidates[0]
    position = seen.get((path, leading[:shared]), 0)
    seen[path, leading[:shared]] = position + 1
    return candidates[position] if position < len(candidates) else None


def _common(left, right):
    count = 0
    for one, other in zip(left, right):
        if one != other:
            break
        count += 1
    return count
