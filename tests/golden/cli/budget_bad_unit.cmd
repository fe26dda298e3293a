pbc budget --rate 100/days tests/golden/cli/budget/spread.py
