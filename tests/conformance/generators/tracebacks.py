# SPDX-License-Identifier: Apache-2.0
import traceback


def fails(n):
    yield n
    return 1 // n


def relays(n):
    yield from fails(n)


def show(call):
    try:
        call()
    except Exception:
        for line in traceback.format_exc().splitlines():
            if line.strip(' ~^'):
                print(line.split(',', 1)[-1] if line.startswith('  File ') else line)


show(lambda: list(fails(0)))
show(lambda: list(relays(0)))
show(lambda: sum(1 // x for x in [1, 0]))


def waits():
    yield 1
    yield 2


def throws():
    g = waits()
    next(g)
    g.throw(ValueError('thrown'))


show(throws)
show(lambda: waits().throw(KeyError('early')))


def chained():
    try:
        yield 1
    except ValueError as error:
        raise RuntimeError('wrapped') from error


def breaks():
    g = chained()
    next(g)
    g.throw(ValueError('cause'))


show(breaks)


def stops():
    yield 1
    next(iter([]))


show(lambda: list(stops()))
for value in relays(0):
    print(value)
