# SPDX-License-Identifier: Apache-2.0
print(list(range(5)), list(range(2, 5)), list(range(10, 0, -3)), list(range(0)), range(3), range(1, 10, 2), len(range(0, 10, 3)), 4 in range(0, 10, 2), range(5)[2], range(5)[1:3], range(3) == range(0, 3, 1), list(reversed(range(3))), range(10).index(4))
print(list(enumerate('ab')), list(enumerate(['x'], 5)), list(zip([1, 2], 'ab', (None, True, 'ignored'))), list(zip()), list(zip('ab')), dict(zip('ab', range(2))), list(zip([1], [], [2])))
print(list(map(str, [1, None])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(None, [0, 'a', None, []])), list(reversed([1, 2])), list(map(int, '123')))
print(sum(range(5)), sum([0.1] * 3), sum([], 5), min(3, 1), max([1, 3, 2]), min('b', 'a'), max({'a': 1, 'b': 0}), max([1, 2], key=lambda x: -x), min([], default=None), max(['aa', 'b'], key=len), any(x > 2 for x in [1, 3]), all(x for x in []))
it = iter([1, 2])
print(next(it), next(it), next(it, 'end'), next(iter([]), None))
print(sorted(zip([2, 1], 'ab')), list(zip(*[('a', 1), ('b', 2)])), len(list(zip(range(3), range(5)))), [*map(abs, [-1, 2])], sum(map(len, ['a', 'bb'])))
e = enumerate('ab')
print(next(e), list(e), list(e))
for bad in [lambda: next(iter([])), lambda: range(1, 2, 0), lambda: range('a'), lambda: range(1.5), lambda: range(), lambda: sum(['a']), lambda: sum(5), lambda: sum([[1]]), lambda: max(), lambda: max(1), lambda: min([]), lambda: max([1, 'a']), lambda: zip(1), lambda: enumerate(5), lambda: list(map(5, [1])), lambda: next([1]), lambda: range(5)[9], lambda: reversed({1}), lambda: reversed(5), lambda: sum('ab', '')]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
