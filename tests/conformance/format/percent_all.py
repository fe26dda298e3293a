# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for value in [0, 5, -42, 255, 1.5, -0.0, 1e10, 10 ** 20, True]:
    print('%d %i %u %o %x %X %#o %#x %+d % d %05d %-5d| %5d %.3d %e %.2E %f %.0f %g %G %#g %s %r %c'[:-3] % ((int(value),) * 14 + (value,) * 9))
for text, value in [('%d', 'a'), ('%x', 1.5), ('%c', 'ab'), ('%c', -1), ('%q', 1), ('%', 1), ('%s %s', 1), ('%s', ()), ('a', 1), ('%(a)s', 1), ('%(a)s', {}), ('%(a', {'a': 1}), ('%*d', (3,)), ('%*d', ('a', 1)), ('%.*f', (2, 1.234)), ('%*d|', (-5, 7)), ('%d', None), ('%5%', ()), ('%c', 0x1f600), ('%s', {'a': 1}), ('%s', [1]), ('%s', (1, 2)), ('%ld', 5)]:
    attempt(lambda: text % value)
