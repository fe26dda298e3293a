pbc budget --per-event url=3 --per-event ip=2 --per-event hash=1 --max virustotal=5 tests/golden/cli/budget/spread.py
