# SPDX-License-Identifier: Apache-2.0
import reprlib
from collections import deque

for value in (list(range(10)), tuple(range(3)), (1,), (), {i: str(i) for i in range(6)}, set(range(9)), frozenset([1]), set(), "x" * 50, "short",
              "'quoted'" * 10, 10 ** 60, -5, 1.5, None, [[[[[[[[1]]]]]]]], {"a": [1] * 9}, deque(range(9)), b"bytes" * 10, object, "ä" * 40, [list("abc")] * 8):
    print(reprlib.repr(value))
short = reprlib.Repr()
short.maxlist, short.maxstring, short.maxlevel = 2, 10, 2
print(short.repr([1, 2, 3]), short.repr("abcdefghijklmno"), short.repr([[[1]]]))


class Own(reprlib.Repr):
    def repr_int(self, x, level):
        return "<int %d at %d>" % (x, level)


print(Own().repr([1, (2,)]))


class Tree(list):
    @reprlib.recursive_repr()
    def __repr__(self):
        return "<" + "|".join(map(repr, self)) + ">"


tree = Tree("ab")
tree.append(tree)
print(tree)
print(reprlib.aRepr.maxdict)
