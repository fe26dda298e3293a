# SPDX-License-Identifier: Apache-2.0
from abc import ABC, abstractmethod


class Drawable(ABC):
    @abstractmethod
    def draw(self): ...


class Special(Drawable):
    pass


@Drawable.register
class Circle:
    def draw(self):
        return "o"


Special.register(int)
print(isinstance(Circle(), Drawable), issubclass(Circle, Drawable), isinstance(3, Drawable), isinstance(3, Special), isinstance("", Drawable))
print(Drawable in Circle.__mro__)


class Sized(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Sized:
            return any("size" in c.__dict__ for c in other.__mro__)
        return NotImplemented


class Box:
    size = 1


class SubSized(Sized):
    pass


print(isinstance(Box(), Sized), issubclass(int, Sized), isinstance(Box(), SubSized))
try:
    Drawable.register(5)
except TypeError as error:
    print(error)
try:
    Special.register(Drawable)
except RuntimeError as error:
    print(error)
