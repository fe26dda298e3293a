pbc diff --path playbooks tests/golden/cli/budget/spread.py
