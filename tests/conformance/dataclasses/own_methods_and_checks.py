# SPDX-License-Identifier: Apache-2.0
# Methods that a class has itself stay; what cannot be a field is refused; the text of a class tells its parameters.
import dataclasses
import typing
from dataclasses import KW_ONLY, InitVar, dataclass, field


def attempt(label, make):
    try:
        print(label, make())
    except Exception as error:
        print(label, type(error).__name__, error)


@dataclass
class Doubled:
    x: int

    def __init__(self, x):
        self.x = 2 * x


@dataclass(frozen=True)
class Kept:
    x: int = 1

    def __init__(self, x):
        self.__dict__["x"] = x + 1

    def __repr__(self):
        return f"<{self.x}>"

    def __eq__(self, other):
        return True

    __match_args__ = ("other",)


print(Doubled(3), Kept(3), Kept(1) == 7, Kept.__match_args__)


@dataclass
class Counted:
    a: int
    b: list = field(default_factory=list)
    c: "str" = "x"
    d: typing.Optional[int] = None
    e: int = field(default=4, init=False)
    f: typing.ClassVar[int] = 5
    g: InitVar[int] = 6
    _: KW_ONLY
    h: list[int] = field(default_factory=list, repr=False)


@dataclass
class Empty:
    pass


@dataclass
class Told(Counted):
    """Told."""


print(Counted.__doc__, "|", Empty.__doc__, "|", Told.__doc__)
print(Counted(1).__dict__, Counted(1).e, Counted(1))
print(Counted.__init__.__qualname__, Counted.__eq__.__qualname__, Counted.__repr__.__name__)


def inner():
    @dataclass(order=True, slots=True)
    class Local:
        a: int
        b: int = 2

    return Local


Local = inner()
print(Local(1), Local.__slots__, Local.__lt__.__qualname__, Local(1) < Local(2), hasattr(Local(1), "__dict__"))


def no_annotation():
    @dataclass
    class C:
        x = field()


def two_markers():
    @dataclass
    class C:
        a: int
        _: KW_ONLY
        b: int
        __: KW_ONLY
        c: int


def class_factory():
    @dataclass
    class C:
        x: typing.ClassVar[list] = field(default_factory=list)


def init_factory():
    @dataclass
    class C:
        x: InitVar[list] = field(default_factory=list)


def class_keyword():
    @dataclass
    class C:
        x: typing.ClassVar[int] = field(kw_only=True)


def slots_twice():
    @dataclass(slots=True)
    class C:
        __slots__ = ("x",)
        x: int


def weak():
    @dataclass(weakref_slot=True)
    class C:
        x: int


def mutable():
    @dataclass
    class C:
        x: list = []


for check in (no_annotation, two_markers, class_factory, init_factory, class_keyword, slots_twice, weak, mutable):
    attempt(check.__name__, check)
for fields in (["a", "a"], ["for"], ["a b"], [("a", int), ("a", int)], [("x", int, 3)], ["ok"], [("x",)], [("x", 1, 2, 3)], [3], [(3, int)]):
    attempt(fields, lambda: dataclasses.make_dataclass("Made", fields).__doc__)
