# SPDX-License-Identifier: Apache-2.0
# Ranges whose ends, steps or lengths are beyond 64 bits.
import sys

BIG = 10 ** 20


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


r = range(BIG, BIG + 10, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], list(r[::-1]), r.start, r.stop, r.step, bool(r))
print(BIG + 3 in r, BIG + 4 in r, float(BIG + 6) in r, "x" in r, r.index(BIG + 9), r.count(BIG), r.count(0), list(reversed(r)))
print(r == range(BIG, BIG + 12, 3), r == range(BIG, BIG + 13, 3), r != range(3), range(BIG, BIG) == range(0), hash(r) == hash(range(BIG, BIG + 12, 3)))
print(hash(range(BIG, BIG)) == hash(range(0)), range(BIG)[5] == 5, range(BIG)[3:8], range(BIG)[:5] == range(5), range(BIG)[-1], range(BIG)[BIG // 2])
print(range(-BIG, BIG, BIG), list(range(-BIG, BIG, BIG)), list(range(5, -BIG, -BIG)), list(range(0, 10, BIG)), range(0, -BIG, -1)[:3])
for action in (lambda: len(range(BIG)), lambda: range(BIG)[BIG], lambda: range(3)[BIG], lambda: range(3)[-BIG], lambda: range(BIG).index(-1),
               lambda: range(1, BIG, 0), lambda: range(1.5, BIG), lambda: range(BIG)["a"], lambda: range(BIG)[::0],
               lambda: range(BIG)[1.5:], lambda: range(BIG) < range(1), lambda: range(BIG) + 1, lambda: range("a")):
    print(attempt(action))
it = iter(range(BIG, BIG + 2))
print(next(it), next(it), next(it, "end"), type(it).__name__, type(iter(range(3))).__name__, type(range(BIG)).__name__, isinstance(range(BIG), range))
for number in range(9223372036854775806, 9223372036854775809):
    print(number, end=" ")
print()
for count, number in enumerate(range(sys.maxsize)):
    if number > 3:
        break
print(count, number, len(range(sys.maxsize)), range(sys.maxsize)[-1], len(range(-5, sys.maxsize - 5)), sys.maxsize in range(sys.maxsize))
total = 0
for i in range(10 ** 30):
    if i == 4:
        break
    total += i
print(total, [i for i in range(0, 2 ** 62, 2 ** 61)], [i * 2 for i in range(2 ** 62, 2 ** 62 + 2)], sum(range(2 ** 62, 2 ** 62 + 3)))
print(dict.fromkeys(range(BIG, BIG + 2)), {*range(BIG, BIG + 2)} == {BIG, BIG + 1}, max(range(BIG, BIG + 5)), tuple(zip(range(BIG), "ab")))


class Index:
    def __index__(self):
        return BIG


print(range(Index()), range(Index())[Index() - 1 if False else -2], range(0, 5)[:Index()], attempt(lambda: [1][Index()]))
print(range(-2 ** 63, 2 ** 63 - 1)[0], bool(range(-2 ** 63, 2 ** 63 - 1)), range(2 ** 61, 2 ** 61 + 5, 2)[::2], range(-2 ** 61, 3)[1], 2 ** 61 in range(2 ** 61 + 1))
