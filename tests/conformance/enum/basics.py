from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


class Severity(Enum):
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    DEFAULT = 1

    @property
    def label(self):
        return self.name.title()

    @classmethod
    def parse(cls, text):
        return cls[text.upper()]


print(Severity.LOW, repr(Severity.HIGH), Severity.HIGH.value, Severity.HIGH.name, Severity(2), Severity["LOW"])
print([s.name for s in Severity], len(Severity), Severity.DEFAULT is Severity.LOW, list(Severity.__members__))
print(Severity.parse("high").label, Severity.LOW == 1, Severity.LOW == Severity.LOW, Severity.LOW in Severity, {Severity.LOW: "x"}[Severity.DEFAULT])
for action in (lambda: Severity(9), lambda: Severity["NONE"], lambda: Severity.LOW < Severity.HIGH, lambda: setattr(Severity, "LOW", 5)):
    try:
        print(action())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(isinstance(Severity.LOW, Severity), type(Severity.LOW).__name__, f"{Severity.LOW}", "%s" % Severity.HIGH)


class Code(IntEnum):
    OK = 200
    MISSING = 404


print(Code.OK + 1, Code(404), repr(Code.MISSING), Code.OK < Code.MISSING, sorted([Code.MISSING, Code.OK]), f"{Code.OK}", [1, 2][Code.OK - 200])


class Colour(StrEnum):
    RED = auto()
    BLUE = "azure"


print(Colour.RED, Colour.BLUE.upper(), Colour("red") is Colour.RED, repr(Colour.BLUE), "-".join(Colour))


class Permission(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()


both = Permission.READ | Permission.WRITE
print(both, Permission.READ in both, Permission.RUN in both, both & Permission.WRITE, bool(both & Permission.RUN), both.value)


class Bits(IntFlag):
    A = 1
    B = 2


print(Bits.A | Bits.B, int(Bits.A | Bits.B), Bits.A | 4)
try:
    @unique
    class Twice(Enum):
        ONE = 1
        UNO = 1
except ValueError as error:
    print(error)


class Auto(Enum):
    FIRST = auto()
    SECOND = auto()


print(list(Auto), Auto.SECOND.value)


class Kind(str, Enum):
    URL = "url"
    IP = "ip"


print(Kind.URL == "url", Kind("ip").name, Kind.URL.upper(), repr(Kind.IP), [k.value for k in Kind])


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    def density(self):
        return round(self.mass / self.radius, 3)


print(Planet.EARTH.mass, Planet.MARS.density(), Planet.EARTH.value)
