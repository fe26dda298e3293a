pbc budget --per-event url tests/golden/cli/budget/spread.py
