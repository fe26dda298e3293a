# SPDX-License-Identifier: Apache-2.0
"""Calls that start work, join it, log and end it."""

import copy

from . import act as action_runs
from .api import acts, number, reads, run, same, starts


@starts
def act(
    action,
    parameters=None,
    assets=None,
    tags=None,
    callback=None,
    reviewer=None,
    handle=None,
    start_time=None,
    name=None,
    asset_type=None,
    app=None,
    parent_action=None,
    loop_state=None,
):
    action = str(action)
    started = action_runs.start(
        run(), action, parameters, assets, name, start_time, app, callback, handle, loop_state
    )
    return started.id


@reads
def completed(action_names=None, playbook_names=None, custom_function_names=None):
    here = run()
    return (
        here.done(action_names, here.done_actions)
        and here.done(playbook_names, here.done_playbooks)
        and here.done(custom_function_names, here.done_functions)
    )


@reads
def actions_done(action_names=None):
    return run().done(action_names, run().done_actions)


@acts
def discontinue():
    run().stop()


@acts
def debug(message):
    return None


@acts
def error(message):
    return None


@reads
def playbook_block(*_, **__):
    """The decorator factory of the editor: the function itself."""
    return lambda function: function


@reads
def get_summary():
    return run().summary()


@reads
def get_action_results(
    action_run_id=None,
    result_data=True,
    flatten=True,
    app=None,
    app_run_id=None,
    action_name=None,
    action=None,
    playbook_run_id=None,
    max_results=None,
):
    wanted = {"action_run_id": action_run_id, "app": app, "app_run_id": app_run_id, "name": action_name, "action": action}
    asked = run()
    if playbook_run_id:
        asked = next((other for other in asked.process.runs if same(other.id, number(playbook_run_id))), None)
    found = [
        app_run
        for item in (asked.action_runs if asked else [])
        if item.ended
        for app_run in item.app_runs
        if all(not value or same(app_run[key], value) for key, value in wanted.items())
    ]
    found = found[: max(0, max_results)] if max_results and isinstance(max_results, int) else found
    shown = []
    for app_run in found:
        results = [
            {key: value for key, value in result.items() if result_data or key != "data"}
            for result in app_run["action_results"]
        ]
        if flatten:
            fields = {key: value for key, value in app_run.items() if key != "action_results"}
            shown.extend({**fields, **result} for result in results)
        else:
            shown.append({**app_run, "action_results": results})
    return copy.deepcopy(shown)


def _each_result(results):
    """(app run, result); a flat record is both."""
    for app_run in results if isinstance(results, list) else []:
        app_run = app_run if isinstance(app_run, dict) else {}
        inner = app_run.get("action_results")
        yield from ((app_run, result) for result in inner) if isinstance(inner, list) else [(app_run, app_run)]


@reads
def parse_success(results=None):
    return [copy.deepcopy(result["data"]) for _, result in _each_result(results) if _succeeded(result) and "data" in result]


@reads
def parse_errors(results=None):
    failed = [(app_run, result) for app_run, result in _each_result(results) if not _succeeded(result)]
    return [
        {
            **{key: app_run[key] for key in ("action", "asset") if key in app_run},
            **{key: copy.deepcopy(result[key]) for key in ("parameter", "message") if key in result},
        }
        for app_run, result in failed
    ]


@reads
def get_successful_action_results_v2(results=None):
    """The successful results, each with its app run's fields."""
    found = [(app_run, result) for app_run, result in _each_result(results) if _succeeded(result)]
    return copy.deepcopy(
        [{**{key: app_run[key] for key in app_run if key != "action_results"}, **result} for app_run, result in found]
    )


def _succeeded(result):
    return isinstance(result, dict) and result.get("status") == "success"
