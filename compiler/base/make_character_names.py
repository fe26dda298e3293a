# SPDX-License-Identifier: Apache-2.0
"""Writes the table behind character_names.h from the Unicode data of the Python that builds.

    make_character_names.py OUT.cpp
"""

import sys
import unicodedata

IDEOGRAPH = "CJK UNIFIED IDEOGRAPH-"
# Aliases (NameAliases.txt) of what has no name of its own, and abbreviations; what Python does not know is left out.
ALIASES = """NULL|START OF HEADING|START OF TEXT|END OF TEXT|END OF TRANSMISSION|ENQUIRY|ACKNOWLEDGE|ALERT|BACKSPACE|CHARACTER TABULATION
HORIZONTAL TABULATION|LINE FEED|NEW LINE|END OF LINE|LINE TABULATION|VERTICAL TABULATION|FORM FEED|CARRIAGE RETURN|SHIFT OUT
LOCKING-SHIFT ONE|SHIFT IN|LOCKING-SHIFT ZERO|DATA LINK ESCAPE|DEVICE CONTROL ONE|DEVICE CONTROL TWO|DEVICE CONTROL THREE
DEVICE CONTROL FOUR|NEGATIVE ACKNOWLEDGE|SYNCHRONOUS IDLE|END OF TRANSMISSION BLOCK|CANCEL|END OF MEDIUM|SUBSTITUTE|ESCAPE
INFORMATION SEPARATOR FOUR|FILE SEPARATOR|INFORMATION SEPARATOR THREE|GROUP SEPARATOR|INFORMATION SEPARATOR TWO|RECORD SEPARATOR
INFORMATION SEPARATOR ONE|UNIT SEPARATOR|DELETE|PADDING CHARACTER|HIGH OCTET PRESET|BREAK PERMITTED HERE|NO BREAK HERE|INDEX|NEXT LINE
START OF SELECTED AREA|END OF SELECTED AREA|CHARACTER TABULATION SET|HORIZONTAL TABULATION SET|CHARACTER TABULATION WITH JUSTIFICATION
HORIZONTAL TABULATION WITH JUSTIFICATION|LINE TABULATION SET|VERTICAL TABULATION SET|PARTIAL LINE FORWARD|PARTIAL LINE DOWN
PARTIAL LINE BACKWARD|PARTIAL LINE UP|REVERSE LINE FEED|REVERSE INDEX|SINGLE SHIFT TWO|SINGLE-SHIFT-2|SINGLE SHIFT THREE|SINGLE-SHIFT-3
DEVICE CONTROL STRING|PRIVATE USE ONE|PRIVATE USE-1|PRIVATE USE TWO|PRIVATE USE-2|SET TRANSMIT STATE|CANCEL CHARACTER|MESSAGE WAITING
START OF GUARDED AREA|START OF PROTECTED AREA|END OF GUARDED AREA|END OF PROTECTED AREA|START OF STRING
SINGLE GRAPHIC CHARACTER INTRODUCER|SINGLE CHARACTER INTRODUCER|CONTROL SEQUENCE INTRODUCER|STRING TERMINATOR
OPERATING SYSTEM COMMAND|PRIVACY MESSAGE|APPLICATION PROGRAM COMMAND|BYTE ORDER MARK|NUL|SOH|STX|ETX|EOT|ENQ|ACK|BEL|BS|HT|TAB|LF|NL
EOL|VT|FF|CR|SO|SI|DLE|DC1|DC2|DC3|DC4|NAK|SYN|ETB|CAN|EOM|EM|SUB|ESC|FS|GS|RS|US|SP|DEL|PAD|HOP|BPH|NBH|IND|NEL|SSA|ESA|HTS|HTJ|VTS
PLD|PLU|RI|SS2|SS3|DCS|PU1|PU2|STS|CCH|MW|SPA|EPA|SOS|SGC|SCI|CSI|ST|OSC|PM|APC|NBSP|SHY|CGJ|ZWSP|ZWNJ|ZWJ|LRM|RLM|LRE|RLE|PDF|LRO|RLO
NNBSP|MMSP|WJ|LRI|RLI|FSI|PDI|BOM|ZWNBSP|ALM|MVS|NARROW NO-BREAK SPACE"""


def names():
    found, ideographs = {}, []
    for code in range(sys.maxunicode + 1):
        name = unicodedata.name(chr(code), "")
        if name.startswith(IDEOGRAPH):
            if ideographs and ideographs[-1][1] == code - 1:
                ideographs[-1][1] = code
            else:
                ideographs.append([code, code])
        elif name:
            found[name] = code
    selectors = [f"VS{number}" for number in range(1, 257)]
    for alias in ALIASES.replace("\n", "|").split("|") + selectors:
        try:
            character = unicodedata.lookup(alias)
        except KeyError:
            continue
        found.setdefault(alias, ord(character))
    return found, ideographs


def main():
    found, ideographs = names()
    lines = ["// Made by make_character_names.py.", '#include "compiler/base/character_names.h"', "", "namespace pbc {", ""]
    lines.append("const CharacterName kCharacterNames[] = {")
    lines += [f'    {{"{name}", 0x{code:x}}},' for name, code in sorted(found.items())]
    lines += ["};", f"const std::size_t kCharacterNameCount = {len(found)};", "", "const CharacterRange kIdeographs[] = {"]
    lines += [f"    {{0x{first:x}, 0x{last:x}}}," for first, last in ideographs]
    lines += ["};", f"const std::size_t kIdeographCount = {len(ideographs)};", "", "}  // namespace pbc", ""]
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write("\n".join(lines))


main()
