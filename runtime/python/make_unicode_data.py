# SPDX-License-Identifier: Apache-2.0
"""Writes the tables behind unicodedata_module.cpp from the Unicode data of the Python that builds.

    make_unicode_data.py OUT.cpp

The data is text of four parts, an empty line after each, compressed by zlib:

    runs           first last category bidirectional combining width mirrored
    decompositions code text
    numbers        code decimal digit numeric, "-" for what is not defined
    names          code name, without the ideographs and syllables that are named by rule
"""

import sys
import unicodedata
import zlib

RULES = ("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")


def properties(character):
    return (unicodedata.category(character), unicodedata.bidirectional(character) or "-", str(unicodedata.combining(character)),
            unicodedata.east_asian_width(character), str(unicodedata.mirrored(character)))


def main():
    runs, decompositions, numbers, names = [], [], [], []
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        own = properties(character)
        if runs and runs[-1][2] == own:
            runs[-1][1] = code
        else:
            runs.append([code, code, own])
        if decomposition := unicodedata.decomposition(character):
            decompositions.append(f"{code:x} {decomposition}")
        number = (unicodedata.decimal(character, "-"), unicodedata.digit(character, "-"), unicodedata.numeric(character, "-"))
        if number != ("-", "-", "-"):
            numbers.append(f"{code:x} {number[0]} {number[1]} {number[2]!r}")
        name = unicodedata.name(character, "")
        if name and not name.startswith(RULES):
            names.append(f"{code:x} {name}")
    parts = ["".join(f"{first:x} {last:x} {' '.join(own)}\n" for first, last, own in runs)]
    parts += ["".join(line + "\n" for line in lines) for lines in (decompositions, numbers, names)]
    text = "\n".join(parts) + "\n"
    data = zlib.compress(text.encode("ascii"), 9)
    lines = ["// Made by make_unicode_data.py.", '#include "python/unicode_data.h"', "", "namespace pbc::unicode {", "",
             f"const std::size_t kDataSize = {len(text)};", f"const std::size_t kPackedSize = {len(data)};",
             "const unsigned char kPackedData[] = {"]
    lines += ["    " + ", ".join(str(byte) for byte in data[at:at + 24]) + "," for at in range(0, len(data), 24)]
    lines += ["};", "", "}  // namespace pbc::unicode", ""]
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write("\n".join(lines))


main()
