# SPDX-License-Identifier: Apache-2.0
import copy
import operator
from collections import deque


class Hint:
    def __init__(self, hint):
        self.hint = hint

    def __length_hint__(self):
        return self.hint


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


for source in ([1, 2, 3], (1, 2, 3), "abc\u20ac", b"abc", range(4), {1: 2, 3: 4}, {5, 6}, {1: 2}.items(), bytearray(b"xy")):
    steps = iter(source)
    hints = [operator.length_hint(steps), steps.__length_hint__()]
    for _ in steps:
        hints.append(operator.length_hint(steps))
    print(type(steps).__name__, hints)
print(operator.length_hint(reversed([1, 2, 3])), operator.length_hint(x for x in "ab"), operator.length_hint(3, 7))
for hint in (4, -1, "x", NotImplemented):
    attempt(lambda: operator.length_hint(Hint(hint), 9))

d = deque([[1], [2]], maxlen=3)
e = copy.deepcopy(d)
e[0].append(5)
print(d, e, copy.copy(d)[0] is d[0], e.maxlen)
s = slice([1], [2], [3])
t = copy.deepcopy(s)
print(t == s, t is s, t.start is s.start)
d.append(d)
print(d, list(reversed(d))[0] is d)
d.__init__("abcdef", 4)
print(d, d.maxlen, list(reversed(d)))


class Named(deque):
    def __init__(self, name="n"):
        super().__init__("xy")
        self.name = name


print(Named(name="q"), Named().name)


class Hashed(set):
    def __hash__(self):
        return 3


h = Hashed()
group = {h}
print(h in group, set() in {frozenset()}, group.discard(h), group)


class Clearing:
    def __eq__(self, other):
        right.clear()
        left.clear()
        return NotImplemented


left, right = [Clearing()], [Clearing()]
print(left == right, (1, 2) * 1 == (1, 2))
