./tests/golden/cli/front list --format=yaml
