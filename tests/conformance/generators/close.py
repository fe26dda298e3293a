# SPDX-License-Identifier: Apache-2.0
def noisy(name):
    try:
        print(name, 'begins')
        yield 1
        yield 2
    except GeneratorExit:
        print(name, 'exits')
        raise
    finally:
        print(name, 'ends')


g = noisy('a')
next(g)
print(g.close(), g.close(), list(g))
unstarted = noisy('b')
print(unstarted.close(), list(unstarted))
finished = noisy('c')
print(list(finished), finished.close())


def returns():
    try:
        yield 1
    except GeneratorExit:
        return 'value'


r = returns()
next(r)
print(r.close())


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print('no')
            break
    yield 2
    print('after')


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
print(list(s))


def fails():
    try:
        yield 1
    finally:
        raise ValueError('while closing')


f = fails()
next(f)
try:
    f.close()
except ValueError as error:
    print(error, type(error.__context__).__name__)
print(list(f))
