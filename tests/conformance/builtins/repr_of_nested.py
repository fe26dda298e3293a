# SPDX-License-Identifier: Apache-2.0
a = [1, 'x', (2,), {'k': [None, True]}, {5}, frozenset([6]), b'y', 1.5, range(3), slice(1, 2), ..., int, len]
print(a, ascii(['é', '😀']), repr('it\'s "q"'), repr('\t\x00\u2028\xa0'), [b'\'', bytearray(b'"')], {'a': {'b': {}}}, set(), frozenset(), ((),), [[]], (1,), {1: (2,)}, repr(None), [float('nan'), -0.0], {(1, 2): [3]})
loop = [1]
loop.append(loop)
knot = {'a': loop}
knot['self'] = knot
loop.append(knot)
print(loop, knot, (loop,))
