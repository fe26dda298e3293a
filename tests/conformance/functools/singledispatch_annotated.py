# SPDX-License-Identifier: Apache-2.0
from functools import singledispatch, singledispatchmethod


class Circle:
    pass


@singledispatch
def show(value):
    return f"value {value!r}"


@show.register
def _(value: int):
    return f"int {value}"


@show.register
def _(value: list) -> str:
    return "list of " + ", ".join(show(item) for item in value)


@show.register
def _(value: Circle):
    return "circle"


@show.register
def _(value: float | bytes):
    return f"float or bytes {value}"


for value in [1, [1, "a", 2.5], Circle(), b"x", None, True]:
    print(show(value))


class Formatter:
    @singledispatchmethod
    def text(self, value):
        return "?"

    @text.register
    def _(self, value: int):
        return f"i{value}"

    @text.register
    def _(self, value: str):
        return f"s{value}"


print(Formatter().text(1), Formatter().text("a"), Formatter().text(None))
try:
    @show.register
    def _(value):
        pass
except TypeError as error:
    print(str(error).split(":")[0])
