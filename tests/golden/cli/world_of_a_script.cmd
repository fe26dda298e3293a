pbc world tests/golden/cli/growing_list.py -o {tmp}/made
