pbc budget --rate 10k/day --per-event url=3 --per-event ip=4 --per-event user=1 --per-event sourceNtDomain=1 --per-event hash=2 --quota greynoise=1000/hour tests/golden/cli/budget/spread.py
