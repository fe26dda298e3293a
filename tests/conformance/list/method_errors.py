# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

items = [1, 2, 3]
for function in [lambda: items.append(), lambda: items.append(1, 2), lambda: items.extend(5), lambda: items.insert(1), lambda: items.insert('a', 1), lambda: items.pop(9), lambda: items.pop('a'), lambda: [].pop(), lambda: items.remove(9), lambda: items.index(9), lambda: items.index(1, 1), lambda: items.index(1, 'a'), lambda: items.count(), lambda: items.clear(1), lambda: items[9], lambda: items['a'], lambda: items[1.5], lambda: items + (1,), lambda: items * 'a', lambda: items < 5, lambda: items.nothing, lambda: items(1), lambda: -items, lambda: hash(items), lambda: {items: 1}, lambda: list(5), lambda: list(1, 2), lambda: items[::0], lambda: items.copy(1), lambda: items.reverse(1)]:
    attempt(function)
print(items)
