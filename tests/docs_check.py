#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails when the documentation lags behind: a kind of diagnostic without a section in docs/diagnostics.md, an operation without a card
in docs/ir.md, a section or card of something that is gone, a relative link to a file that is not there. The one argument, which may be
left out, is the root of the tree to check."""

import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent)
LINK = re.compile(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)")


def read(name):
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def compare(table, names, document, sections):
    """Both ways: every name of the table has its section, and every section its name."""
    if not names:
        yield f"{table}: nothing found in the table"
    for name in sorted(names - sections):
        yield f"{document}: no section about `{name}`"
    for name in sorted(sections - names):
        yield f"{document}: a section about `{name}`, which is not in {table}"


def check_diagnostics():
    kinds = set(re.findall(r"^PBC_DIAG_KIND\((\w+)\)", read("compiler/diag/kinds.def"), re.MULTILINE))
    sections = set(re.findall(r"^### (\w+)$", read("docs/diagnostics.md"), re.MULTILINE))
    return compare("compiler/diag/kinds.def", kinds, "docs/diagnostics.md", sections)


def check_operations():
    operations = set(re.findall(r'^PBC_OP\(\w+, "(\w+)"', read("compiler/ir/ops.def"), re.MULTILINE))
    cards = set(re.findall(r"^### `(\w+)`$", read("docs/ir.md"), re.MULTILINE))
    return compare("compiler/ir/ops.def", operations, "docs/ir.md", cards)


def check_links():
    for path in sorted(ROOT.rglob("*.md")):
        parts = path.relative_to(ROOT).parts
        if parts[0].startswith((".", "build")) or "cache" in parts:
            continue
        text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in LINK.findall(text):
            if not (path.parent / target).exists():
                yield f"{'/'.join(parts)}: link to {target}, which is not there"


def main():
    problems = [*check_diagnostics(), *check_operations(), *check_links()]
    for problem in problems:
        print("error:", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
