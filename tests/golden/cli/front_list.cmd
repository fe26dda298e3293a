./tests/golden/cli/front list --format=json
