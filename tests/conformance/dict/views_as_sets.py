# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

a, b = {'x': 1, 'y': 2}, {'y': 2, 'z': 3}
print(a.keys() & b.keys(), sorted(a.keys() | b), sorted(a.keys() ^ b.keys()), a.keys() - ['x'], a.items() & b.items(), sorted(a.items() - b.items()), a.keys() == {'y', 'x'}, a.keys() <= {'x', 'y', 'w'}, a.keys() > {'x'}, a.keys().isdisjoint(['q']), ('x', 1) in a.items(), ('x', 2) in a.items(), 'x' in a.items(), 2 in a.values(), len(a.items()), a.keys() & 'xq', {True: 0}.keys() & [1])
view = a.keys()
a['w'] = 0
print(view, list(reversed(view)), list(reversed(a.values())), list(a.items()), a.values() == a.values(), view == a.keys(), repr(a.items()))
attempt(lambda: a.keys() & 5)
attempt(lambda: a.keys() | None)
attempt(lambda: a.keys() < 5)
attempt(lambda: a.keys() + b.keys())
attempt(lambda: a.keys()[0])
attempt(lambda: a.items() & [[]])
attempt(lambda: hash(a.keys()))
