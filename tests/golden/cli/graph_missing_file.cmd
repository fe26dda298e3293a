pbc graph tests/golden/cli/no_such_playbook.py
