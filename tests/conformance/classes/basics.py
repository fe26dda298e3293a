# SPDX-License-Identifier: Apache-2.0
class Point:
    """A point."""
    dimensions = 2
    shared = []

    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def move(self, dx=0, dy=0):
        self.x += dx
        self.y += dy
        return self

    def __repr__(self):
        return f'Point({self.x}, {self.y})'

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

    @staticmethod
    def origin():
        return Point(0)

    @classmethod
    def of(cls, pair):
        return cls(*pair)

    @property
    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


p = Point(3, y=4)
print(p, [p], str(p), f'{p}', p.length, p.move(1).move(dy=-4), Point.origin(), Point.of((1, 2)), p == Point(4, 0), p != Point(0), p.dimensions, Point.__doc__, type(p).__name__)
p.extra = 'added'
Point.dimensions = 3
p.shared.append(1)
print(p.extra, p.dimensions, Point.shared, hasattr(p, 'x'), getattr(p, 'nope', None), isinstance(p, Point), p.__dict__ if False else sorted(vars(p)))
move = p.move
print(move(10).x, Point.move(p, 1).x, callable(move))
for bad in [lambda: p.nope, lambda: Point(), lambda: Point(1, 2, 3), lambda: Point.nope, lambda: p(), lambda: p.move(1, 2, 3), lambda: p < p, lambda: p + 1, lambda: len(p), lambda: p[0]]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
try:
    p.length = 5
except AttributeError as error:
    print(type(error).__name__)
