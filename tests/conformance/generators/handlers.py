# SPDX-License-Identifier: Apache-2.0
def current():
    try:
        raise
    except Exception as error:
        return type(error).__name__


def in_handler():
    try:
        1 / 0
    except ZeroDivisionError as error:
        yield 'handling ' + str(error)
        yield current()
        try:
            raise
        except ZeroDivisionError:
            yield 'raised again'
    yield current()


g = in_handler()
print(next(g), current())
try:
    raise KeyError('outside')
except KeyError:
    print(next(g), current())
    print(next(g), current())
print(next(g), current())


def sees():
    yield current()
    yield current()
    try:
        raise ValueError('mine')
    except ValueError as error:
        yield repr(error.__context__)
    yield current()


s = sees()
print(next(s))
try:
    raise OSError('around')
except OSError:
    print(next(s))
    print(next(s))
print(next(s))


def contexts():
    try:
        raise ValueError('first')
    except ValueError:
        yield 1


c = contexts()
next(c)
try:
    c.throw(KeyError('thrown'))
except KeyError as error:
    print(repr(error), repr(error.__context__))


def nested(depth):
    try:
        raise LookupError(depth)
    except LookupError as error:
        if depth:
            yield from nested(depth - 1)
        yield (depth, error.args, repr(error.__context__))


print(list(nested(3)))


def two():
    try:
        raise ValueError('one')
    except ValueError:
        try:
            raise KeyError('two')
        except KeyError:
            yield current()
        yield current()
    yield current()


a, b = two(), two()
print(next(a), next(b), next(a), next(a), next(b), next(b))
