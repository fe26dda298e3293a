# SPDX-License-Identifier: Apache-2.0
d = {1: 'int', '1': 'str', None: 'none', (1, 2): 'tuple', 1.5: 'float'}
print(d[1], d['1'], d[None], d[1, 2], d[1.5], d[1.0], d[True])
d[True] = 'bool replaces the value'
print(d)
d[0] = 'zero'
d[False] = 'false'
d[-0.0] = 'minus zero'
print(d[0], len(d))
print({1: 'a', True: 'b', 1.0: 'c'}, {0: 1, '': 2, None: 3, (): 4})
for bad in [[], {}, set(), [1, 2], ([],)]:
    try:
        d[bad] = 1
    except TypeError as error:
        print(error)
    try:
        print(bad in d)
    except TypeError as error:
        print(error)
    try:
        d.get(bad)
    except TypeError as error:
        print(error)
for missing in ['x', 2, None.__class__, (3,), '', "it's"]:
    try:
        d[missing]
    except KeyError as error:
        print('KeyError', error)
