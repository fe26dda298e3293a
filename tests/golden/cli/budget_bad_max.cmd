pbc budget --max quotas tests/golden/cli/budget/spread.py
