def collect_by_cef_type(container=None, data_types=None, scope=None, tags=None, **kwargs):
    """
    Collects the values of artifact fields that have one of the data types, each value once for each artifact.

    Args:
        container: the container or its id; without it, the current one
        data_types: data types such as "ip" or "host name", a list or a text with commas
        scope: new, all, or a list of artifact ids; without it, all
        tags: only artifacts with all of these tags

    Returns a list:
        *.artifact_value, *.cef_value: a value, under its new and its old name
        *.artifact_id, *.artifact_tags: of the artifact
        *.cef_keys, *.cef_types: the fields of the artifact that hold the value, and their data types
    """
    import phantom.rules as phantom

    def items(value):
        values = value.split(",") if isinstance(value, str) else value if isinstance(value, (list, tuple)) else [value]
        found = []
        for item in values:
            parts = item.split(",") if isinstance(item, str) else item if isinstance(item, list) else [item]
            found += [str(part).strip() for part in parts if part is not None and str(part).strip()]
        return found

    container_id = container.get("id") if isinstance(container, dict) else container
    if container_id in (None, ""):
        container_id = phantom.get_current_container_id_()
    if not str(container_id).isdigit():
        raise ValueError(f"container must be a container or its id, not '{container}'")
    container_id = int(container_id)
    wanted, wanted_tags = items(data_types), items(tags)
    if not wanted:
        raise ValueError("data_types is empty")
    if scope in (None, ""):
        scope = "all"
    if not isinstance(scope, list) and str(scope).lower() not in ("new", "all"):
        raise ValueError(f"scope must be new, all or a list of artifact ids, not '{scope}'")
    scope = scope if isinstance(scope, list) else scope.lower()

    in_scope = None
    if scope != "all":
        in_scope = [row[0] for row in phantom.collect2(container=container_id, datapath=["artifact:*.id"], scope=scope)]
    url = phantom.build_phantom_rest_url("container", container_id, "artifacts")
    params = {"page_size": 0, "sort": "id", "include_all_cef_types": True}
    response = phantom.requests.get(url, params=params, verify=False)
    if not response.ok:
        raise RuntimeError(f"the artifacts cannot be read: {response.json().get('message')}")
    outputs = []
    for artifact in response.json()["data"]:
        own_tags = artifact.get("tags") or []
        if (in_scope is not None and artifact["id"] not in in_scope) or not set(wanted_tags) <= set(own_tags):
            continue
        found = []
        for key, value in artifact["cef"].items():
            types = (artifact.get("cef_types") or {}).get(key) or []
            if value is None or not set(wanted) & set(types):
                continue
            for one in value if isinstance(value, list) else [value]:
                known = next((record for record in found if record["artifact_value"] == one), None)
                if known is None:
                    known = {"artifact_value": one, "cef_value": one, "artifact_id": artifact["id"], "artifact_tags": own_tags}
                    known.update(cef_keys=[], cef_types=[])
                    found.append(known)
                known["cef_keys"].append(key)
                known["cef_types"] += [kind for kind in types if kind not in known["cef_types"]]
        outputs += found
    return outputs
