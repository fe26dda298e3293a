pbc budget --max quota tests/golden/cli/budget/spread.py
