pbc budget tests/golden/cli/budget/spread.py
