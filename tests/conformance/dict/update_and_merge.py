# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

a = {'x': 1}
a.update({'y': 2}, z=3)
a.update([('w', 4), ['v', 5], 'uU'])
a.update()
print(a, a | {'x': 9}, {'x': 9} | a, dict(a, x=0), dict([('k', 1)]), dict(**a), {**a, 'x': 7}, dict.fromkeys('ab'), dict.fromkeys([1, 2], []), dict(zip('ab', [1, 2])))
a |= {'x': 10}
a |= [('q', 1)]
print(a)
for function in [lambda: a.update(5), lambda: a.update([1]), lambda: a.update(['abc']), lambda: a.update([(1, 2, 3)]), lambda: a.update({}, {}), lambda: a | [('a', 1)], lambda: a | None, lambda: dict(5), lambda: dict([1]), lambda: dict(a, a), lambda: dict(**{1: 2}), lambda: dict.fromkeys(5), lambda: {**5}, lambda: {[]: 1}, lambda: a < a]:
    attempt(function)
