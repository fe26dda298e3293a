pbc diff --path playbooks --format=markdow tests/golden/cli/budget/spread.py tests/golden/cli/budget/spread.py
