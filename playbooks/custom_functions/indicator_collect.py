def indicator_collect(container=None, artifact_ids_include=None, indicator_types_include=None, indicator_types_exclude=None, indicator_tags_include=None, indicator_tags_exclude=None, **kwargs):
    """
    Collects the indicators in the artifacts of a container: the values of fields that have a data type.

    Args:
        container: the container or its id; without it, the current one
        artifact_ids_include: ids of artifacts; without them, all artifacts
        indicator_types_include: data types, of which a field has at least one; a list or a text with commas
        indicator_types_exclude: data types, of which it has none
        indicator_tags_include: tags, of which the indicator has at least one
        indicator_tags_exclude: tags, of which it has none

    Returns an object:
        all_indicators.*.cef_key, all_indicators.*.cef_value: field and value
        all_indicators.*.data_types, all_indicators.*.artifact_id, all_indicators.*.tags: of the indicator
        TYPE.*.cef_key, TYPE.*.cef_value, TYPE.*.artifact_id, TYPE.*.tags: the same by data type, blanks in its name as underscores
    """
    import hashlib
    import json

    import phantom.rules as phantom

    def items(value):
        values = value.split(",") if isinstance(value, str) else value if isinstance(value, (list, tuple)) else [value]
        found = []
        for item in values:
            parts = item.split(",") if isinstance(item, str) else item if isinstance(item, list) else [item]
            found += [str(part).strip() for part in parts if part is not None and str(part).strip()]
        return set(found)

    def read(*path, **params):
        response = phantom.requests.get(phantom.build_phantom_rest_url(*path), params={"page_size": 0, **params}, verify=False)
        if not response.ok:
            raise RuntimeError(f"{'/'.join(str(part) for part in path)} cannot be read: {response.json().get('message')}")
        return response.json()["data"]

    container_id = container.get("id") if isinstance(container, dict) else container
    if container_id in (None, ""):
        container_id = phantom.get_current_container_id_()
    if not str(container_id).isdigit():
        raise ValueError(f"container must be a container or its id, not '{container}'")
    wanted_ids = items(artifact_ids_include)
    with_types, without_types = items(indicator_types_include), items(indicator_types_exclude)
    with_tags, without_tags = items(indicator_tags_include), items(indicator_tags_exclude)

    fields = []
    for artifact in read("container", int(container_id), "artifacts", include_all_cef_types=True):
        if wanted_ids and str(artifact["id"]) not in wanted_ids:
            continue
        types = artifact.get("cef_types") or {}
        for key, value in artifact["cef"].items():
            kinds = types.get(key) or []
            if not kinds or value in (None, "") or (with_types and not with_types & set(kinds)) or without_types & set(kinds):
                continue
            for one in value if isinstance(value, list) else [value]:
                fields.append({"cef_key": key, "cef_value": one, "artifact_id": artifact["id"], "data_types": list(kinds)})

    tags = {}
    digests = {hashlib.sha256(str(field["cef_value"]).encode()).hexdigest(): None for field in fields}
    if digests:
        for indicator in read("indicator", _filter_value_hash__in=json.dumps(list(digests)), timerange="all"):
            tags[str(indicator["value"])] = indicator.get("tags") or []
    outputs = {"all_indicators": []}
    for field in fields:
        own = tags.get(str(field["cef_value"]), [])
        if (with_tags and not with_tags & set(own)) or without_tags & set(own):
            continue
        outputs["all_indicators"].append({**field, "tags": own})
        for kind in field["data_types"]:
            short = {"cef_key": field["cef_key"], "cef_value": field["cef_value"], "artifact_id": field["artifact_id"], "tags": own}
            outputs.setdefault("_".join(kind.split()), []).append(short)
    return outputs
