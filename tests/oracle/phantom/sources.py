# SPDX-License-Identifier: Apache-2.0
"""Sources: what the first wildcard of a datapath ranges over, and collect2 over them."""

import copy
import json
from dataclasses import dataclass

from . import datapath, rows
from .api import id_of
from .datapath import Leaf


@dataclass
class Root:
    """One root object. `owner` is the app run that an action result belongs to."""

    index: int
    value: object
    owner: dict | None = None


@dataclass
class Kept:
    """What a named filter kept: for every source of its conditions, the pruned roots."""

    matched: bool
    roots: dict


@dataclass
class Reading:
    """The arguments of a call that narrow what its datapaths see."""

    scope: object = "new"
    action_results: list | None = None
    filter_artifacts: list | None = None
    container: object = None
    tags: object = None


def roots(run, path, reading):
    """The roots of `path`, in order; a source that does not exist has none, or one None (choices 8 and 9)."""
    if path.filter is not None:
        return _filtered(run, path, reading)
    return _unfiltered(run, path, reading)


def _unfiltered(run, path, reading):
    kind = path.kind
    if kind == "artifact":
        return _artifacts(run, path, reading)
    if kind == "block_artifact":
        return _of_context(run, _action_results(run, path, reading), reading)
    if kind == "action_result":
        return _action_results(run, path, reading)
    if kind == "app_run":
        return _numbered(_app_runs(run, path, reading))
    if kind == "action_results":
        found = _app_runs(run, path, reading)
        return _numbered([found] if found else [])
    if kind == "custom_function_result":
        return _numbered(run.custom_function_results.get(path.block, []))
    if kind == "container":
        return _numbered([run.case.container_view()])
    if kind == "playbook":
        return _numbered([run.playbook_fields()])
    if kind == "custom_list":
        cells = [cell for row in run.lists.get(path.name, []) for cell in row]
        return _numbered([cell for cell in cells if cell is not None and cell != ""])
    if kind == "formatted_list":
        return _spread(run.formats.get(f"{path.block}__as_list"))
    if kind == "formatted_data":
        return _numbered([run.formats.get(path.block)])
    return _spread(_named_value(run, path))


def _named_value(run, path):
    if path.kind == "playbook_input":
        return run.inputs.get(path.name)
    if path.kind == "playbook_output":
        return run.child_outputs.get(path.block, {}).get(path.name)
    if path.kind == "child_input":
        return run.child_inputs.get(path.block, {}).get(path.name)
    stored = run.run_data.get(f"{path.block}:{path.name}")
    if isinstance(stored, str):
        try:
            return json.loads(stored)
        except ValueError:
            return stored
    return stored


def _artifacts(run, path, reading):
    if path.legacy:
        wanted = reading.filter_artifacts
        return _in_scope(run, wanted if isinstance(wanted, (list, tuple)) else [], reading)
    return _in_scope(run, reading.scope, reading)


def _in_scope(run, scope, reading):
    """Artifacts of the run's container; `scope` may be a list of ids."""
    if id_of(reading.container) != run.case.id:
        return []
    items = run.case.sorted_artifacts()
    if isinstance(scope, (list, tuple)):
        items = [item for item in items if item["id"] in scope]
    if reading.tags:
        wanted = [reading.tags] if isinstance(reading.tags, str) else reading.tags
        items = [item for item in items if isinstance(wanted, list) and isinstance(item["tags"], list) and any(tag in item["tags"] for tag in wanted)]
    return _numbered(items)


def _of_context(run, results, reading):
    wanted = [_context_id(root.value) for root in results]
    return _numbered([root.value for root in _in_scope(run, reading.scope, reading) if root.value["id"] in wanted])


def _app_runs(run, path, reading):
    given = reading.action_results if isinstance(reading.action_results, list) else []
    given = [item for item in given if isinstance(item, dict)]
    if path.block is None:
        return given
    own = [item for item in given if item.get("name") == path.block]
    return own or run.action_results.get(path.block, [])


def _action_results(run, path, reading):
    found = [
        (result, app_run) for app_run in _app_runs(run, path, reading) for result in app_run.get("action_results", [])
    ]
    return [Root(index, result, app_run) for index, (result, app_run) in enumerate(found)]


def _context_id(result):
    return ((result.get("parameter") or {}).get("context") or {}).get("artifact_id")


def _filtered(run, path, reading):
    kept = run.filters.get(f"{path.filter[0]}:{path.filter[1]}")
    if kept is None or not kept.matched:
        return []
    if path.base in kept.roots:
        return kept.roots[path.base]
    if path.kind == "app_run" and (results := kept.roots.get(("action_result", path.block, None))) is not None:
        return _numbered(_owners(results))
    if path.kind == "block_artifact" and (results := kept.roots.get(("action_result", path.block, None))) is not None:
        return _of_context(run, results, reading)
    if path.kind == "action_result" and (apps := kept.roots.get(("app_run", path.block, None))) is not None:
        found = [(result, root.value) for root in apps for result in root.value.get("action_results", [])]
        return [Root(index, result, app_run) for index, (result, app_run) in enumerate(found)]
    return _unfiltered(run, path, reading)


def _owners(results):
    owners = []
    for root in results:
        if not any(owner is root.owner for owner in owners):
            owners.append(root.owner)
    return owners


def _numbered(values):
    return [Root(index, value) for index, value in enumerate(values)]


def _spread(value):
    return _numbered(value if isinstance(value, list) else [value])


def key(base):
    """The name of a source in what a filter tells: "artifact", "BLOCK:action_result", ":playbook_input:NAME" ..."""
    kind, block, name = base
    if kind in ("artifact", "container", "playbook"):
        return kind
    if kind == "custom_list":
        return f"custom_list:{name}"
    kind = {"block_artifact": "artifact", "app_run": "", "formatted_list": "formatted_data.*", "child_input": "playbook_input"}.get(kind, kind)
    return f"{block or ''}:{kind}" + (f":{name}" if name is not None else "")


def leaves(root, path):
    return datapath.walk(root.value, path.segments)


def collect2(run, paths, reading):
    """Rows over `paths` (parsed datapaths), one cell each. Cells are copies: a playbook may change them."""
    by_source = {path.source: roots(run, path, reading) for path in paths}
    apps = {path.block for path in paths if path.kind == "action_result"}
    objects = []
    for path in paths:
        found = by_source[path.source]
        if path.kind == "app_run" and path.block in apps:
            partner = next(p for p in paths if p.kind == "action_result" and p.block == path.block)
            found = [Root(root.index, root.owner) for root in by_source[partner.source]]
        objects.append(found)
    result = []
    for index in range(max(map(len, objects), default=0)):
        expanded = []
        for path, found in zip(paths, objects):
            expanded.append(_tagged(leaves(found[index], path), path) if index < len(found) else [Leaf((), None)])
        result.extend(rows.expand(expanded))
    return copy.deepcopy(result)


def _tagged(found, path):
    """Leaves whose wildcards are told apart from those of other sources."""
    tagged = []
    for leaf in found:
        steps = tuple(
            step if step.where is None else datapath.Step(step.key, (path.source, *step.where), step.real)
            for step in leaf.steps
        )
        tagged.append(Leaf(steps, leaf.value))
    return tagged


def values(run, text, reading):
    """The single column of a datapath."""
    path = datapath.parse(text)
    return [leaf.value for root in roots(run, path, reading) for leaf in leaves(root, path)]
