# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for number in [0, 5, -42, 1234567, 2 ** 70]:
    for spec in ['', 'd', 'b', 'o', 'x', 'X', 'n', ',', '_', '_x', '#x', '#b', '#o', '#X', '+', ' ', '010', '<10', '^10', '>10', '=+10', '*^12,', '020,', '#020_x', 'e', '.2f', 'g', '%']:
        print(spec, format(number, spec), end=';')
    print()
for spec in ['c', '5c', '<5c']:
    attempt(format, 0x1f600, spec)
for number, spec in [(5, '.2'), (5, 's'), (5, 'q'), (-1, 'c'), (0x110000, 'c'), (5, '+c'), (5, '#c'), (5, ',x'), (5, ',b'), (5, '_c'), (5, 'z'), (5, '5.'), (5, '10dd'), (True, 'd'), (True, ''), (True, '>6'), (5, ',_'), (5, '0<5,')]:
    attempt(format, number, spec)
