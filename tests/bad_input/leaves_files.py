"""
Leaves files behind
"""

import phantom.rules as phantom
import tempfile


@phantom.playbook_block()
def on_start(container):
    handle, path = tempfile.mkstemp()
    with open("/opt/phantom/vault/tmp/left.txt", "w") as left:
        left.write("x")
    phantom.vault_add(container=container, file_location="/opt/phantom/vault/tmp/left.txt", file_name="../../left.txt")
    if phantom.collect2(container=container, datapath=["playbook_input:text"])[0][0] == "fail":
        raise RuntimeError("fails")
