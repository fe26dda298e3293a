# SPDX-License-Identifier: Apache-2.0
squares = (x * x for x in range(5))
print(next(squares), list(squares), list(squares), sum(x for x in range(4)), any(x > 2 for x in [1, 3]), all(x for x in [1, 0]), max((len(w), w) for w in ['a', 'bbb', 'cc']), ','.join(str(x) for x in range(3)), dict((k, 1) for k in 'ab'), sorted((x for x in 'cab'), reverse=True), tuple(x for x in []), set(x for x in 'aa'))
log = []


def note(x):
    log.append(x)
    return x > 1


print(any(note(x) for x in [1, 2, 3]), log, next((x for x in [1, 2, 3] if x > 1), None), next((x for x in [] if x), 'default'), list(y for x in [[1], [2, 3]] for y in x))
items = [1, 2]
lazy = (x for x in items)
items.append(3)
print(list(lazy), type(lazy).__name__, len(list(x for x in range(10) if x % 2)))
