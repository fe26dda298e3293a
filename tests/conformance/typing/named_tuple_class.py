# SPDX-License-Identifier: Apache-2.0
from typing import List, NamedTuple, Optional


class Point(NamedTuple):
    """A place."""
    x: int
    y: int = 0
    label: Optional[str] = None

    def norm(self) -> int:
        return abs(self.x) + abs(self.y)

    @property
    def swapped(self):
        return Point(self.y, self.x)

    @classmethod
    def origin(cls):
        return cls(0)


p = Point(3, label="a")
print(p, p.x, p.y, p[2], p.norm(), p.swapped, Point.origin(), Point.__doc__)
print(p._asdict(), p._replace(y=7), Point._fields, Point._field_defaults, Point.__annotations__)
print(isinstance(p, tuple), p == (3, 0, "a"), hash(p) == hash((3, 0, "a")), len(p), [*p])
x, y, _ = p
print(x, y)
Employee = NamedTuple("Employee", [("name", str), ("ids", List[int])])
print(Employee("Bo", [1]), Employee.__annotations__)
for make in (lambda: Point(), lambda: Point(1, 2, 3, 4), lambda: Point(1, z=2)):
    try:
        make()
    except TypeError as error:
        print(error)
try:
    p.x = 1
except AttributeError as error:
    print(error)
