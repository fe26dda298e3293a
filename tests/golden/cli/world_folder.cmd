pbc world tests/golden/cli/folder -o {tmp}/w
