pbc check --format=json tests/golden/cli/folder
