# SPDX-License-Identifier: Apache-2.0
t = (1, 'a', None)
print(t, t[0], t[-1], t[1:], t[::-1], len(t), 'a' in t, t + (2,), t * 2, t.index('a'), t.count(None), t == (1, 'a', None), t < (1, 'b'))
print((), (1,), ((),), tuple(), tuple('ab'), tuple([1, 2]), tuple({'k': 1}), (1, 2) < (1, 2, 0), (1, 2) == [1, 2])
a, b = 1, 2
a, b = b, a
print(a, b, (a, b), hash((1, 2)) == hash((1, 2)), {(1, 2): 'x'}[1, 2])
single = 5,
print(single, sorted([(2, 'b'), (1, 'z'), (1, 'a')]), max((1, 5), (2, 0)))
nested = (1, [2, 3])
nested[1].append(4)
print(nested)
for bad in [lambda: t[3], lambda: (1,) + [2], lambda: t.index('zz'), lambda: (1, 'a') < (1, 2), lambda: tuple(5), lambda: t['x'], lambda: t.append(1), lambda: hash(nested)]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
try:
    t[0] = 5
except TypeError as error:
    print(error)
try:
    del t[0]
except TypeError as error:
    print(error)
try:
    nested[1] += [5]
except TypeError as error:
    print(error, nested)
t += ('end',)
print(t)
