pbc budget --max endace=9 --max virustotal=9 tests/golden/cli/budget/unbounded.py
