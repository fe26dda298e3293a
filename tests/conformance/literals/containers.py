# SPDX-License-Identifier: Apache-2.0
print([], [1], [1, 'a', None, [2]], [1, 2,])
print((), (1,), (1, 2), (1, (2, 3)))
print({}, {'a': 1}, {'a': {'b': [1, (2,)]}}, {1: 'x', None: 'y', (1, 2): 'z', True: 'replaces 1'})
print({1}, set(), {1, 1, 1})
print([*[1, 2], 3, *(4,)], {**{'a': 1}, 'b': 2, **{'a': 3}}, (*'ab',))
x = [
    1,  # comment
    2,

    3,
]
print(x, len(x))
nested = {'list': [{'deep': [[[]]]}], 'tuple': ((), ((),))}
print(nested)
