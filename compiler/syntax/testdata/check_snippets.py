#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds CPython 3.11 to the same verdict on every snippet: compile() takes accepted.txt and rejects rejected.txt."""

import pathlib
import sys
import warnings


def snippets(path):
    """(line of the head, text) of each snippet."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[:-1], 1):
        if line.startswith("%%"):
            found.append((number, []))
        elif found:
            found[-1][1].append(line + "\n")
    return [(number, "".join(lines)) for number, lines in found]


def rejects(text):
    try:
        compile(text.encode("utf-8"), "snippet.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return True
    return False


def main():
    if sys.version_info[:2] != (3, 11):
        print(f"skipped: the snippets are about Python 3.11, this is {sys.version.split()[0]}")
        return 0
    warnings.simplefilter("ignore")
    here = pathlib.Path(__file__).resolve().parent
    wrong = 0
    for name, rejected in (("accepted.txt", False), ("rejected.txt", True)):
        for line, text in snippets(here / name):
            if rejects(text) != rejected:
                print(f"{name}:{line}: CPython {'accepts' if rejected else 'rejects'} this")
                wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
