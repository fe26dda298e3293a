# SPDX-License-Identifier: Apache-2.0
bad = [
    lambda: [1, 2][5], lambda: [1][-2], lambda: (1,)[3], lambda: 'abc'[10], lambda: {}['missing'], lambda: {}[1], lambda: {}[('a', 1)],
    lambda: [1]['a'], lambda: 'abc'['a'], lambda: (1, 2)['x'], lambda: [1][1.0], lambda: None[0], lambda: 5['a'], lambda: {}[[]], lambda: {[]: 1},
    lambda: {{}}, lambda: [].pop(), lambda: [1].pop(3), lambda: {}.pop('k'), lambda: {}.popitem(), lambda: set().pop(), lambda: [1].remove(2),
    lambda: [1].index(2), lambda: (1,).index(2), lambda: 'abc'.index('z'), lambda: {1}.remove(2), lambda: set([[]]), lambda: len(5), lambda: iter(5),
    lambda: list(5), lambda: dict([1]), lambda: dict(['abc']), lambda: sorted([1, 'a']), lambda: max([]), lambda: min(()), lambda: sum(['a']),
    lambda: [] < {}, lambda: 1 < 'a', lambda: None < 1, lambda: 1 in 5, lambda: 1 in 'abc', lambda: [].sort(1),
]
for number, function in enumerate(bad):
    try:
        print(number, function())
    except Exception as error:
        print(number, type(error).__name__, error)
