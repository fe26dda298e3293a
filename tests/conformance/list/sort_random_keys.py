# SPDX-License-Identifier: Apache-2.0
# Sorting by keys of every plain kind, of mixed kinds and of kinds that have to be compared, in many lengths.
seed = 99
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (seed >> 33) % n
def rtext():
    k = rnd(6)
    if k == 0:
        return "https://example.com/" + str(rnd(50))
    if k == 1:
        return "a" * rnd(20) + chr(97 + rnd(3)) * rnd(3)
    if k == 2:
        return ["", "\0", "a\0", "a", "\u00e9", "e\u0301", "\U0001f600", "\uffff", "zz", "\ud7ff"][rnd(10)]
    return "item%04d" % rnd(3000)
def rnum():
    k = rnd(5)
    return [rnd(100) - 50, rnd(1 << 31) * rnd(1 << 31) - (1 << 60), rnd(1000) / 7, -0.0, 0.0][k]
class Odd:
    def __init__(self, n):
        self.n = n
    def __lt__(self, other):
        return self.n < other.n
    def __repr__(self):
        return "Odd(%d)" % self.n
makers = [rtext, lambda: rnd(1000), rnum, lambda: rnd(10) / 2, lambda: (rnd(5), rtext()), lambda: (rnd(3), -rnd(4) / 2, rtext(), rnd(2) == 0),
          lambda: (rtext(), rnum()), lambda: rnd(2) == 1, lambda: "x" * rnd(100), lambda: (rnd(4), Odd(rnd(5))), lambda: (rnd(3),) * rnd(4), lambda: [rnd(3), rnd(3)],
          lambda: 2 ** 53 + rnd(5) if rnd(2) else float(2 ** 53 + rnd(5)), lambda: "aaaaaaaaaaaaaaaa" + "b" * rnd(30), lambda: (rnd(20), None if rnd(50) == 0 else 1)]
def check(values, reverse):
    tagged = [(n, v) for n, v in enumerate(values)]
    try:
        by_key = sorted(tagged, key=lambda t: t[1], reverse=reverse)
        print([t[0] for t in by_key][:400])
        plain = sorted(values, reverse=reverse)
        print(repr(plain)[:300], plain == [t[1] for t in by_key])
        assert len(plain) == len(values)
        again = list(plain)
        again.sort(reverse=not reverse)
        print(repr(again)[:200])
    except TypeError as e:
        print(e)
for maker in makers:
    for size in (0, 1, 2, 3, 10, 50, 255, 256, 257, 1000):
        for reverse in (False, True):
            check([maker() for _ in range(size)], reverse)
nan = float("nan")
print(sorted([3.0, nan, 1.0, 2.0]), sorted([1, 2.5, True, -1]))
check([str(n) for n in range(2000)], False)
check(list(range(2000)) + list(range(1000)), True)
