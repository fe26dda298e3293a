# SPDX-License-Identifier: Apache-2.0
def f(a, b, c=3):
    return a


def g(*, key):
    return key


def h():
    return 0


def p(x, /):
    return x


calls = [
    (f, (), {}), (f, (1,), {}), (f, (1, 2, 3, 4), {}), (f, (1,), {'a': 2, 'b': 3}), (f, (1, 2), {'z': 1}), (g, (), {}), (g, (1,), {}),
    (h, (1,), {}), (h, (), {'x': 1}), (p, (), {'x': 1}), (f, (), {'c': 1}), (f, (1, 2, 3, 4, 5), {}),
]
for function, args, kwargs in calls:
    try:
        print(function(*args, **kwargs))
    except TypeError as error:
        print(error)
