# SPDX-License-Identifier: Apache-2.0
x = 'global'
g = (x for x in [1, 2])
print(list(g), x)


def closure():
    factor = 2
    values = (n * factor for n in range(3))
    factor = 10
    return list(values)


print(closure())


def eager():
    print('evaluated')
    return [1, 2]


lazy = (y for y in eager())
print('made')
print(list(lazy))
try:
    broken = (y for y in 5)
except TypeError as error:
    print('at once:', error)
late = (y for x in [1] for y in 5)
try:
    next(late)
except TypeError as error:
    print('later:', error)
try:
    bad = (1 // z for z in [0])
    print('fine so far')
    next(bad)
except ZeroDivisionError as error:
    print(error)
items = [1, 2, 3]
g = (n for n in items if n in items)
items = [2]
print(list(g))
print([f() for f in (lambda: n for n in range(3))], [f() for f in [lambda: n for n in range(3)]])
print([f() for f in list((lambda: n) for n in range(3))])
print(list((a, b) for a in range(3) for b in range(a) if (a + b) % 2))
print(list((c for c in d) for d in ['ab'])[0].__next__())
print(sum(n for n in (m for m in (k for k in range(4)))))
print(list((last := n) for n in range(3)), last)


def walrus():
    total = 0
    partial = list(total := total + n for n in [1, 2, 3])
    return partial, total


print(walrus())


def parameters(items, *args, **kwargs):
    return list((i, args, sorted(kwargs)) for i in items if i in args or kwargs)


print(parameters([1, 2], 2), parameters([3], k=1))


def both():
    iterator = 'own'
    items = [1]
    return list((items, iterator, i) for i in items)


print(both())
g1 = (i for i in range(2))
g2 = (i for i in range(2))
print(next(g1), next(g2), next(g1), next(g2))
gens = [(i * k for i in range(2)) for k in range(3)]
print([list(one) for one in gens])


def same_site(k):
    return ((lambda: i + k) for i in range(3))


a, b = same_site(0), same_site(100)
fa, fb = next(a), next(b)
print(fa(), fb(), next(a)(), fa(), fb())
print(type((i for i in ())).__name__, list(i for i in ()), list((yield_ for yield_ in 'a')))
