# SPDX-License-Identifier: Apache-2.0
def f(x, X, _x, x_, __x, _X, x__, _):
    Xx, xX, __, ___ = x, X, _x, x_
    return [x, X, _x, x_, __x, _X, x__, _, Xx, xX, __, ___]


print(f(*range(8)))
print((lambda _, __: (_, __))(1, 2), [_ for _ in 'ab'], {__: _ for _, __ in [(1, 2)]})
