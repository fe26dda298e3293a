pbc run tests/golden/cli/folder --playbook web/look_down
