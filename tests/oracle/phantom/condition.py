# SPDX-License-Identifier: Apache-2.0
"""condition() and decision(): which entities of which source satisfy a list of comparisons."""

import copy
from dataclasses import dataclass, field

from . import compare, datapath, mask, rows, sources
from .sources import Kept, Reading, Root


@dataclass
class Options:
    reading: Reading
    case_sensitive: bool = True
    delimiter: str | None = ","


@dataclass
class Outcome:
    """One comparison: does it hold, and for each source that it touches the masks of the kept roots, by root index."""

    holds: bool
    entities: dict = field(default_factory=dict)
    plain: bool = False  # it holds between values that a filter has nothing to keep of

    @property
    def keeps(self):
        return self.holds and (self.plain or any(self.entities.values()))


def decision(run, conditions, logical, options):
    every = _logical(logical) == "and"
    outcomes = (_compare(run, row, options, {}, True).holds for row in _checked(conditions))
    return bool(conditions) and (all(outcomes) if every else any(outcomes))


def condition(run, conditions, logical, name, options):
    """(ids of matched artifacts, matched results); what was kept is stored under `name`."""
    every = _logical(logical) == "and"
    rows_ = _checked(conditions)
    kept, plain = (_all_of if every else _any_of)(run, rows_, options) if rows_ else (None, False)
    matched = kept is not None
    kept = kept or {}
    by_base = {}
    if matched:
        for path, found in kept.values():
            by_base.setdefault(path.base, []).extend(r for r in found if r not in by_base.get(path.base, []))
    if name:
        run.filters[str(name)] = Kept(matched, copy.deepcopy(by_base))
    ids = []
    results = []
    for base, found in by_base.items():
        if base[0] in ("artifact", "block_artifact"):
            ids.extend(root.value["id"] for root in found if root.value["id"] not in ids)
        elif base[0] == "action_result":
            results.extend(_app_runs_of(found))
        elif base[0] == "app_run":
            results.extend(root.value for root in found)
        elif found:
            results.append({"name": sources.key(base), "values": [root.value for root in found]})
    if matched and plain:
        results.append({"name": "", "values": []})
    return ids, copy.deepcopy(results)


def _all_of(run, conditions, options):
    current, plain = {}, False
    for row in conditions:
        outcome = _compare(run, row, options, current, False)
        if not outcome.keeps:
            return None, False
        plain |= outcome.plain
        _restrict(run, outcome, options, current)
    return current, plain


def _any_of(run, conditions, options):
    """Union of what each comparison keeps of the unfiltered sources, in original order."""
    outcomes = [_compare(run, row, options, {}, False) for row in conditions]
    holding = [outcome for outcome in outcomes if outcome.keeps]
    if not holding:
        return None, False
    unions = {}
    for outcome in outcomes:
        for path, masks in outcome.entities.items():
            # A source that no comparison keeps anything of is known all the same: it has nothing.
            known = unions.setdefault(path.source, (path, {}))[1]
            for index, kept in masks.items() if outcome.keeps else ():
                known[index] = mask.union(known[index], kept) if index in known else kept
    current = {}
    for path, masks in unions.values():
        _restrict(run, Outcome(True, {path: masks}), options, current)
    return current, any(outcome.plain for outcome in holding)


def _restrict(run, outcome, options, current):
    for path, masks in outcome.entities.items():
        found = _roots(run, path, options, current)
        kept = [Root(r.index, mask.prune(r.value, masks[r.index]), r.owner) for r in found if r.index in masks]
        current[path.source] = (path, kept)


def _roots(run, path, options, current):
    if path.source in current:
        return current[path.source][1]
    return [Root(index, r.value, r.owner) for index, r in enumerate(sources.roots(run, path, options.reading))]


def _compare(run, row, options, current, deciding):
    left, operator, right = row
    operator = operator.strip().lower() if isinstance(operator, str) else operator
    if operator not in compare.OPERATORS:
        raise ValueError(f"unknown operator {operator!r} in a condition")
    left_path = datapath.parse(left) if datapath.is_datapath(left) else None
    right_path = datapath.parse(right) if datapath.is_datapath(right) else None
    if left_path and right_path and left_path.source == right_path.source:
        return _row_wise(run, left_path, operator, right_path, options, current)

    left_leaves = _leaves(run, left_path, options, current) if left_path else [(None, left)]
    right_leaves = _leaves(run, right_path, options, current) if right_path else [(None, right)]
    rights = [value for _, value in right_leaves]
    holding = [item for item in left_leaves if _one(item[1], operator, rights, right, right_path, options)]
    holds = bool(holding)
    if deciding and left_path and not left_leaves:
        holds = _one(None, operator, rights, right, right_path, options)
    entities = {}
    kept_left = left_path is not None and left_path.kind != "custom_list"
    kept_right = right_path is not None and right_path.kind != "custom_list"
    if kept_left:
        entities[left_path] = _masks(holding)
    if kept_right:
        lefts = [value for _, value in left_leaves]
        back = [item for item in right_leaves if _back(lefts, operator, item[1], right_path, options)] if holds else []
        entities[right_path] = _masks(back)
    return Outcome(holds, entities, holds and not kept_left and not (kept_right and rights))


def _one(left, operator, rights, right, right_path, options):
    """Does one left value hold against the whole right side?"""
    if right_path is None:
        return _pair(left, operator, right, None, options)
    test = all if operator in compare.NEGATIVE else any
    return test(_pair(left, operator, value, right_path, options) for value in rights)


def _back(lefts, operator, value, right_path, options):
    """Does one right value hold against the whole left side?"""
    test = all if operator in compare.NEGATIVE else any
    return test(_pair(left, operator, value, right_path, options) for left in lefts)


def _pair(left, operator, right, right_path, options):
    sensitive = options.case_sensitive
    if operator in compare.EQUALITY:
        return compare.equal(left, right, sensitive) == (operator == "==")
    if operator in compare.ORDERING:
        return compare.ordered(left, operator, right, sensitive)
    return _member(left, right, right_path, options) == (operator == "in")


def _member(left, right, right_path, options):
    sensitive = options.case_sensitive
    if right_path is not None and right_path.kind == "custom_list":
        return compare.in_items(left, [right], sensitive)
    if right_path is None and isinstance(right, (list, tuple)):
        return compare.in_items(left, right, sensitive)
    if right_path is None and isinstance(right, str):
        return compare.in_text(left, right, sensitive, options.delimiter)
    return compare.in_value(left, right, sensitive)


def _row_wise(run, left, operator, right, options, current):
    masks = {}
    for root in _roots(run, left, options, current):
        pairs = rows.expand_leaves([sources.leaves(root, left), sources.leaves(root, right)])
        for one, other in pairs:
            values = [None if leaf is None else leaf.value for leaf in (one, other)]
            if not _pair(values[0], operator, values[1], right, options):
                continue
            kept = mask.ALL
            for leaf in (one, other):
                kept = kept if leaf is None else mask.both(kept, mask.of_leaf(leaf))
            masks[root.index] = mask.union(masks[root.index], kept) if root.index in masks else kept
    return Outcome(bool(masks), {left: masks})


def _leaves(run, path, options, current):
    found = _roots(run, path, options, current)
    return [((root.index, leaf), leaf.value) for root in found for leaf in sources.leaves(root, path)]


def _masks(items):
    masks = {}
    for (index, leaf), _ in items:
        kept = mask.of_leaf(leaf)
        masks[index] = mask.union(masks[index], kept) if index in masks else kept
    return masks


def _app_runs_of(found):
    """The app runs of kept action results, each with what was kept of it."""
    grouped = []
    for root in found:
        for owner, results in grouped:
            if owner is root.owner:
                results.append(root.value)
                break
        else:
            grouped.append((root.owner, [root.value]))
    return [{**owner, "action_results": results} for owner, results in grouped]


def _logical(operator):
    lowered = str("and" if operator is None else operator).lower()
    if lowered not in ("and", "or"):
        raise ValueError(f"unknown logical operator {operator!r} in a condition")
    return lowered


def _checked(conditions):
    conditions = [] if conditions is None else list(conditions)
    for row in conditions:
        if not isinstance(row, (list, tuple)) or len(row) != 3:
            raise ValueError("a condition needs a left side, an operator and a right side")
    return conditions
