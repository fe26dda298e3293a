# SPDX-License-Identifier: Apache-2.0
from functools import cmp_to_key, partial, partialmethod, reduce
import operator


def show(*args, **kwargs):
    return args, kwargs


p = partial(show, 1, a=2)
q = partial(p, 3, a=4, b=5)
print(p(9), p(9, a=0), q(), q.args, q.keywords, q.func is show, partial(int, base=2)("101"))
print(repr(partial(int, "5", base=8)), list(map(partial(pow, 2), range(4))))
p.note = "attribute"
print(p.note)
for attempt in (lambda: partial(), lambda: partial(5), lambda: partial(int, base=2)()):
    try:
        print(attempt())
    except TypeError as error:
        print(error)


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state, note=None):
        self.alive = state
        return note

    set_alive = partialmethod(set_state, True)
    set_dead = partialmethod(set_state, False, note="rip")

    @classmethod
    def make(cls, n, suffix=""):
        return f"{cls.__name__}{n}{suffix}"

    make_one = partialmethod(make, 1)


cell = Cell()
print(cell.set_alive(), cell.alive, cell.set_dead(), cell.alive, cell.make_one(suffix="!"), Cell.make_one())
print(reduce(operator.add, [1, 2, 3], 10), reduce(lambda a, b: a * b, range(1, 6)), reduce(max, [3]), reduce(min, [], "none"))
try:
    reduce(operator.add, [])
except TypeError as error:
    print(error)
print(sorted(["bb", "a", "ccc"], key=cmp_to_key(lambda a, b: len(b) - len(a))), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: (a > b) - (a < b))))
key = cmp_to_key(lambda a, b: a - b)
print(key(1) < key(2), key(1) == key(1), key(3) >= key(4))
