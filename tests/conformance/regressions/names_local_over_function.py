# SPDX-License-Identifier: Apache-2.0
def f(x):
    return 'module', x


def h():
    f = 3

    def inner():
        global f
        return f(7)
    return inner(), f


def k(f):
    return [f(x) for x in 'ab']


print(h(), k(str.upper))
