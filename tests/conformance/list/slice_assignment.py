# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

def change(items, index, new):
    items[index] = new
    return items
for index in [slice(1, 3), slice(0, 0), slice(None), slice(5, 2), slice(-2, None), slice(None, None, 2), slice(None, None, -1), slice(10, 20), slice(-10 ** 30, 1)]:
    for new in [[], ['x'], 'ab', (7, 8, 9), {'k': 1}, range(3), 5]:
        attempt(change, [1, 2, 3, 4, 5], index, new)
items = list(range(10))
del items[::3], items[-1], items[1:3]
print(items)
items[2:2] = items
print(items)
attempt(change, items, 99, 1)
attempt(change, items, 'a', 1)
attempt(change, items, slice(None, None, 0), [])
