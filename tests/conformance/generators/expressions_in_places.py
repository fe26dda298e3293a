# SPDX-License-Identifier: Apache-2.0
def values():
    a = (yield 1) + (yield 2)
    print('a', a)
    b = [(yield 3), (yield 4)]
    print('b', b)
    c = {(yield 'k'): (yield 'v')}
    print('c', c)
    print('call', (yield 5), end=f'{(yield 6)}\n')
    x, y = yield 7
    print(x, y)
    z = yield
    print('z', z)
    w = yield 8, 9
    print('w', w)
    if (yield 10):
        print('true')
    while (yield 11):
        print('again')
    target = [0, 0]
    target[(yield 12)] = yield 13
    print(target)
    target[0] += yield 14
    print(target)
    print((yield 15) and (yield 16) or (yield 17))
    print('yes' if (yield 18) else 'no')
    assert (yield 19), 'message'
    return (yield 20)


g = values()
print('first', next(g))
sent = [1, 2, 'p', 'q', 'key', 'value', 'arg', 'end', (3, 4), 'zed', 'w', True, True, False, 5, 1, 10, 1, 0, 'or', '', True, 'result']
for value in sent:
    try:
        print('got', g.send(value))
    except StopIteration as stop:
        print('stop', stop.value)
    except IndexError as error:
        print('index', error)
        break


def not_taken():
    if False:
        yield
    return 'still a generator'


print(list(not_taken()), type(not_taken()).__name__)


def only_return():
    return
    yield 1


print(list(only_return()))


def starred():
    yield *[1, 2], 3
    yield (yield)


s = starred()
print(next(s), next(s), s.send('x'))
def subscripts(d):
    d[(yield)][(yield)] = (yield)
data = {'a': [0]}
s = subscripts(data)
next(s)
s.send('v')
s.send('a')
try:
    s.send(0)
except StopIteration:
    print(data)
