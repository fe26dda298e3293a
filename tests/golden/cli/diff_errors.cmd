pbc diff --path playbooks tests/golden/cli/budget/spread.py tests/golden/diag/fail_several_kinds.py
