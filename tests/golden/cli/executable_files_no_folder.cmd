tests/golden/cli/keep_files.py --files README.md
