# SPDX-License-Identifier: Apache-2.0
# Numbers of derived classes are written as numbers, also as keys, whatever their repr says.
import enum
import json


class Level(enum.IntEnum):
    LOW = 1
    HUGE = 1 << 96


class Plain(int, enum.Enum):
    TWO = 2


class Ratio(float, enum.Enum):
    HALF = 0.5
    NONE = float("inf")


class Shown(int):
    def __repr__(self):
        return "shown"


class ShownFloat(float):
    def __repr__(self):
        return "shown"

    __str__ = __repr__


VALUES = [*Level, *Plain, *Ratio, Shown(7), Shown(1 << 70), ShownFloat(1.25)]
print(json.dumps(VALUES), json.dumps(VALUES, indent=1))
for value in VALUES:
    print(json.dumps(value), json.dumps({value: value}), json.dumps({value: [value]}, sort_keys=True, indent=2))
