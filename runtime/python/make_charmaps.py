# SPDX-License-Identifier: Apache-2.0
"""Writes the tables behind charmaps.h, the encodings with a character for each byte, from the Python that builds.

    make_charmaps.py OUT.cpp
"""

import sys
from encodings.aliases import aliases

NAMES = """cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp874
    cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7
    iso8859_8 iso8859_9 iso8859_10 iso8859_11 iso8859_13 iso8859_14 iso8859_15 iso8859_16 koi8_r koi8_t koi8_u mac_cyrillic
    mac_greek mac_iceland mac_latin2 mac_roman mac_turkish""".split()


def main():
    lines = ["// Made by make_charmaps.py.", '#include "python/charmaps.h"', "", "namespace pbc::text {", "",
             "const Charmap kCharmaps[] = {"]
    alias_lines = []
    for index, name in enumerate(NAMES):
        assert bytes(range(128)).decode(name, "replace") == bytes(range(128)).decode("ascii") or name == "cp864", name
        text = "".join(bytes([byte]).decode(name, "replace") for byte in range(256))
        lines.append("    {" + ", ".join("0" if c == "\ufffd" else hex(ord(c)) for c in text) + "},")
        for alias in sorted({name} | {alias for alias, of in aliases.items() if of == name}):
            alias_lines.append(f'    {{"{alias.replace("_", "-")}", {index}}},')
    lines += ["};", "", "const CharmapName kCharmapNames[] = {", *alias_lines, "};",
              f"const std::size_t kCharmapNameCount = {len(alias_lines)};", "", "}  // namespace pbc::text", ""]
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write("\n".join(lines))


main()
