pbc budget --per-event url=3 --per-event ip=2 --per-event hash=1 --rate 2/hour --max quota --max virustotal=7 tests/golden/cli/budget/spread.py
