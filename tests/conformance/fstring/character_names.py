# SPDX-License-Identifier: Apache-2.0
name, BULLET = "x", "b"
print(ascii(f"\N{BULLET} {name} \N{EM DASH}"), ascii(f"\N{GREEK SMALL LETTER ALPHA}"), ascii(f"{name}\N{bullet}{name!r}"), f"\\N{BULLET}")
print(ascii("plain" f"\N{LATIN SMALL LETTER E WITH ACUTE}" "\N{DEGREE SIGN}"), ascii(f"\N{BULLET}}}{{"))
print(ascii(f"""{name:>3}\N{NULL}
\N{CJK UNIFIED IDEOGRAPH-4E00}"""), rf"\n{name}", ascii("\N{SNOWMAN}"), len(f"\N{GRINNING FACE}"))
