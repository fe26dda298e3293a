# SPDX-License-Identifier: Apache-2.0
from enum import Enum, Flag, IntFlag, auto


class Permission(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()
    BOTH = READ | WRITE
    ALL = BOTH | RUN


print(list(Permission), Permission.BOTH, Permission.ALL.value, Permission.READ | Permission.WRITE is Permission.BOTH)
print(Permission.BOTH & Permission.READ, Permission.RUN in Permission.ALL, ~Permission.READ)


class Bits(IntFlag):
    A = auto()
    B = auto()
    C = A | B | 8


print(Bits.C.value, Bits(3), [b.name for b in Bits])


class Number(Enum):
    ONE = auto()
    THREE = ONE + 2
    FOUR = auto()


print([(n.name, n.value) for n in Number])
