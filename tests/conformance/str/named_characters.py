# SPDX-License-Identifier: Apache-2.0
print('\N{BULLET}', '\N{bullet}', '\N{LATIN SMALL LETTER E WITH ACUTE}', '\N{GRINNING FACE}', '\N{CJK UNIFIED IDEOGRAPH-4E2D}', '\N{HANGUL SYLLABLE GAG}')
print(ascii('\N{LINE FEED}\N{NULL}\N{NBSP}\N{ZWJ}'), '\\N{BULLET}', r'\N{BULLET}', b'\N{BULLET}')
value = 3
print(f'\N{EN DASH}{value}\N{EM DASH}', f'{value:\N{BULLET}>4}', 'a' '\N{DEGREE SIGN}' 'b')
