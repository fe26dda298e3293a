# SPDX-License-Identifier: Apache-2.0
"""The vault: files of a container, known by the SHA-1 of their content. It holds what the world lists and what the run adds."""

import copy
import hashlib

from .api import acts, id_of, reads, run
from .containers import problem_of

NO_FILE = "no such file in the vault"


def _items():
    return run().process.world.data.setdefault("vault", [])


def _fits(item, vault_id, file_name, owner):
    """What is None is not asked for."""
    return (
        vault_id in (None, item.get("vault_id"))
        and file_name in (None, item.get("name"))
        and owner in (None, item.get("container_id", run().case.id))
    )


def _find(vault_id=None, file_name=None, container_id=None):
    asked = (vault_id, file_name, container_id) != (None, None, None)
    owner = None if asked and container_id is None else id_of(container_id)
    found = [item for item in _items() if _fits(item, vault_id, file_name, owner)]
    return [{"container_id": run().case.id, **copy.deepcopy(item)} for item in found]


@reads
def vault_info(vault_id=None, file_name=None, container_id=None, trace=False):
    """(success, message, items): of the current container unless something else is asked for."""
    found = _find(vault_id, file_name, container_id)
    return bool(found), "" if found else NO_FILE, found


@acts
def vault_add(container=None, file_location=None, file_name=None, metadata=None, trace=False):
    """Takes a file of the run's directory; the file stays where it is."""
    problem = problem_of(container)
    if problem:
        return False, problem, None
    if file_location is None:
        return False, "file_location is missing", None
    if not isinstance(file_location, str):
        return False, "file_location must be a text", None
    try:
        with open(file_location, "rb") as file:
            content = file.read()
    except Exception as error:
        return False, str(error), None
    name = str(file_location).rsplit("/", 1)[-1] if file_name is None else file_name
    return True, "", _add(content, name, file_location, metadata)


def _add(content, name, path, metadata):
    case, items = run().case, _items()
    digests = {kind: hashlib.new(kind, content).hexdigest() for kind in ("md5", "sha1", "sha256")}
    vault_id = digests["sha1"]
    if not any(_fits(item, vault_id, name, case.id) for item in items):
        about = {**(copy.deepcopy(metadata) if isinstance(metadata, dict) else {}), **digests}
        items.append(
            {
                "id": max((item.get("id", 0) for item in items), default=0) + 1,
                "vault_id": vault_id,
                "name": name,
                "aka": [name],
                "container": case.container.get("name", ""),
                "container_id": case.id,
                "create_time": case.clock.stamp(),
                "path": path,
                "size": len(content),
                "user": "",
                "mime_type": "",
                "metadata": about,
                "contains": copy.deepcopy(about.get("contains", [])),
                "hash": vault_id,
            }
        )
    return vault_id


@acts
def vault_delete(vault_id=None, file_name=None, container_id=None, remove_all=False, trace=False):
    """(success, message, names of the files that are gone)."""
    if (vault_id, file_name, container_id) == (None, None, None) and not remove_all:
        return False, "name a file: vault_id, file_name, container_id or remove_all", []
    items, owner = _items(), id_of(container_id)
    gone = [item for item in items if _fits(item, vault_id, file_name, owner)]
    items[:] = [item for item in items if not any(item is other for other in gone)]
    return bool(gone), "" if gone else NO_FILE, [item.get("name") for item in gone]


@reads
def get_vault_item_info(vault_id=None):
    return _find(vault_id)


@reads
def get_vault_file(vault_id=None):
    return next((item.get("path") for item in _find(vault_id)), None)


class Vault:
    """The old form."""

    @staticmethod
    def get_file_info(vault_id=None, file_name=None, container_id=None, trace=False):
        return _find(vault_id, file_name, container_id)

    @staticmethod
    def get_file_path(vault_id):
        return get_vault_file(vault_id)
