# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, MutableSet, Set


class Listed(Set):
    def __init__(self, items):
        self.items = []
        for item in items:
            if item not in self.items:
                self.items.append(item)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


a, b = Listed([1, 2, 3]), Listed([2, 3, 4])
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a == Listed([3, 2, 1]), a < b, Listed([1]) < a, a <= a, a >= Listed([]))
print(a.isdisjoint(b), a.isdisjoint([9]), list(a & [1, 9]), a == {1, 2, 3}, isinstance(a, Set), a != b)
try:
    a < [1]
except TypeError as error:
    print(error)


class Ordered(MutableSet):
    def __init__(self, items=()):
        self.data = dict.fromkeys(items)

    def __contains__(self, item):
        return item in self.data

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def add(self, item):
        self.data[item] = None

    def discard(self, item):
        self.data.pop(item, None)


o = Ordered("abc")
o.add("d")
o.discard("zzz")
o.remove("a")
o |= Ordered("xy")
o -= Ordered("x")
o &= Ordered("bdy")
print(list(o), o.pop(), list(o))
try:
    o.remove("nope")
except KeyError as error:
    print("KeyError", error)
o.clear()
print(len(o))


class Count(Iterator):
    def __init__(self, n):
        self.n = n

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Count(3)), sum(Count(4)), iter(Count(1)).__class__.__name__)
