#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reports in JSON, those of report_test.py, are as docs/triage.schema.json says; and what is not as it says, is noticed."""

import argparse
import copy
import json
import pathlib
import subprocess
import sys
import tempfile

import page_checks
import triages

page_checks.need("jsonschema")

import jsonschema  # noqa: E402

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs/triage.schema.json"


def objects_of(value):
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects_of(part)


def check_itself(schema):
    """Every object of it is closed, and demands or names each of its members."""
    for each in objects_of(schema):
        if each.get("type") == "object" and "properties" in each:
            assert each.get("additionalProperties") is False, each
            assert set(each.get("required", ())) <= set(each["properties"]), each


def broken(report):
    """The report without each of the members of one object of each kind, and with one more."""
    for path in (("verdict",), ("event",), ("totals",), ("components", 0), ("calls", 0), ("playbooks", 0), ("not_answered", 0)):
        for change in ("more", *path_of(report, path)):
            if path == ("event",) and change == "mail":
                continue
            other = copy.deepcopy(report)
            target = path_of(other, path)
            if change == "more":
                target["more"] = 1
            else:
                del target[change]
            yield path, change, other


def path_of(value, path):
    for key in path:
        value = value[key]
    return value


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pbc", required=True)
    parser.add_argument("--print-reports", required=True)
    options = parser.parse_args()
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    check_itself(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        subprocess.run([options.print_reports, folder], check=True)
        triages.run(options.pbc, folder)
        reports = sorted(folder.glob("*.json"))
        assert len(reports) >= 6, reports
        for report in reports:
            for error in validator.iter_errors(json.loads(report.read_text())):
                failed += 1
                print(f"{report.name}: {error.json_path}: {error.message[:200]}")
        for path, change, other in broken(json.loads((folder / "made_up-phish.json").read_text())):
            if validator.is_valid(other):
                failed += 1
                print(f"valid with {change} changed in {path}")
    print(f"{len(reports)} reports, {failed} problems")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
