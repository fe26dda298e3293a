pbc check tests/golden/cli/folder
