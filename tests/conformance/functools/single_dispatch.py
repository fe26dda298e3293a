# SPDX-License-Identifier: Apache-2.0
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import singledispatch, singledispatchmethod


class Base:
    pass


class Derived(Base):
    pass


@singledispatch
def describe(value, verbose=False):
    return f"object {value!r}"


@describe.register(int)
def _(value, verbose=False):
    return f"int {value}" + (" verbose" if verbose else "")


@describe.register(list)
@describe.register(tuple)
def _(value, verbose=False):
    return f"{len(value)} items"


@describe.register(Mapping)
def describe_mapping(value, verbose=False):
    return "mapping " + ", ".join(value)


@describe.register(Base)
def _(value, verbose=False):
    return "a Base"


describe.register(type(None), lambda value, verbose=False: "nothing")
for value in (1, True, 2.5, [1], (1, 2), {"a": 1}, OrderedDict(b=1), None, Derived(), "text"):
    print(describe(value))
print(describe(3, verbose=True), describe.__name__, describe.dispatch(bool) is describe.dispatch(int), describe.dispatch(dict) is describe_mapping)
print(sorted(cls.__name__ for cls in describe.registry), int in describe.registry)
try:
    describe()
except TypeError as error:
    print(error)
try:
    describe.register(5)
except TypeError as error:
    print(error)


class Printer:
    prefix = ">"

    @singledispatchmethod
    def show(self, value):
        return f"{self.prefix} {value}"

    @show.register(int)
    def _(self, value):
        return f"{self.prefix} int {value}"

    @show.register(list)
    def _(self, value):
        return [self.show(item) for item in value]


print(Printer().show("a"), Printer().show(2), Printer().show([1, "b"]))


class Maker:
    @singledispatchmethod
    @classmethod
    def make(cls, value):
        return f"{cls.__name__} of {value}"

    @make.register(int)
    @classmethod
    def _(cls, value):
        return f"{cls.__name__} of int {value}"


print(Maker.make(1), Maker().make("x"))
