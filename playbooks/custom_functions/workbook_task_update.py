def workbook_task_update(task_name=None, note_title=None, note_content=None, status=None, owner=None, container=None, **kwargs):
    """
    Changes a task of a container's workbook: its state, its owner, a note on it.

    Args:
        task_name: the name of the task, or "playbook" for the tasks that suggest the running playbook
        note_title, note_content: a note that is added to the task, in Markdown
        status: incomplete, in_progress or complete; without it, the state stays
        owner: name of a user or of a role, or "current" for the user of the run; without it, the owner stays
        container: the container or its id; without it, the current one

    Returns an object:
        note_id: the id of the note, None when none was added
    """
    import phantom.rules as phantom

    states = {"incomplete": 0, "not_started": 0, "complete": 1, "completed": 1, "closed": 1, "in_progress": 2, "started": 2}

    def first(resource, **params):
        response = phantom.requests.get(phantom.build_phantom_rest_url(resource), params=params, verify=False)
        found = response.json().get("data") if response.ok else []
        return found[0] if found else None

    def owner_fields(name):
        if str(name).strip().lower() == "current":
            return {"owner_id": phantom.get_effective_user()}
        user = first("ph_user", _filter_username__iexact=f'"{name}"', include_automation=True)
        if user:
            return {"owner_id": user["id"]}
        role = first("role", _filter_name__iexact=f'"{name}"')
        if role:
            return {"role_id": role["id"]}
        raise ValueError(f"owner '{name}' is neither a user nor a role")

    def suggests_this_playbook(task):
        info = phantom.get_playbook_info()[0]
        suggested = (task.get("suggestions") or {}).get("playbooks") or []
        return any(item.get("playbook") == info["name"] and item.get("scm") in (None, info["repo_name"]) for item in suggested)

    def change(task, fields):
        url = phantom.build_phantom_rest_url("workbook_task", task["id"])
        response = phantom.requests.post(url, json=fields, verify=False)
        answer = response.json()
        if not response.ok or answer.get("failed"):
            raise RuntimeError(f"task '{task['name']}' cannot be changed: {answer.get('message')}")
        return answer

    if not task_name:
        raise ValueError("task_name is missing")
    container_id = container.get("id") if isinstance(container, dict) else container
    if container_id in (None, ""):
        container_id = phantom.get_current_container_id_()
    if not str(container_id).isdigit():
        raise ValueError(f"container must be a container or its id, not '{container}'")
    wanted = None
    if status not in (None, ""):
        wanted = states.get(str(status).strip().lower().replace(" ", "_").replace("-", "_"))
        if wanted is None:
            raise ValueError(f"status must be incomplete, in_progress or complete, not '{status}'")
    fields = owner_fields(owner) if owner not in (None, "") else {}

    tasks = [entry["data"] for entry in phantom.get_tasks(container=int(container_id)) if entry.get("success")]
    named = [task for task in tasks if task["name"] == task_name]
    if not named and str(task_name).lower() == "playbook":
        named = [task for task in tasks if suggests_this_playbook(task)]
    if not named:
        raise ValueError(f"there is no task '{task_name}' in container {container_id}")

    note_id = None
    for task in named:
        body = dict(fields)
        if note_title or note_content:
            body.update(note=note_content or note_title, title=note_title or "", note_format="markdown")
        if wanted is not None and wanted != task["status"]:
            if wanted == 1 and task["status"] == 0:
                change(task, {"status": 2})  # a task is begun before it is complete
            body["status"] = wanted
        if body:
            note_id = change(task, body).get("note_id", note_id)
    return {"note_id": note_id}
