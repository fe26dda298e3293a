pbc run tests/golden/cli/folder --playbook look_down
