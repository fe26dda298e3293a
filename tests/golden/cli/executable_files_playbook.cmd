tests/golden/cli/write_report.py run --files {tmp}/kept
