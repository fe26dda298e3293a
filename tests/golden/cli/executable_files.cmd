tests/golden/cli/keep_files.py --files {tmp}/kept
