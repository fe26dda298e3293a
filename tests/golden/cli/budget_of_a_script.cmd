pbc budget tests/golden/cli/growing_list.py
