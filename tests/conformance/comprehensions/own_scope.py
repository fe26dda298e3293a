# SPDX-License-Identifier: Apache-2.0
x = 'outer'
print([x for x in range(3)], x, {x: y for x in 'ab' for y in [1, 2] if y}, x, {x % 2 for x in range(4)}, x)
print([[i * j for j in range(i)] for i in range(4)], [(a, b) for a in range(3) for b in range(a)], [f() for f in [lambda: k for k in range(3)]])
def g(n):
    return [n + i for i in range(n) if i != n - 1 if i]
print(g(4), [a for a, *b in [(1, 2), (3, 4)]], [i for i in range(5) if i if i > 2], {k: v for k, v in {'a': 1}.items()}, [x for x in x])
