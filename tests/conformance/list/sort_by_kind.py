# SPDX-License-Identifier: Apache-2.0
# Sorting keys of one kind, of several, and of kinds that have an order of their own.
def check(items, **kw):
    a = sorted(items, **kw); b = list(items); b.sort(**kw); assert a == b
    return a
ints = [(n * n * 31 + n * 7) % 101 - 50 for n in range(500)]
print(check(ints)[:20], check(ints, reverse=True)[:20])
print(check(list(enumerate(ints)), key=lambda p: p[1])[:30])
print(check(list(enumerate(ints)), key=lambda p: p[1], reverse=True)[:30])
texts = [chr(97 + n % 5) * (n % 12) + "x" * (n % 3) + "\0" * (n % 2) for n in range(300)] + ["é", "\ud7ff", "z", "\U0001F600", ""]
print(check(texts)[-12:], check(texts, key=len)[:9], check(texts, reverse=True, key=lambda t: t[:2])[:9])
print(check([1.5, -0.0, 0.0, 2, True, False, 10**30, -1]), check([0.0, -0.0, 0.0, -1.5]))
nan = float("nan")
print(sorted([3.0, nan, 1.0, nan, 2.0, 0.5]), sorted([nan, 1.0], reverse=True))
print(check([(1, "b"), (1, "a"), (0, "z", 3), (0, "z"), (), (1,)]))
print(check([(1.0, [2, 1]), (1, [2, 0]), (True, [1])]))
print(check([[1, 2], [1], [0, 9], []]), check([b"b", b"a"]))
for bad in ([1, "a"], [(1, None), (1, 2)], [None, None], [{}, {}], ["a", b"b"], [(1, "a"), (1, 2)]):
    try:
        print(sorted(bad))
    except TypeError as e:
        print(e)
class C:
    def __init__(self, n): self.n = n
    def __lt__(self, o): print("lt", self.n, o.n); return self.n < o.n
    def __repr__(self): return "C%d" % self.n
    def __eq__(self, o): return self.n == o.n
print(sorted([C(3), C(1), C(2)]), sorted([(C(2), 1), (C(1), 2)]))
class T(str):
    def __lt__(self, o): return len(self) < len(o)
print(sorted([T("bbb"), T("cc"), T("a")]))
l = [3, 1, 2]
try:
    l.sort(key=lambda v: l.append(v))
except Exception as e: print(type(e).__name__, e)
print(l)
def boom(v):
    if v == 2: raise KeyError(v)
    return v
l = [3, 1, 2]
try: l.sort(key=boom)
except KeyError as e: print("KeyError", e, l)
print([1, 2] < [1, 3], [1, nan] == [1, nan], ("a", 1) <= ("a", 1), ("a",) < ("a", 0), "a" < "b", "ab" >= "ab", {"a": nan} == {"a": nan}, {"a": 1} == {"a": 1.0}, {"a": "x"} != {"a": "y"}, ["x"] == ["x"])
print([1, 2, "x", None].index("x"), 1.0 in [1], "y" in ["x", "y"], [nan].index(nan) if nan in [nan] else "-")
