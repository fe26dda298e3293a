# SPDX-License-Identifier: Apache-2.0
def counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    def values(limit):
        nonlocal count
        while count < limit:
            yield count
            step()
        count = start
        yield 'reset'

    return step, values


step, values = counter(1)
g = values(6)
print(next(g), step(2), next(g), list(g), step())


def make():
    made = []
    for i in range(3):
        def gen(n=i):
            yield n
            yield i
        made.append(gen)
    return made


print([list(g()) for g in make()])
lam = lambda: (yield 1)
print(list(lam()), [list((lambda a, *b: (yield (a, b)))(1, 2, 3))])


def defaults(a, b=[], *args, key=None, **kwargs):
    yield a
    b.append(a)
    yield list(b)
    yield args
    yield key
    yield kwargs


print(list(defaults(1)), list(defaults(2, key='k', x=3)), list(defaults(3, [], 4, 5)))
for bad in (lambda: defaults(), lambda: counter(1)[1](), lambda: defaults(1, b=2, **{'b': 3})):
    try:
        bad()
    except TypeError as error:
        print(error)


def decorated(function):
    def wrapper(*args):
        yield 'before'
        yield from function(*args)
        yield 'after'
    return wrapper


@decorated
def plain(n):
    yield n


print(list(plain(5)))


def shadow():
    try:
        print(later)
    except UnboundLocalError as error:
        yield str(error)
    later = 1
    yield later


print(list(shadow()))


def recursive(n):
    def inner(k):
        if k:
            yield k
            yield from inner(k - 1)
    yield from inner(n)


print(list(recursive(4)))
state = {'n': 0}


def uses_global():
    global total
    total = 0
    for i in range(3):
        total += i
        yield total


print(list(uses_global()), total)


def deletes():
    value = [1]
    yield value
    del value
    try:
        yield value
    except UnboundLocalError as error:
        yield error.args


print(list(deletes()))
