# SPDX-License-Identifier: Apache-2.0
import contextlib


def guarded(n):
    for i in range(n):
        try:
            yield i
        except ValueError as e:
            print('caught', e)
        finally:
            print('fin', i)
x = guarded(3)
print(next(x))
print(x.throw(ValueError('v')))
x.close()


@contextlib.contextmanager


def cm():
    print('enter')
    try:
        yield 5
    except KeyError as e:
        print('cm', e)
    else:
        print('else')
    finally:
        print('exit')
with cm() as v:
    print(v)
with cm():
    raise KeyError(1)
try:
    with cm():
        raise OSError(1)
except OSError as e:
    print('os', e, repr(e.__context__))


def nested_with():
    with cm() as v:
        yield v
        with cm():
            for i in range(3):
                if i == 2:
                    return 'ret'
                yield i
print(list(nested_with()))
y = nested_with()
next(y)
next(y)
del y


def caught_behind():
    try:
        d = {}
        yield 1
        d['x']
    except KeyError as e:
        r = repr(e)
    yield r
print(list(caught_behind()))


def accumulate():
    while True:
        try:
            v = (yield)
            print('got', int(v))
        except ValueError as e:
            print('bad', e)
        except GeneratorExit:
            print('bye')
            raise
z = accumulate()
next(z)
z.send('1')
z.send('q')
z.close()


def two_tries():
    try:
        yield 1
    except ValueError:
        pass
    try:
        yield 2
    finally:
        print('f5')
w = two_tries()
next(w)
print(w.throw(ValueError))
try:
    w.throw(KeyError('zz'))
except KeyError as e:
    print(repr(e), repr(e.__context__))
try:
    try:
        raise OSError('outer')
    except OSError:
        w = two_tries()
        next(w)
        w.throw(KeyError('kk'))
except KeyError as e:
    print(repr(e), repr(e.__context__))
try:
    try:
        raise OSError('outer')
    except OSError:
        w = (i for i in [1])
        next(w)
        w.throw(KeyError('kk'))
except KeyError as e:
    print(repr(e), repr(e.__context__))


def ignores_exit():
    try:
        yield 1
    except GeneratorExit:
        pass
    yield 2
q = ignores_exit()
next(q)
try:
    q.close()
except RuntimeError as e:
    print(e)


def delegating():
    try:
        yield from guarded(2)
    except KeyError as e:
        print('delegating', e)
        yield 99
    finally:
        print('delegating fin')
q = delegating()
print(next(q), q.throw(KeyError(3)))
print(list(q))
q = delegating()
next(q)
q.close()
q = delegating()
next(q)
del q


def leaving():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            yield i
        finally:
            print('f8', i)
    else:
        print('no')
    yield 'end'
print(list(leaving()))


def failing(n):
    try:
        try:
            yield (n / 0 if n else 1)
        finally:
            print('in')
    except ZeroDivisionError as e:
        print('zde', e)
    else:
        yield 'else'
print(list(failing(0)), list(failing(1)))
import sys


def h():
    try:
        yield sys.exc_info()[0]
    finally:
        print(sys.exc_info()[0])
try:
    raise KeyError
except KeyError:
    print(next(h()))
