# SPDX-License-Identifier: Apache-2.0
"""Data that outlives a run, and what a playbook may ask about itself, its user and its assets."""

import copy
import operator

from .api import acts, id_of, number, reads, run, same, several


def _is_key(key):
    return key is None or isinstance(key, (str, int, float))


@acts
def save_object(key=None, value=None, container_id=None, auto_delete=True, playbook_name=None):
    if not _is_key(key):
        return False, "key must be a text"
    objects = run().process.objects
    place = (key, id_of(container_id) if container_id is not None else None, playbook_name)
    objects[:] = [item for item in objects if item[0] != place]
    objects.append((place, copy.deepcopy(value)))
    return True, ""


def _objects(key, container_id, playbook_name):
    owner = id_of(container_id) if container_id is not None else None
    for place, value in run().process.objects:
        if isinstance(key, str) and key.endswith("*"):
            fits = isinstance(place[0], str) and place[0].startswith(key[:-1])
        else:
            fits = same(place[0], key)
        if fits and owner in (None, place[1]) and playbook_name in (None, place[2]):
            yield place, value


@reads
def get_object(key=None, container_id=None, playbook_name=None, clear_data=False):
    found = list(_objects(key, container_id, playbook_name))
    if clear_data:
        run().process.objects[:] = [item for item in run().process.objects if item not in found]
    return [
        {"key": place[0], "value": copy.deepcopy(value), "container_id": place[1], "playbook_name": place[2]}
        for place, value in found
    ]


@acts
def clear_object(key=None, container_id=None, playbook_name=None):
    found = list(_objects(key, container_id, playbook_name))
    run().process.objects[:] = [item for item in run().process.objects if item not in found]
    return True, ""


@acts
def save_data(value=None, key=None):
    here = run()
    if not _is_key(key):
        raise TypeError("key must be a text")
    key = f"data_{here.process.next_id('data')}" if key is None else key
    here.process.stored[here.case.id, key] = copy.deepcopy(value)
    return key


@reads
def get_data(key=None, clear_data=False):
    if not _is_key(key):
        return None
    place = (run().case.id, key)
    stored = run().process.stored
    return stored.pop(place, None) if clear_data else copy.deepcopy(stored.get(place))


@acts
def clear_data(key=None):
    if _is_key(key):
        run().process.stored.pop((run().case.id, key), None)


@reads
def get_effective_user():
    users = run().process.world.data.get("users", [])
    return users[0].get("id", 1) if users else 1


@reads
def get_playbook_info():
    here = run()
    return [
        {
            "id": here.id,
            "run_id": here.id,
            "name": here.name,
            "repo_name": "local",
            "parent_playbook_run_id": here.parent.id if here.parent else None,
            "effective_user_id": get_effective_user(),
        }
    ]


@reads
def get_assets(action=None, tags=None, types=None):
    world = run().process.world
    listed = world.data.get("assets", [])
    able = [item["name"] for item in listed] if action is None else world.assets_for(action, None)
    found = [{"product_name": item.get("app", item["name"]), **item} for item in listed if item["name"] in able]
    return copy.deepcopy([item for item in found if _has(item, "tags", tags) and _has(item, "type", types)])


def _has(record, field, wanted):
    """Is one of the wanted values the field, or in it? None asks for nothing."""
    if wanted is None:
        return True
    own = record.get(field)
    own = own if isinstance(own, list) else [own]
    return field in record and any(name in own for name in several(wanted))


@reads
def get_apps(app_id=None):
    """The world's apps, then those of its assets, each id once."""
    world, found = run().process.world, {}
    for item in world.data.get("apps", []):
        if "id" in item:
            found.setdefault(item["id"], item)
    for item in world.data.get("assets", []):
        known = world.asset(item["name"])
        found.setdefault(known["app_id"], {"id": known["app_id"], "name": known["app"]})
    return [copy.deepcopy(item) for key, item in found.items() if app_id is None or same(key, number(app_id))]


@reads
def get_apps(app_id=None):
    """The world's apps, then those that its assets name, each id once."""
    world = run().process.world
    apps = [dict(app) for app in world.data.get("apps", []) if "id" in app]
    assets = [world.asset(item["name"]) for item in world.data.get("assets", [])]
    found = {}
    for app in [*apps, *({"id": asset["app_id"], "name": asset["app"]} for asset in assets)]:
        found.setdefault(app["id"], app)
    return [app for key, app in found.items() if app_id is None or str(key) == str(app_id)]


@acts
def set_action_limit(limit=None):
    run().action_limit = None if limit is None else operator.index(limit)


@acts
def set_parent_handle(handle=None):
    here = run()
    (here.parent or here).parent_handle = copy.deepcopy(handle)


@reads
def get_parent_handle():
    here = run()
    return copy.deepcopy((here.parent or here).parent_handle)


@reads
def get_custom_function_results(name=None):
    return copy.deepcopy(run().custom_function_results.get(name, [])) if isinstance(name, str) else []


@reads
def get_action_name(action_id=None):
    return next((item.action for item in run().action_runs if same(item.id, number(action_id))), None)
