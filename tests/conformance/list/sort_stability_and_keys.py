# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

rows = [('b', 2), ('a', 1), ('b', 1), ('a', 2), ('c', 0)]
print(sorted(rows, key=lambda r: r[0]), sorted(rows, key=lambda r: r[0], reverse=True), sorted(rows, key=lambda r: -r[1]), sorted('bAc', key=str.lower), sorted({'b': 1, 'a': 2}), sorted([True, 0, 1.0, False]), sorted([[2], [1, 2], [1]]))
items = [3, 1, 2]
print(items.sort(), items, items.sort(key=None, reverse=1), items)
attempt(items.sort, len)
attempt(items.sort, key=5)
attempt(items.sort, key=len)
attempt(items.sort, reverse='x')
attempt(items.sort, reverse=None)
attempt(sorted, items, reverse=1.5)
attempt(sorted)
attempt(sorted, 5)
attempt(sorted, items, len)
def changes(item):
    items.append(item)
    return item
attempt(items.sort, key=changes)
print(items)
