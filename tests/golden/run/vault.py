"""The vault: files of the run's directory by the SHA-1 of their content, and what the world lists."""

import json

import phantom.rules as phantom
from phantom.vault import vault_info


def show(value):
    phantom.debug(json.dumps(value))


def on_start(container):
    path = "/opt/phantom/vault/tmp/report.txt"
    with open(path, "w") as file:
        file.write("the report\n")
    show(phantom.vault_add(container=container, file_location=path, file_name="report", metadata={"contains": ["file name"], "of": 1}))
    success, message, vault_id = phantom.vault_add(file_location=path)
    show([success, message, vault_id])
    show(phantom.vault_add(container, path, "report"))
    show(phantom.vault_add(container=99, file_location=path))
    show(phantom.vault_add(file_location="/tmp/none"))
    show(phantom.vault_add(file_location="/../none"))
    show(phantom.vault_add(file_location="/tmp"))
    show(phantom.vault_add(container))
    show(vault_info(vault_id=vault_id))
    show(phantom.vault_info())
    show(phantom.vault_info(file_name="listed.pdf"))
    show(phantom.vault_info(vault_id=vault_id, file_name="listed.pdf"))
    show(phantom.vault_info(container_id=2))
    show(phantom.vault_info(container_id=container))
    show(phantom.Vault.get_file_info(container_id=container["id"])[0]["vault_id"])
    show([phantom.Vault.get_file_path(vault_id), phantom.Vault.get_file_path("none")])
    show(phantom.vault_delete())
    show(phantom.vault_delete(vault_id=vault_id, file_name="report"))
    show(phantom.vault_delete(vault_id="none"))
    show(phantom.vault_delete(container_id=2))
    with open(phantom.Vault.get_file_path(vault_id), "a") as file:
        file.write("more\n")
    show(phantom.vault_add(file_location=path, file_name="longer", metadata="none"))
    show([(item["id"], item["name"], item["size"]) for item in phantom.vault_info()[2] if "size" in item])
    show(phantom.vault_delete(remove_all=True))
    show(phantom.vault_info())


def on_finish(container, summary):
    pass
