# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), s.indices(5), s.indices(100), slice(-3, None).indices(5), slice(None, None, -1).indices(4), slice(10 ** 30).indices(3), s == slice(1, 10, 2), slice(1) < slice(2), [1, 2, 3][slice(0, 2)], 'abc'[slice(None, None, -1)])
for function in [lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: s.indices(-1), lambda: s.indices('a'), lambda: slice(1, 2, 0).indices(5), lambda: hash(s), lambda: slice('a').indices(3), lambda: s.x]:
    attempt(function)
