# SPDX-License-Identifier: Apache-2.0
a = [3, 1, 2]
print(a.append(4), a, a.extend([5, 6]), a, a.extend('xy'), a, a.insert(0, 'first'), a.insert(100, 'last'), a.insert(-1, 'before last'), a)
print(a.pop(), a.pop(0), a.pop(-2), a, a.remove('x'), a, a.index(4), a.index(5, 2), a.count(1), a.reverse(), a)
b = a.copy()
b.clear()
print(a, b, a is a.copy(), a == a.copy())
c = [1, [2]]
d = c[:]
d[1].append(3)
d[0] = 9
print(c, d)
print([1, 1.0, True, '1'].count(1), [1, 2, 1].index(1, 1), [None].index(None), [[], {}].count([]))
e = [1]
e.extend(e)
e += (2, 3)
e += 'ab'
e += {'k': 1}
print(e)
for bad in [7, -8]:
    try:
        e[bad]
    except IndexError as error:
        print(error)
try:
    e[100] = 1
except IndexError as error:
    print(error)
try:
    del e[100]
except IndexError as error:
    print(error)
try:
    e.remove('zzz')
except ValueError as error:
    print(error)
try:
    e.index('zzz')
except ValueError as error:
    print(error)
try:
    e.append()
except TypeError as error:
    print(error)
