# SPDX-License-Identifier: Apache-2.0
from abc import ABC, ABCMeta, abstractmethod, abstractproperty
import abc


class Shape(ABC):
    def __init__(self, name):
        self.name = name

    @abstractmethod
    def area(self):
        """The area."""

    @property
    @abstractmethod
    def sides(self):
        return 0

    def describe(self):
        return f"{self.name}: {self.area()}"


class Square(Shape):
    sides = 4

    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side ** 2


class Half(Shape):
    def area(self):
        return super().area()


print(Square(3).describe(), Square(2).sides, isinstance(Square(1), Shape), issubclass(Square, ABC))
for make in (lambda: Shape("x"), lambda: Half("h")):
    try:
        make()
    except TypeError as error:
        print(error)
print(sorted(Shape.__abstractmethods__), sorted(Half.__abstractmethods__), Square.__abstractmethods__)
print(type(Shape), type(Square), [c.__name__ for c in Square.__mro__], isinstance(Shape, type), isinstance(Shape, ABCMeta))


class Meta(metaclass=ABCMeta):
    @classmethod
    @abstractmethod
    def make(cls): ...

    @staticmethod
    @abstractmethod
    def help(): ...

    @abstractproperty
    def size(self): ...


try:
    Meta()
except TypeError as error:
    print(error)
print(Shape.area.__isabstractmethod__, abc.ABC.__name__, Shape.area.__doc__)
