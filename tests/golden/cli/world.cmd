pbc world tests/golden/cli/reads_much.py --seed 7 -o {tmp}/made
