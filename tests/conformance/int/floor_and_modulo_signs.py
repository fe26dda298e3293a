# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for a in [7, -7, 0, 10 ** 20, -10 ** 20 - 1]:
    for b in [3, -3, 10 ** 19, -1]:
        print(a // b, a % b, divmod(a, b), a / b)
for function in [lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: 10 ** 400 / 3, lambda: 1 // 'a', lambda: divmod(1, 'a')]:
    attempt(function)
