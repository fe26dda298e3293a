def playbooks_list(name=None, category=None, tags=None, repo=None, playbook_type=None, **kwargs):
    """
    Lists the playbooks of the platform that agree with all inputs.

    Args:
        name: the name of the playbook
        category: its category
        tags: tags that it must all have, a list or a text with commas
        repo: the name of its repository
        playbook_type: automation or input

    Returns a list:
        *.id, *.name, *.category, *.tags, *.active, *.disabled, *.playbook_type, *.input_spec: of a playbook
        *.full_name: its repository and name, as the block Playbook wants them
    """
    import phantom.rules as phantom

    def items(value):
        values = value.split(",") if isinstance(value, str) else value or []
        return [str(item).strip() for item in values if item is not None and str(item).strip()]

    types = {"automation": "automation", "input": "data", "data": "data"}
    kind = None
    if playbook_type:
        kind = types.get(str(playbook_type).strip().lower())
        if kind is None:
            raise ValueError(f"playbook_type must be automation or input, not '{playbook_type}'")
    url = phantom.build_phantom_rest_url("playbook")
    response = phantom.requests.get(url, params={"pretty": True, "page_size": 0}, verify=False)
    if not response.ok:
        raise RuntimeError(f"the playbooks cannot be read: {response.json().get('message')}")
    outputs = []
    for playbook in response.json()["data"]:
        repository = playbook.get("_pretty_scm") or "local"
        agrees = (
            (not name or playbook.get("name") == name)
            and (not category or playbook.get("category") == category)
            and (not repo or repository == repo)
            and (kind is None or types.get(playbook.get("playbook_type")) == kind)
            and set(items(tags)) <= set(playbook.get("tags") or [])
        )
        if agrees:
            output = {"id": playbook.get("id"), "full_name": f"{repository}/{playbook.get('name')}"}
            for field in ("name", "category", "tags", "active", "disabled", "playbook_type", "input_spec"):
                output[field] = playbook.get(field)
            outputs.append(output)
    return outputs
