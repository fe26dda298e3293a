# SPDX-License-Identifier: Apache-2.0
import copy
import decimal
import fractions
import json
import math
import statistics
import time
from datetime import datetime, timedelta, timezone


class Celsius(float):
    scale = "C"

    def __new__(cls, value=0, note=None):
        self = super().__new__(cls, value)
        self.note = note
        return self

    def __repr__(self):
        return f"Celsius({float(self)})"

    def fahrenheit(self):
        return self * 9 / 5 + 32


class Money(float):
    def __add__(self, other):
        return Money(super().__add__(other))

    __radd__ = __add__

    def __str__(self):
        return f"${self:.2f}"

    def __format__(self, spec):
        return "$" + super().__format__(spec or ".1f")

    def __eq__(self, other):
        return round(self, 2) == round(float(other), 2)

    def __hash__(self):
        return float.__hash__(self)


class Plain(float):
    pass


t = Celsius(21.5, note="warm")
print(t, repr(t), t.note, t.scale, t.fahrenheit(), type(t).__name__, isinstance(t, float), issubclass(Celsius, float))
print(t + 1, 1 + t, t - 0.5, t * 2, 2 * t, t / 2, 43 / t, t // 2, 100 // t, t % 4, t ** 2, 2 ** Plain(3), -t, +t, abs(Celsius(-3)), divmod(t, 2), divmod(50, t))
print(type(t + 1).__name__, type(-t).__name__, type(+t).__name__, type(t.real).__name__, type(t.conjugate()).__name__)
print(t == 21.5, t != 21.5, 21.5 == t, t < 22, 21 < t, t >= Celsius(21.5), t == "x", t in [21.5], {21.5: "found"}[t], hash(t) == hash(21.5))
print(bool(t), bool(Celsius()), not Celsius(0.0), int(t), float(t), round(t), round(t, 1), complex(t), str(Plain(2)), repr(Plain(1e20)))
print(math.sqrt(Celsius(16)), math.floor(t), math.ceil(t), math.trunc(t), math.isnan(t), math.fsum([t, 1]), math.isclose(t, 21.5))
print(f"{t:.3f} {t!r} {t} {t:>8}", "{:08.2f}|{}".format(t, t), "%.1f %d %s %r %5.2e" % (t, t, t, t, t))
print(t.is_integer(), t.as_integer_ratio(), t.hex(), Celsius.fromhex("0x1.8p+1"), t.imag, Celsius("1e3"), Celsius(note=1).note)
print(sum([t, t]), max(t, 3), min([t, 30]), sorted([Celsius(3), 2, Celsius(1)]), float(statistics.mean([t, 1])), sum([Celsius(1)], Celsius(2)))
print(json.dumps([t, {"a": Plain(1)}, Plain("inf")]), decimal.Decimal(Plain(0.5)), fractions.Fraction(Plain(0.5)), fractions.Fraction(1, 2) + Plain(1))
print(timedelta(hours=Plain(1.5)), timedelta(1) * Plain(0.5), datetime.fromtimestamp(Plain(86400.5), timezone.utc), time.gmtime(Plain(0)).tm_year)
print(vars(t), t.__dict__, hasattr(Plain(1), "__dict__"), Plain.__mro__[1].__name__, (1.5).__class__ is float, t.__class__.__name__)
m = Money(1.255) + 2
print(m, repr(m), f"{m}", f"{m:.3f}", type(m).__name__, sum([Money(1), Money(2)]), m == 3.26, m == 3.25, len({m, Money(m)}))
t.note = "changed"
c = copy.copy(t)
print(c, c.note, copy.deepcopy([t])[0].note, t.__float__() if hasattr(t, "__float__") else None, t.__add__(1), t.__lt__(3), t.__radd__(2))
for action in (lambda: t + "a", lambda: "a" + t, lambda: t & 1, lambda: t < "a", lambda: [1][t], lambda: Plain("x"), lambda: Plain([]), lambda: ~t, lambda: t / 0, lambda: t % 0, lambda: divmod(t, 0), lambda: range(t), lambda: Plain(1, 2), lambda: t.missing):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
