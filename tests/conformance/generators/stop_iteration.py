# SPDX-License-Identifier: Apache-2.0
def raises():
    yield 1
    raise StopIteration('inside')


g = raises()
print(next(g))
try:
    next(g)
except RuntimeError as error:
    print(error, repr(error.__cause__), error.__context__ is error.__cause__, error.__suppress_context__)


def leaks():
    empty = iter([])
    yield next(empty)


try:
    list(leaks())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def handles():
    source = iter([1, 2])
    while True:
        try:
            yield next(source)
        except StopIteration:
            return 'done'


print(list(handles()))


def thrown():
    try:
        yield 1
    except StopIteration as stop:
        print('got', stop.value)
        yield 2


t = thrown()
next(t)
print(t.throw(StopIteration(9)))
u = thrown()
next(u)
u2 = (x for x in [1, 2])
next(u2)
try:
    u2.throw(StopIteration)
except RuntimeError as error:
    print(error)


def stop(value):
    raise StopIteration(value)


print(list(map(stop, [1, 2])), [x for x in map(stop, 'ab')], list(filter(stop, [1])))
m = map(stop, ['carried'])
try:
    next(m)
except StopIteration as error:
    print('map lets it through', error.value)
print(next(map(stop, [1]), 'default'))


def from_map():
    result = yield from map(stop, ['result'])
    yield result


print(list(from_map()))
