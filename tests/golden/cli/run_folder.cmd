pbc run tests/golden/cli/folder playbooks/hello/clean.event.json --playbook look_up
