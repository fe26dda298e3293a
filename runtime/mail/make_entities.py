# SPDX-License-Identifier: Apache-2.0
"""Writes the named character references of HTML as a table of C++, sorted by name: make_entities.py FILE.cpp."""

import html.entities
import sys


def literal(text):
    return '"' + "".join(f"\\{byte:03o}" for byte in text.encode()) + '"'


def main(path):
    rows = [f'    {{"{name}", {literal(text)}}},' for name, text in sorted(html.entities.html5.items())]
    with open(path, "w", encoding="utf-8") as file:
        print('#include "mail/entities.h"', "", "namespace pbc::mail {", "", sep="\n", file=file)
        print(f"const std::array<Entity, kEntities> entities = {{{{", *rows, "}};", sep="\n", file=file)
        print("", f'static_assert(kEntities == {len(rows)});', "", "}  // namespace pbc::mail", sep="\n", file=file)


main(sys.argv[1])
