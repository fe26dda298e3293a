# SPDX-License-Identifier: Apache-2.0
"""Other files that a playbook runs: custom functions and sub-playbooks, looked for in the --path directories."""

import copy
from functools import lru_cache
from pathlib import Path

from . import choices, engine, surroundings
from .api import check_callback, run, starts
from .files import host

OURS = Path(__file__).resolve().parents[3] / "playbooks" / "custom_functions"
CALLBACK_NONE = {"action": None, "handle": None, "filtered_artifacts": None, "filtered_results": None}


def _loose(name):
    return name.lower().replace(" ", "_").replace("-", "_")


@lru_cache(maxsize=None)
def find(paths, name, is_playbook):
    """The file of `repo/name`: exact first, then in any case with blanks, hyphens and underscores alike; None when there is none.
    Custom functions of `community` that the paths do not have are our own."""
    repository, _, base = name.rpartition("/")
    places = []
    for path in map(Path, paths):
        for folder in ([path / repository] if repository and "/" not in repository and repository[0] != "." else []) + [path]:
            places += [folder] if is_playbook else [folder / "custom_functions", folder]
    found = _find_in(places, base, is_playbook)
    return found or (None if is_playbook or repository != "community" else _find_in([OURS], base, False))


def _find_in(places, base, is_playbook):
    for agrees in (str.__eq__, lambda a, b: _loose(a) == _loose(b)):
        for place in places:
            for file in sorted(place.glob("*.py")):
                if agrees(file.stem, base) and _defines_on_start(file) == is_playbook:
                    return file
    return None


def _defines_on_start(file):
    return any(line.startswith("def on_start(") for line in file.read_text(encoding="utf-8").splitlines())


@starts
def custom_function(custom_function, parameters=None, name=None, callback=None):
    here = run()
    check_callback("custom_function", callback)
    custom_function = str(custom_function)
    block = custom_function.rsplit("/", 1)[-1] if name is None else str(name)
    if isinstance(parameters, dict):
        parameters = [parameters]
    parameters = [] if parameters is None else copy.deepcopy(list(parameters))
    for parameter in parameters:
        if not isinstance(parameter, dict):
            kind = type(parameter).__name__
            raise TypeError(f"custom_function() parameters must be a list of dicts, not a list of {kind}")
    identity = here.process.next_id("custom_function_run")

    def finish():
        records = [_execute(here, custom_function, block, parameter) for parameter in parameters]
        here.custom_function_results[block] = records
        here.done_functions.add(block)
        if callback is None:
            return None
        return callback, {
            **CALLBACK_NONE,
            "success": any(record["success"] for record in records),
            "container": here.case.container_view(),
            "results": copy.deepcopy(records),
            "custom_function": {"name": block, "custom_function": custom_function},
            "loop_state_json": None,
        }

    here.pending += 1
    here.process.scheduler.at(here.process.clock.ms, lambda: here.complete(finish))
    return identity


def _execute(here, reference, block, parameter):
    record = {"success": True, "message": "", "parameter": parameter, "data": {}}
    record.update(custom_function=reference, name=block)
    here.inside_custom_function = True
    try:
        function = _function(here, reference)
        record["data"] = copy.deepcopy(function(**copy.deepcopy(parameter)))
    except Exception as error:
        record.update(success=False, message=str(error), data={})
    finally:
        here.inside_custom_function = False
    return record


def _function(here, reference):
    known = here.process.functions
    if reference not in known:
        with host():
            file = find(tuple(here.process.paths), reference, False)
            source = file and file.read_bytes()
        if file is None:
            raise LookupError(f"no custom function '{reference}'")
        space = {}
        here.process.trace.modules.append(space)
        surroundings.run(source, str(file), file.stem, here.process.modules, space)
        known[reference] = space[file.stem]
    return known[reference]


@starts
def playbook(
    playbook,
    container=None,
    name=None,
    callback=None,
    inputs=None,
    show_debug=False,
    handle=None,
    scope=None,
):
    """Synchronous with a callback: the run is not over before the child is. Without: both go on."""
    here = run()
    check_callback("playbook", callback)
    playbook = str(playbook)
    base = playbook.rsplit("/", 1)[-1]
    block = base if name is None else str(name)
    if inputs is not None and not isinstance(inputs, dict):
        raise TypeError(f"playbook() inputs must be a dict, not {type(inputs).__name__}")
    child = engine.Run(here.process, base, copy.deepcopy(inputs or {}), parent=here)
    here.child_inputs[block] = child.inputs

    def finish():
        here.child_outputs[block] = {} if child.failed else child.outputs
        here.done_playbooks.add(block)
        if callback is None:
            return None
        return callback, {
            **CALLBACK_NONE,
            "handle": handle,
            "success": not child.failed,
            "container": here.case.container_view(),
            "results": None,
            "custom_function": None,
            "loop_state_json": None,
        }

    def begin():
        file = find(tuple(here.process.paths), playbook, True)
        if file is None:
            child.fail(f"no playbook '{playbook}'", "")
        elif child.depth > choices.NESTED_RUNS:
            child.fail(f"playbooks nested deeper than {choices.NESTED_RUNS}", "")
        elif child.id > choices.RUNS_IN_ALL:
            child.fail(f"more than {choices.RUNS_IN_ALL} playbooks in one run", "")
        else:
            child.load(file.read_bytes(), str(file))
        child.start()

    if callback is not None:
        here.pending += 1
        child.when_over = lambda: here.process.scheduler.at(here.process.clock.ms, lambda: here.complete(finish))
    else:
        child.when_over = lambda: here.child_outputs.__setitem__(block, child.outputs) or here.done_playbooks.add(block)
    here.process.scheduler.at(here.process.clock.ms, begin)
    return child.id
