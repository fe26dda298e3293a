pbc budget -O0 --per-event url=3 --per-event ip=4 tests/golden/cli/budget/spread.py
