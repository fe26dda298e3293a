from dataclasses import asdict, astuple, dataclass, field, fields, replace, FrozenInstanceError, is_dataclass


@dataclass
class Indicator:
    value: str
    kind: str = "url"
    tags: list = field(default_factory=list)
    score: float = field(default=0.0, compare=False)
    secret: str = field(default="s", repr=False)

    def label(self):
        return f"{self.kind}:{self.value}"


a, b = Indicator("x.test"), Indicator("x.test", score=5)
a.tags.append("new")
print(a, b, a == b, Indicator("x.test") == Indicator("x.test", score=9), a.label())
print([f.name for f in fields(Indicator)], asdict(a), astuple(b), is_dataclass(a), is_dataclass(3))
print(replace(b, kind="ip", tags=["t"]))
try:
    Indicator()
except TypeError as error:
    print(error)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}"


print(sorted([Version(2), Version(1, 5), Version(1, 2)]), Version(1) < Version(1, 1), len({Version(1), Version(1)}), str(Version(3, 4)))
try:
    Version(1).major = 2
except FrozenInstanceError as error:
    print(type(error).__name__, error)


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Child(Base):
    c: int = 3
    total: int = field(init=False)

    def __post_init__(self):
        self.total = self.a + self.b + self.c


print(Child(1), Child(1, 20, c=30).total, Child(1) == Base(1))
try:
    hash(Child(1))
except TypeError as error:
    print(error)


@dataclass
class Tree:
    name: str
    children: list["Tree"] = field(default_factory=list)


print(asdict(Tree("root", [Tree("leaf")])))
try:
    @dataclass
    class Wrong:
        items: list = []
except ValueError as error:
    print(error)


@dataclass(kw_only=True)
class Keywords:
    x: int
    y: int = 1


print(Keywords(x=5))
try:
    Keywords(5)
except TypeError as error:
    print(error)
