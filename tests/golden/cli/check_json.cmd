pbc check --format=json tests/golden/diag/fail_several_kinds.py
