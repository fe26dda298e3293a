def container_update(container_input=None, name=None, description=None, label=None, owner=None, sensitivity=None, severity=None, status=None, tags=None, input_json=None, **kwargs):
    """
    Changes a container. What is not given stays as it is.

    Args:
        container_input: the container or its id
        name, description, label: its new name, description, label
        owner: name of a user or of a role
        sensitivity: white, green, amber or red
        severity: low, medium, high, or a name that an administrator made
        status: new, open, closed, or a name that an administrator made
        tags: its new tags, a list or a text with commas
        input_json: further fields, an object or its JSON text; they win over the other inputs

    Returns: an empty object.
    """
    import json

    import phantom.rules as phantom

    def items(value):
        values = value.split(",") if isinstance(value, str) else value or []
        return [str(item).strip() for item in values if item is not None and str(item).strip()]

    def first(resource, **params):
        response = phantom.requests.get(phantom.build_phantom_rest_url(resource), params=params, verify=False)
        found = response.json().get("data") if response.ok else []
        return found[0] if found else None

    container_id = container_input.get("id") if isinstance(container_input, dict) else container_input
    if not str(container_id).isdigit():
        raise ValueError(f"container_input must be a container or its id, not '{container_input}'")
    more = input_json or {}
    if isinstance(more, str):
        try:
            more = json.loads(more)
        except ValueError as error:
            raise ValueError(f"input_json is no JSON: {error}") from None
    if not isinstance(more, dict):
        raise ValueError("input_json must be an object")
    url = phantom.build_phantom_rest_url("container", int(container_id))
    response = phantom.requests.get(url, verify=False)
    if not response.ok:
        raise ValueError(f"there is no container {container_id}")

    body = {}
    for field, value in (("name", name), ("description", description), ("label", label)):
        if value not in (None, ""):
            body[field] = value
    for field, value in (("sensitivity", sensitivity), ("severity", severity), ("status", status)):
        if value not in (None, ""):
            body[field] = str(value).strip().lower()
    if "sensitivity" in body and body["sensitivity"] not in ("white", "green", "amber", "red"):
        raise ValueError(f"sensitivity must be white, green, amber or red, not '{sensitivity}'")
    if owner not in (None, ""):
        user = first("ph_user", _filter_username__iexact=f'"{owner}"', include_automation=True)
        role = None if user else first("role", _filter_name__iexact=f'"{owner}"')
        if not user and not role:
            raise ValueError(f"owner '{owner}' is neither a user nor a role")
        if user:
            body["owner_id"] = user["id"]
        else:
            body["role_id"] = role["id"]
    if items(tags):
        body["tags"] = list(dict.fromkeys(items(tags)))
    body.update(more)
    if not body:
        raise ValueError("there is nothing to change")
    response = phantom.requests.post(url, json=body, verify=False)
    if not response.ok:
        raise RuntimeError(f"container {container_id} cannot be changed: {response.json().get('message')}")
    return {}
