# SPDX-License-Identifier: Apache-2.0
def resilient():
    while True:
        try:
            yield 'ready'
        except ValueError as error:
            print('caught', error)
            yield 'handled'
        except (KeyError, IndexError) as error:
            print('lookup', type(error).__name__, error.args)


g = resilient()
print(next(g))
print(g.throw(ValueError('one')))
print(next(g))
print(g.throw(ValueError, 'two'))
print(next(g))
print(g.throw(KeyError, ('k', 1)))
print(g.throw(IndexError, IndexError('same')))
try:
    g.throw(OSError('out'))
except OSError as error:
    print('left', error)
print(list(g))
try:
    g.throw(OSError('again'))
except OSError as error:
    print('finished', error)


def plain():
    yield 1


p = plain()
try:
    p.throw(ZeroDivisionError)
except ZeroDivisionError as error:
    print('before the start', repr(error))
print(list(p))
for bad in (lambda: plain().throw(1), lambda: plain().throw('text'), lambda: plain().throw(ValueError('x'), 'value'),
            lambda: plain().throw(int), lambda: plain().throw(ValueError, 'v', 3)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)


def swallow():
    try:
        yield 1
    except Exception:
        pass


s = swallow()
next(s)
try:
    s.throw(ValueError)
except StopIteration as stop:
    print('swallowed', stop.value)


def replaces():
    try:
        yield 1
    except ValueError as error:
        raise KeyError('new') from error


r = replaces()
next(r)
try:
    r.throw(ValueError('old'))
except KeyError as error:
    print(repr(error), repr(error.__cause__), repr(error.__context__))
