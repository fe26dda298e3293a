pbc check --format=sarif tests/golden/diag/join_never_fires.py tests/golden/diag/fail_unclosed_bracket.py
