tests/golden/cli/endless_loop.py --max-steps 100000
