# SPDX-License-Identifier: Apache-2.0
from collections import namedtuple
import json

Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p, repr(p), str(p), p.x, p.y, p[0], p[-1], p[:1], len(p), list(p), p == (1, 2), p < Point(1, 3), hash(p) == hash((1, 2)))
print(Point._fields, p._asdict(), p._replace(x=9), Point._make([5, 6]), Point.__doc__, Point.__name__, Point.x.__doc__)
print(isinstance(p, tuple), issubclass(Point, tuple), type(p).__name__, p.count(1), p.index(2), p + (3,), p * 2, 2 in p)
a, b = p
print(a, b, {p: "key"}[Point(1, 2)], sorted([Point(2, 1), Point(1, 5)]), max(Point(0, 0), p))
print(Point._field_defaults, namedtuple("D", "a b c", defaults=(1, 2))._field_defaults, namedtuple("D", "a b c", defaults=(1, 2))(0))
print(namedtuple("T", "a, b,c")._fields, namedtuple("R", "a class a _x 1b", rename=True)._fields, namedtuple("E", [])())
print(json.dumps({"p": p}), "%s-%s" % p, "{0.x} {0.y}".format(p), f"{p.x:>3}")
nested = Point(Point(1, 2), [3])
nested.y.append(4)
print(nested, nested.x.y)
print([getattr(p, f) for f in p._fields], dict(zip(p._fields, p)), Point(**{"x": 1, "y": 0}), Point(*"ab"))
for attempt in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, 2, z=3), lambda: Point(1, x=2), lambda: Point._make([1]),
                lambda: p._replace(z=1), lambda: setattr(p, "x", 5), lambda: setattr(p, "other", 5), lambda: p.nope,
                lambda: namedtuple("A", "a a"), lambda: namedtuple("A", "_a"), lambda: namedtuple("A", "class"), lambda: namedtuple("1A", "a"),
                lambda: namedtuple("A", "a", defaults=(1, 2)), lambda: p.__setitem__):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
import copy
import pprint
pprint.pprint({"point": p, "all": [p]})
print(copy.copy(p), copy.deepcopy(nested) == nested, Point.__module__, Point, Point.__mro__)
