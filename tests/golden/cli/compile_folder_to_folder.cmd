pbc compile tests/golden/cli/folder -o tests/golden/cli
