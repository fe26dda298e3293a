# SPDX-License-Identifier: Apache-2.0
def count(n):
    print('start')
    i = 0
    while i < n:
        got = yield i
        if got:
            print('got', got)
            i += got
        i += 1
    print('end')
    return 'result'


print(list(count(3)))
g = count(10)
print(next(g), next(g), g.send(3), next(g))
g.close()
print(list(g))


def delegate():
    value = yield from count(2)
    print('value', value)
    yield from 'ab'


print(list(delegate()), sum(x for x in count(3)), [a for a, b in zip(count(100), 'ab')])


def closing():
    try:
        yield 1
        yield 2
    finally:
        print('cleanup')


for x in closing():
    break
c = closing()
print(next(c))
try:
    c.throw(ValueError('thrown in'))
except ValueError as error:
    print(error)
try:
    next(iter(count(0)))
except StopIteration as error:
    print('stop', error.value)


def grouper(items, size):
    for place in range(0, len(items), size):
        yield items[place:place + size]


print(list(grouper([1, 2, 3, 4, 5], 2)), list(grouper([], 2)))
