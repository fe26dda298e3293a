# SPDX-License-Identifier: Apache-2.0
# Sets and deques that change while their elements are compared.
from collections import deque


class Wild:
    """Hashes and compares like anything, and empties whatever it is told to."""
    target = None
    answer = False
    calls = 0

    def __hash__(self):
        return 5

    def __eq__(self, other):
        Wild.calls += 1
        if Wild.target is not None and Wild.calls % 3 == 0:
            Wild.target.clear()
        return Wild.answer


def run(operation, answer, which):
    Wild.target = None
    Wild.answer = False
    left = {Wild() for _ in range(6)} | set(range(20, 30))
    right = {Wild() for _ in range(7)} | {5, 25}
    Wild.calls = 0
    Wild.answer = answer
    Wild.target = left if which else right
    try:
        operation(left, right)
    except RuntimeError:
        pass
    except KeyError:
        pass
    Wild.target = None


def each(operations):
    for operation in operations:
        for answer in (False, True):
            for which in (False, True):
                run(operation, answer, which)


def isub(a, b):
    a -= b


def iand(a, b):
    a &= b


def ior(a, b):
    a |= b


def ixor(a, b):
    a ^= b


each([lambda a, b: a | b, lambda a, b: a & b, lambda a, b: a - b, lambda a, b: a ^ b, lambda a, b: a == b,
      lambda a, b: a < b, lambda a, b: a <= b, lambda a, b: a > b, lambda a, b: a >= b, lambda a, b: a != b,
      isub, iand, ior, ixor, lambda a, b: a.update(b), lambda a, b: a.isdisjoint(b), lambda a, b: a.issubset(b),
      lambda a, b: a.union(list(b)), lambda a, b: a.difference(list(b)), lambda a, b: a.intersection(list(b)),
      lambda a, b: a.symmetric_difference(list(b)), lambda a, b: a.add(Wild()), lambda a, b: a.discard(Wild()),
      lambda a, b: a.remove(Wild()), lambda a, b: Wild() in a, lambda a, b: frozenset(a) == frozenset(b)])
print("sets survive")


def attempt(what, action):
    try:
        print(what, action())
    except Exception as error:
        print(what, type(error).__name__, error)


class Popping:
    def __init__(self, target, answer):
        self.target = target
        self.answer = answer

    def __eq__(self, other):
        self.target.clear()
        return self.answer

    __lt__ = __eq__

    def __index__(self):
        self.target.clear()
        return 1


for answer in (False, True):
    d = deque()

    def fill():
        d.clear()
        d.extend(Popping(d, answer) for _ in range(9))
        return d
    attempt("remove", lambda: fill().remove(3))
    attempt("count", lambda: fill().count(3))
    attempt("index", lambda: fill().index(3))
    attempt("in", lambda: 3 in fill())
    attempt("equal", lambda: fill() == deque(range(9)))
    attempt("less", lambda: fill() < deque(range(9)))
    attempt("item", lambda: fill()[Popping(d, answer)])
    attempt("insert", lambda: fill().insert(Popping(d, answer), 1))
    attempt("rotate", lambda: fill().rotate(Popping(d, answer)))
d = deque([1, 2, 3])
attempt("index far", lambda: d.index(2, -10 ** 30, 10 ** 30))
attempt("item far", lambda: d[10 ** 30])
attempt("item text", lambda: d["x"])
