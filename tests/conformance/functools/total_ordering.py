# SPDX-License-Identifier: Apache-2.0
from functools import total_ordering


@total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(int(p) for p in text.split("."))

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


a, b, c = Version("1.2"), Version("1.10"), Version("1.2")
print(a < b, a <= b, a > b, a >= b, a == c, a <= c, a >= c, a != b, sorted([b, a, c]), max(a, b))
for attempt in (lambda: a < 1, lambda: a >= "x", lambda: a > None):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
for name in ("__le__", "__gt__", "__ge__"):
    compare = {"__le__": lambda s, o: s.n <= o.n, "__gt__": lambda s, o: s.n > o.n, "__ge__": lambda s, o: s.n >= o.n}[name]
    cls = total_ordering(type("T", (), {name: compare, "__eq__": lambda s, o: s.n == o.n}))
    x, y = cls(), cls()
    x.n, y.n = 1, 2
    print(name, x < y, x <= y, x > y, x >= y, y < x, x <= x)
try:
    @total_ordering
    class Nothing:
        pass
except ValueError as error:
    print(error)
