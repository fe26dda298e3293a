# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print(1, 'a', None, sep='-', end='!\n')
print()
print(sep='x')
print('a', 'b', sep='')
print(*[1, 2], sep=', ')
print('a', end='')
print('b', sep=None, end=None, flush=True)
attempt(print, 1, sep=5)
attempt(print, 1, end=5)
attempt(print, 1, nothing=5)
print(print('x'))
