# SPDX-License-Identifier: Apache-2.0
for value in [1, 'a', [], {}, None, (), 1.5, True, {1}, b'', len, print]:
    try:
        value.no_such_thing
    except AttributeError as error:
        print(error)
for call in [lambda: None(), lambda: 5(), lambda: 'a'(), lambda: [](1), lambda: {}.get(), lambda: ''.join(5), lambda: ''.join([1, 2]), lambda: 'a'.split(1),
             lambda: int([]), lambda: int(None), lambda: int('12x'), lambda: int(''), lambda: int('1.5'), lambda: float('abc'), lambda: float(None),
             lambda: float([]), lambda: int('z', 16), lambda: ord('ab'), lambda: ord(5), lambda: chr(-1), lambda: chr('a'), lambda: abs('a'), lambda: round('a')]:
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
