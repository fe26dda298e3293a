# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

def f(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs
for function in [lambda: f(1, d=4), lambda: f(1, 2, 3, 4, 5, d=6, e=7, g=8), lambda: f(1, d=4, a=9, b=8), lambda: f(), lambda: f(1), lambda: f(d=1), lambda: f(1, c=2, d=3), lambda: f(1, 2, 3, c=4, d=5), lambda: f(*[1, 2], **{'d': 3}), lambda: f(1, d=1, **{'d': 2})]:
    attempt(function)
def g(x, y):
    return x, y
def h(*, k):
    return k
def p(a, b, /):
    return a, b
for function in [lambda: g(1), lambda: g(), lambda: g(1, 2, 3), lambda: g(1, x=2), lambda: g(1, z=2), lambda: g(**{'x': 1, 'y': 2}), lambda: h(), lambda: h(1), lambda: h(k=1, j=2), lambda: p(a=1, b=2), lambda: p(1), lambda: g(*5), lambda: g(**5), lambda: g(**{1: 2}), lambda: (lambda a, b=1: a)(), lambda: (lambda: 1)(2)]:
    attempt(function)
