pbc diff --path playbooks --exit-code tests/golden/cli/diff/new.py tests/golden/cli/budget/spread.py
