pbc graph tests/golden/cli/keep_files.py
