# SPDX-License-Identifier: Apache-2.0
"""The vault: files of a container, known by the SHA-1 of their content; here only what the world says of them."""

import copy

from .api import acts, id_of, reads, run


@reads
def vault_info(vault_id=None, file_name=None, container_id=None, trace=False):
    """(success, message, items): of the current container unless something else is asked for."""
    if vault_id is None and file_name is None and container_id is None:
        container_id = run().case.id
    found = []
    for item in run().process.world.data.get("vault", []):
        known = {"container_id": run().case.id, **item}
        if vault_id not in (None, known.get("vault_id")) or file_name not in (None, known.get("name")):
            continue
        if container_id is None or id_of(container_id) == known["container_id"]:
            found.append(copy.deepcopy(known))
    return bool(found), "" if found else "no such file in the vault", found


@acts
def vault_delete(vault_id=None, file_name=None, container_id=None, remove_all=False, trace=False):
    files = run().process.world.data.get("vault", [])
    kept = [item for item in files if vault_id not in (None, item.get("vault_id")) or file_name not in (None, item.get("name"))]
    removed = [item.get("name") for item in files if item not in kept]
    files[:] = kept
    return bool(removed), "" if removed else "no such file in the vault", removed
