def container_merge(target_container=None, container_list=None, workbook=None, close_containers=None, **kwargs):
    """
    Merges containers into one. It becomes a case when it is none.

    Args:
        target_container: the container that the others are merged into, or its id
        container_list: ids of the others, a list or a text with commas; the target itself is passed over
        workbook: name or id of the workbook that the case is made with; without it, the platform's default
        close_containers: true: the merged containers are closed

    Returns: an empty object.
    """
    import phantom.rules as phantom

    def read(*path, **params):
        response = phantom.requests.get(phantom.build_phantom_rest_url(*path), params=params, verify=False)
        return response.json() if response.ok else None

    def change(container_id, body):
        url = phantom.build_phantom_rest_url("container", container_id)
        response = phantom.requests.post(url, json=body, verify=False)
        if not response.ok:
            raise RuntimeError(f"container {container_id} cannot be changed: {response.json().get('message')}")

    def number(value):
        value = value.get("id") if isinstance(value, dict) else value
        if not str(value).strip().isdigit():
            raise ValueError(f"'{value}' is not the id of a container")
        return int(value)

    close = str(close_containers).strip().lower()
    if close not in ("true", "false", "none", ""):
        raise ValueError(f"close_containers must be true or false, not '{close_containers}'")
    target_id = number(target_container)
    target = read("container", target_id)
    if target is None:
        raise ValueError(f"there is no container {target_id}")
    values = container_list.split(",") if isinstance(container_list, str) else container_list or []
    values = values if isinstance(values, (list, tuple)) else [values]
    others = list(dict.fromkeys(number(value) for value in values if value not in (None, "")))
    others = [container_id for container_id in others if container_id != target_id]
    if not others:
        raise ValueError("container_list names no other container")
    for container_id in others:
        if read("container", container_id) is None:
            raise ValueError(f"there is no container {container_id}")

    if target.get("container_type") != "case":
        templates = (read("workbook_template", page_size=0) or {}).get("data") or []
        if workbook:
            named = [item for item in templates if workbook in (item["name"], item["id"], str(item["id"]))]
            if not named:
                raise ValueError(f"there is no workbook '{workbook}'")
        else:
            named = [item for item in templates if item.get("is_default")]
        template = named[0]["name"] if named else None
        success, message = phantom.promote(container=target_id, template=template)[:2]
        if not success:
            raise RuntimeError(f"container {target_id} cannot become a case: {message}")

    for container_id in others:
        body = {"add_to_case": True, "container_id": container_id}
        change(target_id, {**body, "copy_artifacts": True, "copy_notes": True, "copy_files": True})
        if close == "true":
            change(container_id, {"status": "closed"})
    return {}
