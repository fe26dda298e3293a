# SPDX-License-Identifier: Apache-2.0
print('\N{BULLET}', '\N{bullet}', '\N{LATIN SMALL LETTER E WITH ACUTE}', '\N{GRINNING FACE}', '\N{CJK UNIFIED IDEOGRAPH-4E2D}', '\N{HANGUL SYLLABLE GAG}')
print(ascii('\N{LINE FEED}\N{NULL}\N{NBSP}\N{ZWJ}'), '\\N{BULLET}', r'\N{BULLET}', b'\N{BULLET}')
print('a' '\N{DEGREE SIGN}' 'b')
