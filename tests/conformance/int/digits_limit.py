# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print(len(str(10 ** 4299)), len('%d' % 10 ** 4299))
attempt(lambda: len(str(10 ** 4300)))
attempt(lambda: len(repr(-10 ** 4300)))
attempt(lambda: int('1' * 4301) % 97)
print(int('1' * 4300) % 97, len(hex(10 ** 5000)), int('f' * 5000, 16) % 97)
