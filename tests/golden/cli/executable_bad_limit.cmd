tests/golden/cli/endless_loop.py --max-steps -1
