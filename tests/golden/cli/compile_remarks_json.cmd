pbc compile --emit=ir --remarks --format=json tests/golden/plan/phishing_case.py -o {tmp}/ir
