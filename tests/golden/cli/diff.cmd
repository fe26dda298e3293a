pbc diff --path playbooks tests/golden/cli/budget/spread.py tests/golden/cli/diff/new.py
