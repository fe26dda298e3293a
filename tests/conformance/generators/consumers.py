# SPDX-License-Identifier: Apache-2.0
def noted(values, name='s'):
    for value in values:
        print(name, value, end='; ')
        yield value


print(any(noted([0, 1, 2])), all(noted([1, 0, 2])))
print(sum(noted([1, 2])), max(noted([1, 3, 2])), min(noted([4, 3])), sorted(noted([2, 1])))
print(list(noted('ab')), tuple(noted('cd')), len(set(noted([1, 1]))), dict(noted([('k', 1)])))
print(list(zip(noted([1, 2, 3], 'x'), noted('ab', 'y'))))
print(list(zip(noted('ab', 'y'), noted([1, 2, 3], 'x'))))
print(list(map(lambda a, b: a + b, noted([1, 2], 'x'), noted([3], 'y'))))
print(list(enumerate(noted('ab'), 5)), ','.join(noted('xyz')))
a, b = noted([1, 2])
print(a, b)
first, *rest = noted([1, 2, 3])
print(first, rest)
try:
    a, b = noted([1, 2, 3, 4])
except ValueError as error:
    print(error)
try:
    a, b, c = noted([1, 2])
except ValueError as error:
    print(error)


def show(*args, **kwargs):
    print(args, kwargs)


show(*noted([1, 2]), **dict(noted([('k', 'v')])))
print([*noted([1]), *noted([2])], {*noted([3])}, (*noted([4]),))
print(2 in noted([1, 2, 3]), 5 not in noted([1]))
print(next(noted([7])), next(noted([]), 'none'))
items = [0]
items.extend(noted([1]))
items += noted([2])
items[1:2] = noted([8, 9])
print(items)
print(bytes(noted([65, 66])), bytearray(noted([67])), frozenset(noted([1])))
print({}.fromkeys(noted('ab'), 0), str.join('-', noted('pq')), list(reversed(list(noted([1, 2])))))
counts = {}
counts.update(noted([('a', 1), ('b', 2)]))
print(counts, set().union(noted([1]), noted([2])), [1, 2].count(next(noted([1]))))
values = iter([3, 2, 1, 0, 5])
print(list(iter(lambda: next(values), 0)), list(values))
print(list(filter(None, noted([0, 1]))), max(noted([]), default='empty'), sum(noted([[1], [2]]), []))
source = noted([1, 2, 3, 4])
for x in source:
    print(x)
    for y in source:
        print('inner', y)
        break
