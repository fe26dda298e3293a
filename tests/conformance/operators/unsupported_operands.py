# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

values = [1, 1.5, 'a', b'b', [1], (1,), {'a': 1}, {1}, None, len]
for a in values:
    for b in values:
        for function in [lambda: a + b, lambda: a - b, lambda: a < b, lambda: a & b, lambda: a // b, lambda: a ** b, lambda: a @ b]:
            try:
                result = ascii(function())
            except TypeError as error:
                result = str(error)
            print(result)
for a in values[2:]:
    for function in [lambda: -a, lambda: +a, lambda: ~a]:
        attempt(function)
