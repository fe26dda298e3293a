#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the descriptors that can be asked, without their outputs, as a C++ source: embed.py OUTPUT DESCRIPTOR..."""

import json
import pathlib
import sys


def trimmed(descriptor):
    """What libpbc_live.so reads of a descriptor."""
    actions = {}
    for name, action in descriptor["actions"].items():
        if "request" in action or "requests" in action:
            actions[name] = {key: value for key, value in action.items() if key not in ("outputs", "outputs_are_open")}
    return {**descriptor, "actions": actions}


def main():
    output, *files = sys.argv[1:]
    lines = ["// Made by embed.py.", '#include "live/built_in.h"', "", "namespace pbc::live {", "",
             "const BuiltIn kBuiltIn[] = {"]
    for file in sorted(files):
        descriptor = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
        if "connection" in descriptor:
            text = json.dumps(trimmed(descriptor), separators=(",", ":"))
            pieces = [text[i:i + 8000] for i in range(0, len(text), 8000)]  # compilers limit the length of a literal
            literal = " ".join(f'R"json({piece})json"' for piece in pieces)
            lines.append(f'    {{"{pathlib.Path(file).name}", {literal}}},')
    lines += ['    {"", ""},', "};", "", "}  // namespace pbc::live", ""]
    pathlib.Path(output).write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
