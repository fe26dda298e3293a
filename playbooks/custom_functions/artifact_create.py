def artifact_create(container=None, name=None, label=None, severity=None, cef_field=None, cef_value=None, cef_data_type=None, tags=None, run_automation=None, input_json=None, **kwargs):
    """
    Creates an artifact.

    Args:
        container: the container or its id; without it, the current one
        name: its name; without it, artifact
        label: its label; without it, event
        severity: its severity; without it, medium
        cef_field, cef_value: a field of its data and the value
        cef_data_type: the data types of the field, a list or a text with commas
        tags: a list, or a text with commas
        run_automation: true: active playbooks run on it
        input_json: further fields, an object or its JSON text, in the words of REST or of add_artifact; they win over the other inputs

    Returns an object:
        artifact_id: the id; that of the artifact with the same source_data_identifier when there is one
    """
    import json

    import phantom.rules as phantom

    def items(value):
        values = value.split(",") if isinstance(value, str) else value or []
        return [str(item).strip() for item in values if item is not None and str(item).strip()]

    container_id = container.get("id") if isinstance(container, dict) else container
    if container_id in (None, ""):
        container_id = phantom.get_current_container_id_()
    if not str(container_id).isdigit():
        raise ValueError(f"container must be a container or its id, not '{container}'")
    if not cef_field and cef_value not in (None, ""):
        raise ValueError("cef_value needs a cef_field")
    automation = str(run_automation).strip().lower()
    if automation not in ("true", "false", "none", ""):
        raise ValueError(f"run_automation must be true or false, not '{run_automation}'")

    body = {"container_id": int(container_id), "run_automation": automation == "true", "cef": {}, "cef_types": {}}
    for field, value in (("name", name), ("label", label), ("severity", severity)):
        if value not in (None, ""):
            body[field] = value
    if cef_field:
        body["cef"][cef_field] = cef_value
        if items(cef_data_type):
            body["cef_types"][cef_field] = items(cef_data_type)
    if items(tags):
        body["tags"] = items(tags)

    more = input_json or {}
    if isinstance(more, str):
        try:
            more = json.loads(more)
        except ValueError as error:
            raise ValueError(f"input_json is no JSON: {error}") from None
    if not isinstance(more, dict):
        raise ValueError("input_json must be an object")
    rest_names = {"cef_data": "cef", "field_mapping": "cef_types", "identifier": "source_data_identifier", "raw_data": "data", "artifact_type": "type"}
    for field, value in more.items():
        field = rest_names.get(field, field)
        if field in ("cef", "cef_types") and value is not None:
            if not isinstance(value, dict):
                raise ValueError(f"{field} of input_json must be an object")
            body[field].update(value)
        elif field == "tags":
            body["tags"] = items(value)
        elif value is not None:
            body[field] = value

    response = phantom.requests.post(phantom.build_phantom_rest_url("artifact"), json=body, verify=False)
    answer = response.json()
    artifact_id = answer.get("id") or answer.get("existing_artifact_id")
    if artifact_id is None:
        raise RuntimeError(f"the artifact cannot be created: {answer.get('message')}")
    return {"artifact_id": artifact_id}
