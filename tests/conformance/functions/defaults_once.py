# SPDX-License-Identifier: Apache-2.0
log = []
def note(x):
    log.append(x)
    return x
def f(a=note(1), *, b=note(2), c=[]):
    c.append(a)
    return a, b, c
print(log, f(), f(5), f(b=0), log)
functions = [lambda x=i: x for i in range(3)]
late = [lambda: i for i in range(3)]
print([g() for g in functions], [g() for g in late], (lambda *a, k=note('k'), **o: (a, k, o))(1, z=2), log)
def outer(n):
    def inner(m=n * 2):
        return n, m
    n += 1
    return inner
print(outer(3)(), f.__defaults__ is not None)
