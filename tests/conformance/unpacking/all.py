# SPDX-License-Identifier: Apache-2.0
a, b = 1, 2
(c, d), e = [3, 4], 5
[f, g] = 'xy'
first, *middle, last = range(6)
*head, tail = 'ab'
h, *empty = [1]
print(a, b, c, d, e, f, g, first, middle, last, head, tail, h, empty)
a, b = b, a
x = y = z = [0]
x.append(1)
print(a, b, y, z is x)
i = 0
values = [10, 20, 30]
i, values[i] = 2, 'changed'
print(i, values)
d = {}
d['k'], d['l'] = 1, [2]
(d['m'],) = [3]
print(d)
for (p, q), r in [((1, 2), 3), ([4, 5], 6)]:
    print(p, q, r)
for k, (v, w) in {'a': (1, 2)}.items():
    print(k, v, w)
cases = [lambda: (lambda t: [m for m, n in t])([[1, 2, 3]]), lambda: (lambda t: [m for m, n in t])([[1]]), lambda: (lambda t: [m for m, n in t])([5]), lambda: (lambda t: [m for m, n in t])(['abc']), lambda: (lambda t: [m for m, n, *o in t])([[1]]), lambda: (lambda t: [m for m, n in t])([None])]
for case in cases:
    try:
        print(case())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    a, b, c = {'x': 1, 'y': 2}
except ValueError as error:
    print(error)
success, message, rows = (True, '', [['cell']])
print(success, repr(message), rows)
