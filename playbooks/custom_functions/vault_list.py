def vault_list(vault_id=None, file_name=None, container_id=None, **kwargs):
    """
    Lists files of the vault. What is given must agree; without any input, the files of the current container.

    Args:
        vault_id: the SHA-1 of the file
        file_name: its name
        container_id: the container that it belongs to

    Returns a list:
        *.vault_id, *.file_name, *.container_id: of a file
        *.size, *.mime_type, *.create_time, *.metadata: what is known of it, else None
    """
    import phantom.rules as phantom

    container = container_id.get("id") if isinstance(container_id, dict) else container_id
    if isinstance(container, str) and container.strip().isdigit():
        container = int(container)
    success, message, files = phantom.vault_info(vault_id=vault_id or None, file_name=file_name or None, container_id=container or None)
    outputs = []
    for file in files or []:
        output = {"vault_id": file.get("vault_id"), "file_name": file.get("name"), "container_id": file.get("container_id")}
        for field in ("size", "mime_type", "create_time", "metadata"):
            output[field] = file.get(field)
        outputs.append(output)
    phantom.debug(f"vault_list: {len(outputs)} files")
    return outputs
