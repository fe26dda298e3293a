pbc check --format=json playbooks/hello/no_such_playbook.py
