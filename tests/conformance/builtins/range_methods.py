# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for r in [range(5), range(2, 10, 3), range(10, 0, -4), range(0), range(5, 5), range(-3, 3)]:
    print(r, list(r), len(r), r[::-1], list(r[1:]), r.count(2), 2 in r, 2.0 in r, 'a' in r, bool(r), r.start, r.stop, r.step, list(reversed(r)), r == range(r.start, r.stop, r.step))
print(range(0, 3, 2) == range(0, 4, 2), range(0) == range(3, 1), hash(range(3)) == hash(range(0, 3, 1)), range(10)[2:8:2], range(10)[-1], max(range(5)), sum(range(101)), 10 ** 20 in range(5))
for function in [lambda: range(), lambda: range(1, 2, 0), lambda: range('a'), lambda: range(1.5), lambda: range(1, 2, 3, 4), lambda: range(3)[3], lambda: range(3)['a'], lambda: range(3).index(9), lambda: range(3) + range(2), lambda: range(3) < range(4), lambda: range(stop=3)]:
    attempt(function)
