def workbook_add(container=None, workbook=None, check_for_existing_workbook=None, start_workbook=None, **kwargs):
    """
    Adds a workbook to a container.

    Args:
        container: the container or its id; without it, the current one
        workbook: name or id of the workbook template
        check_for_existing_workbook: true: a container that has the workbook does not get it again
        start_workbook: true: the first phase of the workbook becomes the container's current phase

    Returns an object:
        workbook_id: the id of the template
        current_phase_id: the container's phase afterwards, None when it has none
    """
    import phantom.rules as phantom

    def flag(name, value):
        text = str(value).strip().lower()
        if text in ("true", "yes", "1"):
            return True
        if text in ("false", "no", "0", "none", ""):
            return False
        raise ValueError(f"{name} must be true or false, not '{value}'")

    def read(*path, **params):
        response = phantom.requests.get(phantom.build_phantom_rest_url(*path), params=params, verify=False)
        if not response.ok:
            raise RuntimeError(f"{path[0]} cannot be read: {response.json().get('message')}")
        return response.json()

    skip_known = flag("check_for_existing_workbook", check_for_existing_workbook)
    start = flag("start_workbook", start_workbook)
    container_id = container.get("id") if isinstance(container, dict) else container
    if container_id in (None, ""):
        container_id = phantom.get_current_container_id_()
    if not str(container_id).isdigit():
        raise ValueError(f"container must be a container or its id, not '{container}'")
    container_id = int(container_id)
    if workbook in (None, ""):
        raise ValueError("workbook is missing")

    templates = read("workbook_template", page_size=0)["data"]
    named = [template for template in templates if template["name"] == workbook]
    named += [template for template in templates if str(template["id"]) == str(workbook)]
    if not named:
        raise ValueError(f"there is no workbook '{workbook}'")
    workbook_id = named[0]["id"]

    def phases():
        return read("workbook_phase", _filter_container=container_id, sort="id", page_size=0)["data"]

    known = [phase["id"] for phase in phases()]
    has_it = any(phase.get("template") == workbook_id or phase.get("template_id") == workbook_id for phase in phases())
    if skip_known and has_it:
        phantom.debug(f"workbook_add: the container has '{named[0]['name']}' already")
    else:
        success, message = phantom.add_workbook(container=container_id, workbook_id=workbook_id)[:2]
        if not success:
            raise RuntimeError(f"the workbook cannot be added: {message}")
        if start:
            added = [phase["id"] for phase in phases() if phase["id"] not in known]
            if added:
                phantom.set_phase(container=container_id, phase=added[0], trace=False)
    return {"workbook_id": workbook_id, "current_phase_id": read("container", container_id).get("current_phase_id")}
