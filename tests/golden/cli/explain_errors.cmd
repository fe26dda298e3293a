pbc explain tests/golden/diag/fail_assignment_targets.py
