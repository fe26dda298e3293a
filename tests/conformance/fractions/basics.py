from fractions import Fraction
from decimal import Decimal
import math

print(Fraction(3, 6), repr(Fraction(-4, 6)), Fraction("3/7"), Fraction(" -1.25 "), Fraction("1e-3"), Fraction(0.5), Fraction(Decimal("1.1")), Fraction())
print(Fraction(1, 2) + Fraction(1, 3), Fraction(1, 2) - 1, 2 * Fraction(3, 4), Fraction(1, 2) / Fraction(3, 4), Fraction(7, 2) // 1, Fraction(7, 2) % 1)
print(Fraction(1, 2) + 0.25, Fraction(2, 3) ** 2, Fraction(2, 3) ** -2, Fraction(4, 1) ** 0.5, 2 ** Fraction(3), 2 ** Fraction(1, 2))
print(Fraction(3, 2) > 1, Fraction(1, 2) == 0.5, Fraction(1, 3) < Fraction(2, 3), hash(Fraction(1, 2)) == hash(0.5), hash(Fraction(5)) == hash(5))
print(float(Fraction(1, 3)), int(Fraction(-7, 2)), round(Fraction(7, 2)), round(Fraction(22, 7), 3), math.floor(Fraction(-7, 2)), math.ceil(Fraction(7, 2)))
print(Fraction(math.pi).limit_denominator(1000), Fraction("3.1415926535897932").limit_denominator(), Fraction(5, 4).numerator, Fraction(5, 4).denominator)
print(sum([Fraction(1, 3)] * 3), abs(Fraction(-1, 2)), -Fraction(1, 2), bool(Fraction(0)), Fraction(3, 4).as_integer_ratio())
for make in [lambda: Fraction(1, 0), lambda: Fraction("x"), lambda: Fraction("1/0"), lambda: Fraction(1.5, 2), lambda: Fraction(None), lambda: Fraction(1, 2) / 0, lambda: Fraction(1) + "a"]:
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)
