# SPDX-License-Identifier: Apache-2.0
# The pairs that enumerate, zip and items give stay what they were; copies of dicts; deep nesting.
pairs = list(zip([1, 2, 3], "abc")); print(pairs)
kept = [p for p in enumerate("abc")]; print(kept)
d = {"a": 1, "b": 2}
items = [i for i in d.items()]; print(items, list(d.items()))
it = iter(d.items()); a = next(it); b = next(it); print(a, b)
e = enumerate("xy"); p = next(e); q = next(e); print(p, q)
for i, (k, v) in enumerate(zip("ab", [1, 2])): print(i, k, v)
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as e: print(e)
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as e: print(e)
g = zip(iter([1, 2, 3]), []); print(list(g))
i1 = iter([1, 2, 3]); print(list(zip(i1, [9])), next(i1))
big = {n: n for n in range(20)}
for n in range(0, 20, 2): del big[n]
c = dict(big); c.update({1: "x", 100: "y"}); c2 = {**c, "k": 1}
print(c, c2, len(c2), big.copy() == big)
nest = []
for n in range(100000): nest = [nest]
del nest
