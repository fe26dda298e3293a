# SPDX-License-Identifier: Apache-2.0
def v(x):
    print('v', x)
    return x


print(v(1) < v(2) < v(3), v(3) < v(2) < v(1), v(1) == v(1) == v(2), v(1) < v(5) > v(2) != v(0))
print([v(1), v(2)][v(0)], {v('k'): v('v')}, v(1) + v(2) * v(3), v(f'{v(4)}'), (v(1), *[v(2)]), v([1, 2])[v(1)])
d = {}
d[v('key')] = v('value first')
a, d[v('b')] = v(1), v(2)
print(d, a)


def f(*args, **kwargs):
    return args, kwargs


print(f(v(1), *[v(2)], k=v(3), **{v('z'): v(4)}))
print(1 < 2.5 <= True + 2, 'a' < 'b' > 'A', [1] < [2] <= [2], (1,) < (1, 2), {1} < {1, 2} <= {1, 2}, 3 > 2 > 1 > 0 > -1, 0.1 + 0.2 == 0.3, 1 == 1.0 == True)
