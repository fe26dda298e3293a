tests/golden/cli/endless_blocks.py run --max-steps 1000
