def mark_evidence(container=None, input_object=None, content_type=None, **kwargs):
    """
    Marks an object of a container as evidence.

    Args:
        container: the container or its id; without it, the current one
        input_object: the object: an id, or for a file its vault id, for an action its name
        content_type: what it is: artifact_id, note_id, vault_id, attachment_id, action_run_id or action_name

    Returns a list:
        *.id: the id of the evidence, also when the object was evidence before
    """
    import phantom.rules as phantom

    kinds = {
        "artifact": "artifact",
        "note": "note",
        "vault": "containerattachment",
        "attachment": "containerattachment",
        "containerattachment": "containerattachment",
        "action_run": "actionrun",
        "actionrun": "actionrun",
        "action_name": "actionrun",
    }

    def read(*path):
        response = phantom.requests.get(phantom.build_phantom_rest_url(*path), params={"page_size": 0}, verify=False)
        return response.json()["data"] if response.ok else []

    def objects():
        if not kind == "containerattachment" and str(input_object).isdigit():
            return [int(input_object)]
        if kind == "containerattachment":
            files = read("container_attachment")
            return [
                file["id"]
                for file in files
                if input_object in (file.get("vault_id"), file.get("hash"), file.get("id"), str(file.get("id")))
                and file.get("container_id", container_id) == container_id
            ][:1]
        if kind == "actionrun":
            runs = read("action_run")
            return [run["id"] for run in runs if input_object in (run.get("name"), run.get("action"))]
        return []

    if input_object in (None, ""):
        raise ValueError("input_object is missing")
    word = str(content_type or "").strip().lower().replace(" ", "_")
    kind = kinds.get(word) or kinds.get(word.removesuffix("_id"))
    if kind is None:
        raise ValueError(f"content_type cannot be '{content_type}'; see the description of the function")
    container_id = container.get("id") if isinstance(container, dict) else container
    if container_id in (None, ""):
        container_id = phantom.get_current_container_id_()
    if not str(container_id).isdigit():
        raise ValueError(f"container must be a container or its id, not '{container}'")
    container_id = int(container_id)
    found = objects()
    if not found:
        raise ValueError(f"there is no {word} '{input_object}' in container {container_id}")

    outputs = []
    for identity in found:
        body = {"container_id": container_id, "object_id": identity, "content_type": kind}
        response = phantom.requests.post(phantom.build_phantom_rest_url("evidence"), json=body, verify=False)
        answer = response.json()
        if answer.get("id"):
            outputs.append({"id": answer["id"]})
        elif "already added" in str(answer.get("message")).lower():
            known = [item["id"] for item in read("evidence") if item.get("object_id") == identity and item.get("content_type") == kind]
            outputs.append({"id": known[0] if known else None})
        else:
            raise RuntimeError(f"the evidence cannot be marked: {answer.get('message')}")
    return outputs
