# SPDX-License-Identifier: Apache-2.0
print([1, 2] == [1, 2], [1, 2] == (1, 2), [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [1, 2] != [2, 1], [1, [2]] == [1, [2]], [1.0] == [1], [True] == [1])
print(1 in [1.0], '1' in [1], None in [None], [] in [[]], 'a' not in ['b'], 2 in [[2]], float('nan') in [float('nan')])
nan = float('nan')
print(nan in [nan], [nan] == [nan], nan == nan)
a = [1]
a.append(a)
print(a, len(a), a[1] is a, str(a), repr(a))
d = {}
d['self'] = d
print(d)
print(any([]), all([]), any([0, '']), any([0, 1]), all([1, 'a']), all([1, 0]), bool([]), bool([0]))
print(len([None]), sum([1, 2.5]), sum([]), sum([1], 10), sum([[1], [2]], []), max([1, 5, 3]), min([2, 1.5]), max('a', 'b'), max([1], [0, 9]), min(3, 1, 2), max([], default='none'))
