# SPDX-License-Identifier: Apache-2.0
"""act(): one action run, fanned out over assets and parameters, and its completion."""

import copy
import json
from dataclasses import dataclass, field

from . import choices
from .world import StrictError


@dataclass
class ActionRun:
    id: int
    name: str
    action: str
    callback: object = None
    handle: object = None
    loop_state: object = None
    app_runs: list = field(default_factory=list)
    status: str = "running"
    message: str = ""
    ended: bool = False

    @property
    def success(self):
        return self.status == "success"

    def record(self):
        keys = ("id", "name", "action", "status", "message", "app_runs")
        return {key: getattr(self, key) for key in keys}

    def as_argument(self):
        """What callbacks get as `action`."""
        return {"action": self.action, "action_name": self.action, "name": self.name, "action_run_id": self.id}


def refuse_inside_custom_function(run, call):
    if run.inside_custom_function:
        raise RuntimeError(f"{call}() cannot be called inside a custom function")


def start(run, action, parameters, assets, name, start_time, app, callback, handle, loop_state):
    """Issue the requests and put the completion on the schedule; returns the action run."""
    refuse_inside_custom_function(run, "act")
    if run.action_limit is not None and len(run.action_runs) >= run.action_limit >= 0:
        raise RuntimeError(f"act() goes beyond the action limit of {run.action_limit}")
    process = run.process
    parameters = _parameters(action, parameters)
    assets = _assets(process.world, action, assets, app)
    action_run = ActionRun(process.next_id("action_run"), name or action, action, callback, handle, loop_state)
    run.action_runs.append(action_run)
    begin = process.clock.ms
    if loop_state is not None:
        begin += _loop_delay(loop_state)
    if start_time is not None:
        begin = max(begin, process.clock.ms_of(start_time))
    end = begin
    for asset in assets:
        app_run, over = _app_run(run, action_run, asset, parameters, begin)
        action_run.app_runs.append(app_run)
        end = max(end, over)
    _conclude(action_run)
    run.pending += 1
    process.scheduler.at(end, lambda: run.complete(lambda: finish(run, action_run)))
    return action_run


def finish(run, action_run):
    """Store the results and mark the block done; returns the callback as (function, arguments), or None."""
    action_run.ended = True
    for app_run in action_run.app_runs:
        for result in app_run["action_results"]:
            run.process.trace.result(action_run.name, action_run.action, app_run["asset"], result)
    known = [] if action_run.loop_state is not None else run.action_results.get(action_run.name, [])
    run.action_results[action_run.name] = known + action_run.app_runs
    run.done_actions.add(action_run.name)
    if action_run.callback is None:
        return None
    return action_run.callback, {
        "action": action_run.as_argument(),
        "success": action_run.success,
        "container": run.case.container_view(),
        "results": copy.deepcopy(action_run.app_runs),
        "handle": action_run.handle,
        "filtered_artifacts": None,
        "filtered_results": None,
        "custom_function": None,
        "loop_state_json": action_run.loop_state,
    }


def count_message(results):
    """"2 actions succeeded, 1 action failed"."""
    good = sum(result["status"] == "success" for result in results)
    parts = []
    for count, word in ((good, "succeeded"), (len(results) - good, "failed")):
        if count:
            parts.append(f"{count} action{'' if count == 1 else 's'} {word}")
    return ", ".join(parts) or choices.NO_PARAMETERS


def _loop_delay(loop_state):
    """Milliseconds between the iterations of a loop."""
    state = json.loads(loop_state)
    return (state.get("delay_time") or 0) * 1000 if state.get("current_iteration", 1) > 1 else 0


def _parameters(action, parameters):
    if isinstance(parameters, dict):
        parameters = [parameters]
    parameters = list(parameters or [])
    if not parameters and action.lower() in choices.MAY_RUN_EMPTY:
        parameters = [{}]
    return copy.deepcopy(parameters)


def _assets(world, action, assets, app):
    if assets is None:
        return world.assets_for(action, app.get("name") if isinstance(app, dict) else None)
    return [assets] if isinstance(assets, str) else list(assets)


def _app_run(run, action_run, asset, parameters, begin):
    process = run.process
    known = process.world.asset(asset)
    app_run = {
        "asset": asset,
        "asset_id": known["id"],
        "app": known["app"],
        "app_id": known["app_id"],
        "app_run_id": process.next_id("app_run"),
        "action": action_run.action,
        "action_run_id": action_run.id,
        "name": action_run.name,
        "status": "failed",
        "message": "",
        "summary": {},
        "action_results": [],
    }
    at = begin
    for given in parameters:
        sent = _sent(given)
        try:
            answer, latency = process.world.answer(action_run.action, asset, sent)
        except StrictError as error:
            action_run.status, action_run.message = "failed", str(error)
            raise
        process.ledger.add(at, asset, action_run.action, action_run.name, sent)
        at += latency
        app_run["action_results"].append(
            {
                "status": answer["status"],
                "message": answer["message"],
                "parameter": _kept(given),
                "data": answer["data"],
                "summary": answer["summary"],
            }
        )
    results = app_run["action_results"]
    good = sum(result["status"] == "success" for result in results)
    app_run["status"] = "success" if good else "failed"
    app_run["message"] = count_message(results)
    app_run["summary"] = {"total_objects": len(results), "total_objects_successful": good}
    return app_run, at


def _conclude(action_run):
    results = [result for app_run in action_run.app_runs for result in app_run["action_results"]]
    good = any(app_run["status"] == "success" for app_run in action_run.app_runs)
    action_run.status = "success" if good else "failed"
    action_run.message = count_message(results)


def _sent(given):
    """What the app gets: no context, no editor's spacer, nothing that is not set."""
    return {
        key: value
        for key, value in given.items()
        if key != "context"
        and not choices.PLACEHOLDER.match(key)
        and value is not None
        and not (isinstance(value, str) and value == "")
    }


def _kept(given):
    context = given.get("context")
    artifact = context.get("artifact_id") if isinstance(context, dict) else None
    shown = {"artifact_id": artifact or 0, "guid": "", "parent_action_run": []}
    return {**given, "context": shown}
