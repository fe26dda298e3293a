# SPDX-License-Identifier: Apache-2.0
def inner(name, count):
    for i in range(count):
        got = yield f'{name}{i}'
        if got is not None:
            print(name, 'got', got)
    return name.upper()


def outer():
    first = yield from inner('a', 2)
    second = yield from inner('b', 1)
    third = yield from [10, 20]
    return (first, second, third)


g = outer()
print(next(g), g.send('x'), next(g), g.gi_yieldfrom is not None)
print(next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)


def catching():
    try:
        result = yield from failing()
    except ValueError as error:
        result = 'outer caught ' + str(error)
    yield result


def failing():
    try:
        yield 1
    except KeyError as error:
        yield 'inner caught ' + str(error)
    raise ValueError('from inside')


c = catching()
print(next(c), c.throw(KeyError('k')), next(c), list(c))


def closing(name, delegate):
    try:
        yield from delegate
    except GeneratorExit:
        print(name, 'exit')
        raise
    finally:
        print(name, 'finally')


d = closing('outside', closing('inside', iter([1, 2, 3])))
print(next(d))
d.close()
d = closing('outside', closing('inside', iter([1, 2, 3])))
print(next(d))
try:
    d.throw(ValueError('thrown'))
except ValueError as error:
    print('left', error)
d = closing('list', [1, 2])
next(d)
try:
    d.send('text')
except AttributeError as error:
    print(error)


def bad():
    yield from 5


try:
    next(bad())
except TypeError as error:
    print(error)


def flatten(value):
    if isinstance(value, (list, tuple)):
        for element in value:
            yield from flatten(element)
    else:
        yield value


print(list(flatten([1, [2, (3, [4, [5]], 6)], [], [[7]]])))


def walk(tree):
    if tree:
        left, value, right = tree
        yield from walk(left)
        yield value
        yield from walk(right)


print(list(walk((((None, 1, None), 2, None), 3, (None, 4, (None, 5, None))))))


def empty():
    return 'nothing'
    yield


def asks():
    print((yield from empty()), (yield from ()), (yield from {'k': 1}))


print(list(asks()))
