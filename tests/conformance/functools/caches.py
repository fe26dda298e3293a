# SPDX-License-Identifier: Apache-2.0
from functools import cache, cached_property, lru_cache


@lru_cache(maxsize=2)
def square(x):
    print("computing", x)
    return x * x


print(square(2), square(2), square(3), square(4), square(2), square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__name__, square.__wrapped__(5), square.cache_parameters())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info())


@lru_cache
def typed(a, b=1):
    return (a, b)


print(typed(1), typed(1, b=1), typed(1.0), typed.cache_info().hits, typed.cache_info().currsize)
try:
    typed([])
except TypeError as error:
    print(error)


class Circle:
    def __init__(self, r):
        self.r = r

    @cached_property
    def area(self):
        print("area of", self.r)
        return 3 * self.r ** 2

    @lru_cache(maxsize=None)
    def scaled(self, k):
        print("scaling", k)
        return self.r * k


c = Circle(2)
print(c.area, c.area, c.__dict__)
c.area = 5
print(c.area)
del c.area
print(c.area, c.scaled(3), c.scaled(3), Circle.scaled.cache_info())
print(type(Circle.area).__name__, Circle.area.attrname)


class Slotted:
    __slots__ = ()

    @cached_property
    def x(self):
        return 1


try:
    Slotted().x
except TypeError as error:
    print(error)
