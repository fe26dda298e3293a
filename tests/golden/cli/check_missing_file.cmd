pbc check playbooks/hello/no_such_playbook.py
