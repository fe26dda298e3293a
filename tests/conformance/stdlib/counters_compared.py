# SPDX-License-Identifier: Apache-2.0
# Counters compare as multisets: what is not there counts 0.
from collections import Counter


class Tally(Counter):
    pass


PAIRS = [(Counter(a=3, b=2, c=0), Counter("ababa")), (Counter("ab"), Counter("aab")), (Counter("aab"), Counter("abc")), (Counter(), Counter(x=0)),
         (Counter(a=-1), Counter()), (Tally("ab"), Counter("ab")), (Counter(a=1.5), Tally(a=2)), (Counter("ab"), {"a": 1, "b": 1}),
         (Counter(a=1, b=0), {"a": 1})]
for left, right in PAIRS:
    print(left == right, left != right, right == left)
    for name in ("__lt__", "__le__", "__gt__", "__ge__"):
        try:
            print({"__lt__": lambda: left < right, "__le__": lambda: left <= right, "__gt__": lambda: left > right, "__ge__": lambda: left >= right}[name]())
        except TypeError as error:
            print(error)
try:
    print(Counter(a=None) <= Counter(a=1))
except TypeError as error:
    print(error)
print([Counter("a")] == [Counter(a=1, b=0)], Counter("a") in [Counter(a=1, z=0)])
