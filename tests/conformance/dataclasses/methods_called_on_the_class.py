# The methods that dataclass() makes, called through the class with what is no instance, or with too little.
from dataclasses import dataclass


@dataclass(order=True)
class Point:
    x: int
    y: int = 2


@dataclass(frozen=True)
class Fixed:
    x: int


class Similar:
    x, y = 3, 4


def attempt(function, *args, **kwargs):
    try:
        print("returned", function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


for name in ("__repr__", "__eq__", "__lt__", "__ge__", "__init__"):
    function = getattr(Point, name)
    attempt(function)
    attempt(function, Point(1))
    attempt(function, Point(1), Point(3))
    attempt(function, Similar(), 5)
    attempt(function, "abc", Point(1))
    attempt(function, 5, 6)
    attempt(function, self=Point(1))
    attempt(function, Point(1), 2, 3, 4)
attempt(Point.__repr__, Similar())
attempt(Point.__repr__, 5)
attempt(Fixed.__hash__)
attempt(Fixed.__hash__, 5)
attempt(Fixed.__hash__, Similar())
for arguments in ((), (Fixed(1),), (Fixed(1), "x"), (Fixed(1), "z", 5), (5, "x", 5), (Fixed(1), 5, 5)):
    attempt(Fixed.__setattr__, *arguments)
    attempt(Fixed.__delattr__, *arguments[:2])
