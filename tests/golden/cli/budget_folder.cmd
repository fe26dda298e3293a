pbc budget tests/golden/cli/folder
