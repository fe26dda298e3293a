pbc budget --per-event url=3 --per-event ip=2 --per-event hash=1 --per-event user=1 --per-event sourceNtDomain=1 --rate 1000/day --max quota tests/golden/cli/budget/spread.py
