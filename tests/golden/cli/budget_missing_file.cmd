pbc budget tests/golden/cli/nothing.py
