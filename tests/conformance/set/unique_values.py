# SPDX-License-Identifier: Apache-2.0
values = ['b', 'a', 'b', None, 1, 1.0, '1', True]
seen = []
for value in values:
    if value not in seen:
        seen.append(value)
print(seen, len(set(values)), list(dict.fromkeys(values)))
rows = [['x', 1], ['y', 2], ['x', 3]]
print(sorted(set(row[0] for row in rows)), sorted({row[0] for row in rows}), len({tuple(row) for row in rows}))
try:
    set(rows)
except TypeError as error:
    print(error)
print(sorted(set('banana')), sorted(set([3, 3, 2]) - set([2])), set([1]) == {1}, list({7}), bool(set()), bool({0}))
