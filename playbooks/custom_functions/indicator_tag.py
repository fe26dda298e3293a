def indicator_tag(indicator=None, tags=None, overwrite=None, **kwargs):
    """
    Tags an indicator.

    Args:
        indicator: its value, or its id
        tags: a list, or a text with commas; blanks in a tag are dropped, as the platform has none in tags
        overwrite: true: the tags take the place of those that it has; otherwise they are added

    Returns an object:
        indicator_id: the id of the indicator
        indicator_tags: its tags afterwards
    """
    import phantom.rules as phantom

    def read(*path, **params):
        response = phantom.requests.get(phantom.build_phantom_rest_url(*path), params=params, verify=False)
        return response.json() if response.ok else None

    if indicator in (None, ""):
        raise ValueError("indicator is missing")
    text = str(overwrite).strip().lower()
    if text not in ("true", "yes", "1", "false", "no", "0", "none", ""):
        raise ValueError(f"overwrite must be true or false, not '{overwrite}'")
    values = tags.split(",") if isinstance(tags, str) else tags or []
    wanted = ["".join(str(tag).split()) for tag in values if tag is not None and str(tag).strip()]

    record = read("indicator_by_value", indicator_value=indicator, timerange="all")
    if record is None and str(indicator).isdigit():
        record = read("indicator", int(indicator))
    if not record or record.get("id") is None:
        raise ValueError(f"there is no indicator '{indicator}'")
    known = [] if text in ("true", "yes", "1") else record.get("tags") or []
    merged = list(dict.fromkeys([*known, *wanted]))
    url = phantom.build_phantom_rest_url("indicator", record["id"])
    response = phantom.requests.post(url, json={"tags": merged}, verify=False)
    if not response.ok:
        raise RuntimeError(f"indicator '{indicator}' cannot be tagged: {response.json().get('message')}")
    return {"indicator_id": record["id"], "indicator_tags": merged}
