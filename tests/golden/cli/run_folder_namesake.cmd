pbc run tests/golden/cli/folder --playbook web/triage
