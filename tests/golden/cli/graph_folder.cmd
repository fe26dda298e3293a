pbc graph playbooks
