# SPDX-License-Identifier: Apache-2.0
print([x for x in range(5)], [x * y for x in range(3) for y in range(3)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in 'ab' for y in range(2) if y])
print([[y for y in range(x)] for x in range(4)], [x for row in [[1, 2], [3]] for x in row], [a + b for a, b in [(1, 2), (3, 4)]], [x if x else 'none' for x in [0, 1, '']])
x = 'outer'
print([x for x in range(2)], x)
rows = [['a', 1], [None, 2], ['b', 3]]
print([item[0] for item in rows], [item[0] for item in rows if item[0] is not None], [r[1] for r in rows if r[0] in ['a', 'b']], [None for _ in rows])
print([first for first, *rest in ['abc', 'de']], [*[1], *[i for i in range(2)]], [c.upper() for c in 'añ'], [len(w) for w in 'a bb ccc'.split()], [i for i, w in enumerate('ab')])
functions = [lambda n, i=i: n + i for i in range(3)]
print([f(10) for f in functions], [y for x in range(3) if (y := x * 2) > 1], y)
try:
    print([1 / n for n in [1, 0]])
except ZeroDivisionError as error:
    print(error)
try:
    print([z for z in undefined])
except NameError as error:
    print(error)
