# SPDX-License-Identifier: Apache-2.0
def returning(value):
    yield 1
    return value


for value in (None, 0, 'text', [1], (1, 2), ValueError('as a value')):
    g = returning(value)
    next(g)
    try:
        next(g)
    except StopIteration as stop:
        print(repr(stop.value), repr(stop), stop.args == ((value,) if value is not None else ()))
print(next(returning(5), 'unused'), list(returning(6)), sum(returning(7)))
g = returning(8)
next(g)
print(next(g, 'default'), next(g, 'again'))


def bare():
    yield
    return


print(list(bare()), [x for x in returning('v')], dict(a=1, **{str(k): k for k in returning(3)}))


def nested():
    def helper():
        return 'plain'
    yield helper()
    return helper


g = nested()
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value())


def early(n):
    for i in range(10):
        if i == n:
            return f'left at {i}'
        yield i


def report(n):
    text = yield from early(n)
    yield text


print([list(report(n)) for n in range(4)])
