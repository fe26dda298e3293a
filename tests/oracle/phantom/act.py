# SPDX-License-Identifier: Apache-2.0
"""act(): one action run, fanned out over assets and parameters, and its completion."""

import copy
import datetime
import json
from dataclasses import dataclass, field

from . import choices
from .api import check_callback

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
        """As the result shows it; an act that the end of the run cut off has no app runs."""
        shown = {"id": self.id, "name": self.name, "action": self.action}
        if not self.ended:
            return {**shown, "status": "failed", "message": "not finished", "app_runs": []}
        return {**shown, "status": self.status, "message": self.message, "app_runs": self.app_runs}

    def as_argument(self):
        """What callbacks get as `action`."""
        return {"action": self.action, "action_name": self.action, "name": self.name, "action_run_id": self.id}


def start(run, action, parameters, assets, name, start_time, app, callback, handle, loop_state):
    """Put the requests on the schedule; returns the action run."""
    process = run.process
    check_callback("act", callback)
    if start_time is not None and not isinstance(start_time, datetime.datetime):
        raise TypeError(f"act() start_time must be a datetime, not {type(start_time).__name__}")
    parameters = _parameters(action, parameters)
    begin = process.clock.ms + _loop_delay(loop_state)
    if start_time is not None:
        begin = max(begin, process.clock.ms_of(start_time))
    assets = _assets(process.world, action, assets, app)
    if run.action_limit is not None and len(run.action_runs) >= run.action_limit >= 0:
        raise RuntimeError(f"act() goes beyond the action limit of {run.action_limit}")
    name = action if name is None else str(name)
    action_run = ActionRun(process.next_id("action_run"), name, action, callback, handle, loop_state)
    run.action_runs.append(action_run)
    run.pending += 1
    work = _Work(run, action_run, parameters, assets, process.scheduler.issue())
    for place in range(max(1, len(assets))):
        work.wake(begin, place)
    return action_run


class _Work:
    """The requests of an act: the assets side by side, each with one parameter dict after the other."""

    def __init__(self, run, action_run, parameters, assets, issue):
        self.run, self.action_run, self.parameters, self.issue = run, action_run, parameters, issue
        self.app_runs = [_new_app_run(run, action_run, asset) for asset in assets]
        self.under_way = max(1, len(assets))

    def wake(self, ms, asset):
        first = self.app_runs and self.parameters
        deliver = (lambda: self.send(asset, 0)) if first else self.end_asset
        self.run.process.scheduler.at(ms, deliver, (self.issue, asset, 0))

    def send(self, asset, place):
        process, action_run = self.run.process, self.action_run
        sent = _sent(self.parameters[place])
        name = self.app_runs[asset]["asset"]
        process.ledger.add(process.clock.ms, name, action_run.action, action_run.name, sent)
        answer, latency = process.world.answer(action_run.action, name, sent)
        deliver = lambda: self.take(asset, place, answer)  # noqa: E731
        process.scheduler.at(process.clock.ms + latency, deliver, (self.issue, asset, place))

    def take(self, asset, place, answer):
        fields = {"status": answer["status"], "message": answer["message"], "parameter": _kept(self.parameters[place])}
        self.app_runs[asset]["action_results"].append({**fields, "data": answer["data"], "summary": answer["summary"]})
        if place + 1 < len(self.parameters):
            self.send(asset, place + 1)
        else:
            self.end_asset()

    def end_asset(self):
        self.under_way -= 1
        if self.under_way == 0:
            self.run.complete(self.end)

    def end(self):
        for app_run in self.app_runs:
            results = app_run["action_results"]
            good = sum(result["status"] == "success" for result in results)
            app_run["status"] = "success" if good else "failed"
            app_run["message"] = count_message(results)
            app_run["summary"] = {"total_objects": len(results), "total_objects_successful": good}
        self.action_run.app_runs = self.app_runs
        _conclude(self.action_run)
        return finish(self.run, self.action_run)


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
    if not isinstance(loop_state, str):
        return 0
    try:
        state = json.loads(loop_state)
    except ValueError as error:
        raise ValueError(f"act() loop_state is no JSON: {error}") from None
    state = state if isinstance(state, dict) else {}
    iteration, delay = state.get("current_iteration"), state.get("delay_time")
    if type(iteration) is not int or iteration <= 1 or not isinstance(delay, int):
        return 0
    return min(max(delay, 0), 10**9) * 1000


def _parameters(action, parameters):
    if isinstance(parameters, dict):
        parameters = [parameters]
    parameters = [] if parameters is None else list(parameters)
    for parameter in parameters:
        if not isinstance(parameter, dict):
            raise TypeError(f"act() parameters must be a list of dicts, not a list of {type(parameter).__name__}")
    if not parameters and action.lower() in choices.MAY_RUN_EMPTY:
        parameters = [{}]
    return copy.deepcopy(parameters)


def _assets(world, action, assets, app):
    if assets is None:
        app = app.get("name", app) if isinstance(app, dict) else app
        return world.assets_for(action, None if app is None else str(app))
    if isinstance(assets, str):
        return [assets]
    return [str(item.get("name", item) if isinstance(item, dict) else item) for item in assets]


def _new_app_run(run, action_run, asset):
    process = run.process
    known = process.world.asset(asset)
    return {
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
