pbc compile --dump-ir tests/golden/cli/folder
