# SPDX-License-Identifier: Apache-2.0
from collections import namedtuple


class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()

    @property
    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __str__(self):
        return f"<{self.x}, {self.y}>"


v = Vector(3, 4)
print(v, repr(v), v.length, v + Vector(1, 1), v._replace(x=0).length, Vector._make((1, 2)), v._asdict(), v == (3, 4))


class Defaulted(namedtuple("Defaulted", ["name", "size"])):
    def __new__(cls, name, size=10):
        return super().__new__(cls, name.upper(), size)


d = Defaulted("box")
d.note = "has a dict"
print(d, d.note, Defaulted("a", size=1), [c.__name__ for c in Defaulted.__mro__])
Base = namedtuple("Base", "a")
Wider = namedtuple("Wider", Base._fields + ("b",))
print(Wider(1, 2), isinstance(Wider(1, 2), Base))


class Token(namedtuple("Token", "kind value")):
    """A token."""

    def is_a(self, kind):
        return self.kind == kind


tokens = [Token("num", 1), Token("op", "+"), Token("num", 2)]
print([t.value for t in tokens if t.is_a("num")], Token.__doc__, tokens[0])
