# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for base in [-7, -1, 0, 2, 10 ** 25]:
    for exponent in [-3, -1, 0, 1, 5, 100]:
        for modulus in [-6, 1, 7, 10 ** 9 + 7, 0]:
            attempt(pow, base, exponent, modulus)
attempt(pow, 2, 0.5, 3)
attempt(pow, 2, 3, None)
attempt(pow, 2, 'a')
attempt(pow, 2)
attempt(pow, base=2, exp=5, mod=7)
