pbc budget tests/golden/cli/folder/web/triage.py
