# SPDX-License-Identifier: Apache-2.0
def resource(name):
    print('open', name)
    try:
        n = 0
        while True:
            yield n
            n += 1
    finally:
        print('close', name)


def first_of(name):
    for value in resource(name):
        return value


print(first_of('returned'))
for value in resource('broken'):
    if value == 2:
        break
print('after the loop')
g = resource('rebound')
next(g)
g = None
print('rebound')
h = resource('deleted')
next(h)
del h
print('deleted')
items = [resource('in a list')]
next(items[0])
items.clear()
print('cleared')
value = next(resource('temporary'))
print(value)
value = max(zip(resource('zipped'), 'abc'))
print(value)
try:
    for value in resource('raised'):
        raise KeyError(value)
except KeyError as error:
    print('caught', error)


def holds():
    inner = resource('inner')
    next(inner)
    yield next(inner)
    print('not reached')


k = holds()
print(next(k))
del k
print('end')
last = resource('at the end of the run')
next(last)
