pbc budget --max 100 tests/golden/cli/budget/spread.py
