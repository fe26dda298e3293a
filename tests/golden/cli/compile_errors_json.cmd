pbc compile --format=json tests/golden/diag/fail_several_kinds.py -o {tmp}/made
