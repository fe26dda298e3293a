pbc diff --path playbooks --rate 100/day --per-event url=3 --per-event ip=2 --per-event hash=1 tests/golden/cli/budget/spread.py tests/golden/cli/diff/new.py
