# SPDX-License-Identifier: Apache-2.0
# The annotations of parameters and results are evaluated where the def stands, and kept.
from typing import Dict, List, Optional


def scale(x: int, by: "float" = 2.0, *rest: List[int], flag: bool = False, **more: Dict[str, int]) -> Optional[float]:
    return x * by


print(scale.__annotations__)


class Point:
    def moved(self, dx: int, dy: int = 0) -> "Point":
        return self

    @staticmethod
    def origin(scale: complex) -> None:
        return None


print(Point.moved.__annotations__, Point.origin.__annotations__, Point().moved.__annotations__)


def outer(kind):
    def inner(value: kind) -> list[kind]:
        return [value]

    return inner


print(outer(int).__annotations__, outer(str).__annotations__, (lambda x: x).__annotations__)
scale.__annotations__["x"] = str
print(scale.__annotations__["x"])


def checked(function):
    def call(*arguments):
        for (name, kind), value in zip(function.__annotations__.items(), arguments):
            if not isinstance(value, kind):
                raise TypeError(f"{name} must be {kind.__name__}, not {type(value).__name__}")
        return function(*arguments)

    return call


@checked
def add(a: int, b: int):
    return a + b


print(add(1, 2))
try:
    add(1, "2")
except TypeError as error:
    print(error)
try:
    def broken(x: undefined_name): ...
except NameError as error:
    print(error)
