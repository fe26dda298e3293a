def indicator_get_by_tag(tags_or=None, tags_and=None, indicator_timerange=None, container=None, tags_exclude=None, **kwargs):
    """
    Finds indicators by their tags.

    Args:
        tags_or: the indicator has at least one of these tags, a list or a text with commas
        tags_and: or it has all of these
        indicator_timerange: when it was seen, in the words of the platform, such as last_24_hours; without it, at any time
        container: only indicators that occur in this container, given as such or by its id
        tags_exclude: and it has none of these

    Returns a list:
        *.indicator_id, *.indicator_value, *.indicator_tags: of an indicator
        *.indicator_cef_type: its data types
    """
    import phantom.rules as phantom

    def items(value):
        values = value.split(",") if isinstance(value, str) else value or []
        return {str(item).strip() for item in values if item is not None and str(item).strip()}

    def read(*path, **params):
        response = phantom.requests.get(phantom.build_phantom_rest_url(*path), params={"page_size": 0, **params}, verify=False)
        if not response.ok:
            raise RuntimeError(f"{path[0]} cannot be read: {response.json().get('message')}")
        return response.json()["data"]

    any_of, all_of, none_of = items(tags_or), items(tags_and), items(tags_exclude)
    if not any_of and not all_of:
        raise ValueError("tags_or and tags_and are both empty")
    here = None
    if container not in (None, ""):
        container_id = container.get("id") if isinstance(container, dict) else container
        if not str(container_id).isdigit():
            raise ValueError(f"container must be a container or its id, not '{container}'")
        here, types = set(), {}
        for artifact in read("container", int(container_id), "artifacts", include_all_cef_types=True):
            for field, value in artifact["cef"].items():
                for one in value if isinstance(value, list) else [value]:
                    here.add(str(one))
                    types.setdefault(str(one), []).extend((artifact.get("cef_types") or {}).get(field) or [])

    outputs = []
    for indicator in read("indicator", timerange=indicator_timerange or "all", _special_contains=True):
        value, tags = indicator.get("value"), set(indicator.get("tags") or [])
        if here is not None and str(value) not in here:
            continue
        if not (any_of & tags or (all_of and all_of <= tags)) or none_of & tags:
            continue
        kinds = indicator.get("_special_contains") or indicator.get("cef_type") or indicator.get("contains")
        if not kinds and here is not None:
            kinds = list(dict.fromkeys(types[str(value)]))
        outputs.append(
            {
                "indicator_id": indicator["id"],
                "indicator_value": value,
                "indicator_tags": indicator.get("tags") or [],
                "indicator_cef_type": kinds or [],
            }
        )
    return outputs
