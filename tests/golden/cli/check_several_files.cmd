pbc check tests/golden/diag/fail_unclosed_bracket.py playbooks/hello/hello_phishing.py tests/golden/diag/computed_action.py
