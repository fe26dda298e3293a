pbc diff --path playbooks --format=json tests/golden/cli/budget/spread.py tests/golden/cli/diff/new.py
