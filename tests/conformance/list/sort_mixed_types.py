# SPDX-License-Identifier: Apache-2.0
for items in [[1, 'a', None], ['a', 1], [None, None], [3, 1, 'x', 2], [1.5, 'a', 1], [(1, 'a'), (1, 2)], [[1], (1,)], [2, 1, b'x'], [{}, {}], [1, True, 0.5, 'z'], list(range(70)) + ['x', None]]:
    for reverse in [False, True]:
        copy = list(items)
        try:
            copy.sort(reverse=reverse)
            print(copy)
        except TypeError as error:
            print(error, copy)
