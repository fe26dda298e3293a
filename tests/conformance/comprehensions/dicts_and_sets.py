# SPDX-License-Identifier: Apache-2.0
print({x: x * x for x in range(4)}, {k: v for k, v in [('a', 1), ('b', 2), ('a', 3)]}, {v: k for k, v in {'x': 1, 'y': 2}.items()}, {k: v for k, v in {'a': None, 'b': 1}.items() if v is not None})
print(sorted({x % 3 for x in range(10)}), {c for c in 'aaa'}, len({(a, b) for a in range(2) for b in range(2)}), {i: [j for j in range(i)] for i in range(3)}, {} == {x: x for x in []})
order = []


def note(label, value):
    order.append(label)
    return value


print({note('key', k): note('value', k) for k in 'ab'}, order)
nested = {'a': {'x': 1}, 'b': {'x': 2}}
print({key: inner['x'] for key, inner in nested.items()}, {key: {k: v + 1 for k, v in inner.items()} for key, inner in nested.items()})
try:
    {x: 1 for x in [[]]}
except TypeError as error:
    print(error)
try:
    {[x] for x in [1]}
except TypeError as error:
    print(error)
