# SPDX-License-Identifier: Apache-2.0
def order():
    try:
        yield 'try'
        try:
            yield 'inner'
        finally:
            yield 'inner finally'
    finally:
        yield 'finally'


print(list(order()))
g = order()
print(next(g), next(g), next(g), next(g))
try:
    next(g)
except StopIteration:
    print('stop')


def loop():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            yield i
        finally:
            yield -i
    else:
        yield 'else'
    yield 'end'


print(list(loop()))


def returns_in_try():
    try:
        yield 1
        return 'try'
    finally:
        print('cleanup')


def wrap():
    print((yield from returns_in_try()))


print(list(wrap()))
