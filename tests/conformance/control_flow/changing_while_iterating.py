# SPDX-License-Identifier: Apache-2.0
items = [1, 2, 3, 4]
for item in items:
    if item == 2:
        items.remove(item)
print(items)
grow = [1]
for item in grow:
    if len(grow) < 5:
        grow.append(item + 1)
print(grow)
d = {'a': 1, 'b': 2, 'c': 3}
for key in list(d.keys()):
    if d[key] == 2:
        del d[key]
print(d)
for key, value in d.copy().items():
    d[key + key] = value
print(d)
try:
    for key in d:
        d[key + '!'] = 1
except RuntimeError as error:
    print(type(error).__name__, error)
s = {1, 2}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)
