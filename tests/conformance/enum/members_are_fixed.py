# SPDX-License-Identifier: Apache-2.0
from enum import Enum


class Color(Enum):
    RED = 1
    GREEN = 2


def attempt(function):
    try:
        print(function())
    except AttributeError as error:
        print("AttributeError:", error)


attempt(lambda: setattr(Color.RED, "value", 5))
attempt(lambda: setattr(Color.RED, "name", "x"))
attempt(lambda: setattr(Color, "RED", 5))
attempt(lambda: Color.PURPLE)
attempt(lambda: delattr(Color, "RED"))
Color.RED.note = "kept"
print(Color.RED.note, Color.RED.value, hasattr(Color, "PURPLE"), getattr(Color, "PURPLE", None))
