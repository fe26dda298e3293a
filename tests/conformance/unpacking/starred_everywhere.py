# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

a, *b = [1, 2, 3]
*c, d = 'xyz'
e, (f, *g), *h = 1, (2, 3, 4), 5, 6
[i, *j] = range(2)
k = l, *m = (1, 2)
print(a, b, c, d, e, f, g, h, i, j, k, l, m, [*b, *c], (*b,), {*b, *b}, {**{'a': 1}, **{'b': 2}}, [*{'k': 1}, *'ab'])
for first, *rest in [(1, 2, 3), 'ab', [5]]:
    print(first, rest)
def two(value):
    x, y = value
    return x, y
def rest(value):
    x, y, *z = value
    return x, y, z
for value in [(1, 2), [1], (1, 2, 3), 'ab', {'p': 1, 'q': 2}, {1: 2}, 5, None, '']:
    attempt(two, value)
    attempt(rest, value)
x = y = [0]
x[0], y = 5, x
print(x, y)
x, y = y, x
z = 1, 2
print(z)
