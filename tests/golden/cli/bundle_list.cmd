./tests/golden/cli/folder list
