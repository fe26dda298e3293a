pbc compile tests/golden/cli/folder -o {tmp}/bundle
