# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

t = (1, 'a', (2,), 1)
print(t.count(1), t.index('a'), t + (5,), t * 2, t[::-1], t[1:3], hash((1, 2)) == hash((1.0, 2)), (1,), (), ((),), t == (1, 'a', (2,), True), (1, 2) < (1, 3), () < (0,), tuple('ab'), tuple(), 5 in t, len(t), not (), max(t[:1]), t is tuple(t))
for function in [lambda: t[9], lambda: t['a'], lambda: t.index(9), lambda: t + [1], lambda: t * 1.5, lambda: t < (1, 2), lambda: t < 5, lambda: hash(([],)), lambda: tuple(5), lambda: t.append(1), lambda: t.count(), lambda: tuple(1, 2), lambda: t[::0]]:
    attempt(function)
try:
    t[0] = 5
except TypeError as error:
    print(error)
try:
    del t[0]
except TypeError as error:
    print(error)
try:
    t[2] += (3,)
except TypeError as error:
    print(error)
