# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for text in ['10', '0x1f', '0b11', '0o17', '-0X1F', ' 12 ', '1_000', '1__0', '_1', '1_', 'z', '', ' ', '0x', '٣٤', '１２', '012', '+5', '+ 5', '0_7', '1.0', '1e3', '\x0012']:
    for base in [10, 0, 2, 8, 16, 36]:
        print(ascii(text), base, end=' ')
        attempt(int, text, base)
attempt(int, '1', 1)
attempt(int, '1', 37)
attempt(int, 5, 10)
attempt(int, '1', 'x')
attempt(int, None)
attempt(int, [])
attempt(int, b'17')
attempt(int, float('nan'))
attempt(int, float('inf'))
