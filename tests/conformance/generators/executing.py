# SPDX-License-Identifier: Apache-2.0
def selfish():
    try:
        yield next(me)
    except ValueError as error:
        yield str(error)


me = selfish()
print(next(me), me.gi_running)


def closes():
    try:
        other.close()
    except ValueError as error:
        yield error.args


other = closes()
print(next(other))


def looks():
    yield (third.gi_running, third.gi_suspended, third.gi_frame is not None, third.gi_yieldfrom)


third = looks()
print(third.gi_running, third.gi_suspended, third.gi_frame is None)
print(next(third), third.gi_running, third.gi_suspended)
print(list(third), third.gi_running, third.gi_suspended, third.gi_frame)
print(third.__name__, third.__qualname__, type(third).__name__, third.gi_code.co_name, looks.__name__)


def outer():
    def inner():
        yield 1
    return inner()


print(outer().__qualname__, outer().__name__, (x for x in ()).__name__, (x for x in ()).__qualname__)
print(repr(outer()).startswith('<generator object outer.<locals>.inner at 0x'), str(third).startswith('<generator object looks at 0x'))
print(iter(third) is third, hasattr(third, 'send'), hasattr(third, '__next__'), hasattr(iter([]), 'send'))
f = outer()
print(f.__next__(), f.__iter__() is f)
try:
    f.__next__()
except StopIteration:
    print('over')
print(f == f, f == outer(), bool(f), f in [f], len({f, f}))
for attempt in (lambda: len(f), lambda: f[0], lambda: f + 1, lambda: f.nothing, lambda: reversed(f)):
    try:
        attempt()
    except (TypeError, AttributeError) as error:
        print(error)
