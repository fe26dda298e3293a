# SPDX-License-Identifier: Apache-2.0
from contextlib import contextmanager


@contextmanager
def managed(name):
    print('enter', name)
    try:
        yield name.upper()
    finally:
        print('exit', name)


def uses():
    with managed('a') as a, managed('b') as b:
        yield a
        yield b
    yield 'outside'


print(list(uses()))
u = uses()
next(u)
u.close()
print('closed')
u = uses()
next(u)
try:
    u.throw(ValueError('inside'))
except ValueError as error:
    print(error)
