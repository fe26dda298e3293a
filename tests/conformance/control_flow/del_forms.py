# SPDX-License-Identifier: Apache-2.0
a, b, c = 1, 2, 3
del a, (b, c)
items = [1, 2, 3, 4, 5]
del items[0], items[-1:]
data = {'x': {'y': 1, 'z': 2}}
del data['x']['y']
print(items, data)
for function in [lambda: a, lambda: items.__class__.nothing]:
    try:
        function()
    except (NameError, AttributeError) as error:
        print(type(error).__name__, error)
def local():
    x = 1
    del x
    return x
try:
    local()
except UnboundLocalError as error:
    print(error)
for wrong in [lambda d: d.pop('q'), lambda d: d.__class__]:
    try:
        wrong(data)
    except KeyError as error:
        print(repr(error))
try:
    del data['q']
except KeyError as error:
    print(repr(error))
try:
    del items[9]
except IndexError as error:
    print(error)
try:
    del (5).x
except AttributeError as error:
    print(error)
