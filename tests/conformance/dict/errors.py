# SPDX-License-Identifier: Apache-2.0
d = {'a': 1}
attempts = [lambda: d['x'], lambda: d.pop('x'), lambda: {}.popitem(), lambda: dict([1, 2]), lambda: dict(['ab', 'c']), lambda: dict(5), lambda: d.update(5), lambda: d.update([1]), lambda: d + {}, lambda: d < {},
            lambda: d.get(), lambda: d.setdefault(), lambda: d.pop(), lambda: d.nope, lambda: d[0], lambda: d[1:2], lambda: dict(None), lambda: {**5}, lambda: {**None}, lambda: (lambda **k: k)(**{1: 2}), lambda: d | 5, lambda: -d, lambda: d()]
for number, attempt in enumerate(attempts):
    try:
        print(number, attempt())
    except Exception as error:
        print(number, type(error).__name__, error)
try:
    del d['missing']
except KeyError as error:
    print(repr(error))
