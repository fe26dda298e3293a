# SPDX-License-Identifier: Apache-2.0
"""Questions to people, answered by the world's `prompts`; nobody answering is a timeout."""

from . import act as action_runs, template as templates
from .api import check_callback, run, starts
from .sources import Reading

MINUTE = 60_000


def _ask(api, block, message, parameters, separator, drop_none, minutes, callback, user):
    here = run()
    process = here.process
    block = api if block is None else str(block)
    check_callback(api, callback)
    text = templates.render(here, message, parameters, Reading(), separator, drop_none)[0] if isinstance(message, str) else ""
    known = process.world.data.get("prompts", {}).get(block)
    answered = known is not None and not known.get("timeout")
    responses = list(known.get("responses", [])) if answered else []
    wait = known.get("latency_ms", 0) if answered else min(max(0.0, minutes * 1.0), 1e9) * MINUTE
    item = action_runs.ActionRun(process.next_id("action_run"), block, "prompt", callback)
    result = {
        "status": "success" if answered else "failed",
        "message": "" if answered else "nobody answered in time",
        "parameter": action_runs._kept({"message": text}),
        "data": [{"user": known.get("user", user)}] if answered else [],
        "summary": {"responses": responses, "response": responses[0] if responses else None} if answered else {},
    }
    item.status = result["status"]
    item.message = action_runs.count_message([result])
    item.app_runs = [
        {
            "asset": "",
            "asset_id": 0,
            "app": "",
            "app_id": 0,
            "app_run_id": process.next_id("app_run"),
            "action": "prompt",
            "action_run_id": item.id,
            "name": block,
            "status": item.status,
            "message": item.message,
            "summary": {"total_objects": 1, "total_objects_successful": int(answered)},
            "action_results": [result],
        }
    ]
    here.action_runs.append(item)
    here.pending += 1
    process.scheduler.at(process.clock.ms + wait, lambda: here.complete(lambda: action_runs.finish(here, item)))
    return item.id


@starts
def prompt2(
    container=None,
    user=None,
    role=None,
    message=None,
    respond_in_mins=30,
    name=None,
    parameters=None,
    response_types=None,
    callback=None,
    separator=", ",
    drop_none=False,
):
    return _ask("prompt2", name, message, parameters, separator, drop_none, respond_in_mins, callback, user or role)


@starts
def prompt(
    container=None,
    user=None,
    message=None,
    respond_in_mins=30,
    name=None,
    options=None,
    parameters=None,
    callback=None,
):
    return _ask("prompt", name, message, parameters, ", ", False, respond_in_mins, callback, user)


@starts
def task(user=None, message=None, respond_in_mins=30, name=None):
    """A note to do something: nothing waits for it."""
    return None
