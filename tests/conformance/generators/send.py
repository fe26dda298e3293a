# SPDX-License-Identifier: Apache-2.0
def average():
    total = 0
    count = 0
    result = None
    while True:
        value = yield result
        if value is None:
            return (count, total)
        total += value
        count += 1
        result = total / count


g = average()
print(next(g), g.send(10), g.send(20), g.send(3))
try:
    g.send(None)
except StopIteration as stop:
    print('returned', stop.value, stop.args)
for value in (1, None):
    try:
        print(g.send(value))
    except StopIteration as stop:
        print('ended', stop.value, stop.args)
fresh = average()
try:
    fresh.send(1)
except TypeError as error:
    print(error)
print(fresh.send(None), fresh.send(4))


def echo():
    received = []
    try:
        while len(received) < 3:
            received.append((yield len(received)))
    finally:
        print(received)


e = echo()
print(next(e))
print(e.send('a'))
print(e.send([1]))
try:
    e.send({})
except StopIteration as stop:
    print('stop', stop.value)
for call in (lambda: e.send(), lambda: e.send(1, 2), lambda: e.close(1), lambda: e.throw()):
    try:
        call()
    except TypeError as error:
        print(error)
