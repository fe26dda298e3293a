pbc budget --per-event ulr=3 tests/golden/cli/budget/spread.py
