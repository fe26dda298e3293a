# SPDX-License-Identifier: Apache-2.0
samples = ['', 'abc', 'ABC', 'Abc Def', 'aBC1', '123', '1.5', ' \t', 'é', 'ß', 'straße', 'ǆ', 'İ', 'ﬁ', 'Σας', '٣', '²', 'a_b', '_x1', 'they\'re here', 'x-y']
for s in samples:
    print(ascii(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
    print(s.isupper(), s.islower(), s.istitle(), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isidentifier(),
          s.isprintable(), s.isascii())
