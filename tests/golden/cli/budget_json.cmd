pbc budget --format=json --rate 100/day --per-event url=3 tests/golden/cli/budget/spread.py
