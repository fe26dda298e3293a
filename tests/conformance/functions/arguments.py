# SPDX-License-Identifier: Apache-2.0
def f(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


print(f(1, c=3))
print(f(1, 9, 8, 7, c=3, e=5, d=6))
print(f(*[1, 2, 3], **{'c': 4, 'z': 5}))
print(f(c=1, a=2))


def g(x, /, y, *, z=0):
    return x, y, z


print(g(1, 2), g(1, y=2, z=3))


def only(**kwargs):
    return kwargs


print(only(), only(b=1, a=2), only(**{'x y': 1}))


def var(*args):
    return len(args), args


print(var(), var(*'abc', 1, *[2]))
