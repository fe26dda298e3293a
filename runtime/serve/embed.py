#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes files as string constants of a C++ source: embed.py OUTPUT NAME=FILE..."""

import pathlib
import sys


def main():
    output, *files = sys.argv[1:]
    lines = ["// Made by embed.py.", '#include "serve/assets.h"', "", "namespace pbc::serve {", ""]
    for name, file in (each.split("=", 1) for each in files):
        text = pathlib.Path(file).read_text(encoding="utf-8")
        pieces = [text[i:i + 8000] for i in range(0, len(text), 8000)]  # compilers limit the length of a literal
        lines.append(f"const std::string_view {name} =" + " ".join(f'\n    R"asset({piece})asset"' for piece in pieces) + ";")
    lines += ["", "}  // namespace pbc::serve", ""]
    pathlib.Path(output).write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
