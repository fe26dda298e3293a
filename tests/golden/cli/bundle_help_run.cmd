tests/golden/cli/folder run --help
