# SPDX-License-Identifier: Apache-2.0
import operator
from collections import namedtuple
from operator import attrgetter, itemgetter, methodcaller


class Inner:
    def __init__(self, n):
        self.n = n


class Outer:
    def __init__(self, name, n):
        self.name, self.inner = name, Inner(n)

    def greet(self, greeting, mark="!"):
        return f"{greeting} {self.name}{mark}"

    def __getitem__(self, key):
        return (self.name, key)

    def __index__(self):
        return self.inner.n

    def __contains__(self, item):
        return item == self.name

    def __len__(self):
        return 3


items = [Outer("b", 2), Outer("a", 9), Outer("c", 1)]
print([o.name for o in sorted(items, key=attrgetter("name"))], [o.name for o in sorted(items, key=attrgetter("inner.n"))])
print(attrgetter("name", "inner.n")(items[0]), itemgetter("k")(items[0]), itemgetter(1, 2)(items[1]))
print(methodcaller("greet", "hi", mark="?")(items[0]), list(map(methodcaller("greet", "yo"), items)))
P = namedtuple("P", "x y")
print(sorted([P(2, 1), P(1, 2)], key=attrgetter("y")), itemgetter(0)(P(5, 6)))
print(operator.contains(items[0], "b"), operator.index(items[0]), operator.length_hint(items[0]), [10, 20, 30][items[0]])
for attempt in (lambda: attrgetter("inner.zz")(items[0]), lambda: methodcaller("nope")(items[0]), lambda: itemgetter(3)([1]), lambda: attrgetter(1)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
