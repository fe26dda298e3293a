pbc budget --rate often tests/golden/cli/budget/spread.py
