def artifact_update(artifact_id=None, name=None, label=None, severity=None, cef_field=None, cef_value=None, cef_data_type=None, tags=None, overwrite_tags=None, input_json=None, **kwargs):
    """
    Changes an artifact. What is not given stays as it is.

    Args:
        artifact_id: the id of the artifact
        name, label, severity: its new name, label, severity
        cef_field, cef_value: a field of its data and the new value; other fields stay
        cef_data_type: the data types of the field, a list or a text with commas
        tags: tags to add, a list or a text with commas
        overwrite_tags: true: the tags take the place of those that it has
        input_json: further fields, an object or its JSON text, in the words of REST; they win over the other inputs

    Returns: an empty object.
    """
    import json

    import phantom.rules as phantom

    def items(value):
        values = value.split(",") if isinstance(value, str) else value or []
        return [str(item).strip() for item in values if item is not None and str(item).strip()]

    if not str(artifact_id).isdigit():
        raise ValueError(f"artifact_id must be the id of an artifact, not '{artifact_id}'")
    if not cef_field and (cef_value not in (None, "") or items(cef_data_type)):
        raise ValueError("cef_value and cef_data_type need a cef_field")
    overwrite = str(overwrite_tags).strip().lower()
    if overwrite not in ("true", "false", "none", ""):
        raise ValueError(f"overwrite_tags must be true or false, not '{overwrite_tags}'")
    more = input_json or {}
    if isinstance(more, str):
        try:
            more = json.loads(more)
        except ValueError as error:
            raise ValueError(f"input_json is no JSON: {error}") from None
    if not isinstance(more, dict):
        raise ValueError("input_json must be an object")

    url = phantom.build_phantom_rest_url("artifact", int(artifact_id))
    response = phantom.requests.get(url, verify=False)
    if not response.ok:
        raise ValueError(f"there is no artifact {artifact_id}")
    artifact = response.json()

    body = {}
    for field, value in (("name", name), ("label", label), ("severity", severity)):
        if value not in (None, ""):
            body[field] = value
    if cef_field and cef_value is not None:
        body["cef"] = {cef_field: cef_value}
    if items(cef_data_type):
        body["cef_types"] = {cef_field: items(cef_data_type)}
    if items(tags):
        body["tags"] = items(tags)
    rest_names = {"cef_data": "cef", "field_mapping": "cef_types"}
    for field, value in more.items():
        field = rest_names.get(field, field)
        if field in ("cef", "cef_types"):
            if not isinstance(value, dict):
                raise ValueError(f"{field} of input_json must be an object")
            body[field] = {**body.get(field, {}), **value}
        else:
            body[field] = items(value) if field == "tags" else value
    for field in ("cef", "cef_types"):
        if field in body:
            body[field] = {**(artifact.get(field) or {}), **body[field]}
    if "tags" in body and overwrite != "true":
        body["tags"] = list(dict.fromkeys([*(artifact.get("tags") or []), *body["tags"]]))
    if not body:
        raise ValueError("there is nothing to change")

    response = phantom.requests.post(url, json=body, verify=False)
    if not response.ok:
        raise RuntimeError(f"artifact {artifact_id} cannot be changed: {response.json().get('message')}")
    return {}
