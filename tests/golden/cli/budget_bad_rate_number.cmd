pbc budget --rate 1x/day tests/golden/cli/budget/spread.py
