pbc diff --path playbooks --exit-code tests/golden/cli/budget/spread.py tests/golden/cli/budget/spread.py
