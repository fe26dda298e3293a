tests/golden/cli/growing_list.py --max-memory 32M
