# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for given in [0, 3, -1, b'x', bytearray(b'y'), [1, 255], (0,), 'a', 1.5, None, [256], [-1], ['a'], range(3), {1: 2}, True]:
    attempt(bytes, given)
    attempt(bytearray, given)
attempt(bytes, 'é', 'latin-1')
attempt(bytes, 'é', 'ascii', 'replace')
attempt(bytes, b'a', 'ascii')
attempt(bytes, 'a', 5)
attempt(bytes, 10 ** 30)
attempt(bytes)
