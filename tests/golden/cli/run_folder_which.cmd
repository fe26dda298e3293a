pbc run tests/golden/cli/folder
