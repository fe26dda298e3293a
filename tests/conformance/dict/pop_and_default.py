# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

a = {'x': 1, 2: 'b', None: 3}
print(a.pop('x'), a.pop('x', 'gone'), a.get('x'), a.get('x', 5), a.setdefault('x', []), a.setdefault('x', 1), a.popitem(), a, a.get(2.0), {}.pop([], 'no hash'))
for function in [lambda: a['nothing'], lambda: a[()], lambda: a.pop('q'), lambda: a.pop(), lambda: {}.popitem(), lambda: a.get([]), lambda: a[[]], lambda: a.setdefault({}), lambda: a.get(), lambda: a.pop([]), lambda: {}.pop([]), lambda: a.nothing, lambda: a['a']['b']]:
    attempt(function)
