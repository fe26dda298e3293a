# SPDX-License-Identifier: Apache-2.0
import numbers
from decimal import Decimal
from fractions import Fraction

for value in (1, True, 2.5, Fraction(1, 3), Decimal("1.5"), "1", None, [1]):
    print(repr(value), [c.__name__ for c in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral)
                        if isinstance(value, c)])
print(issubclass(int, numbers.Integral), issubclass(float, numbers.Rational), numbers.Real)


class Money(numbers.Number):
    def __init__(self, amount):
        self.amount = amount


print(isinstance(Money(1), numbers.Number), isinstance(Money(1), numbers.Real))
