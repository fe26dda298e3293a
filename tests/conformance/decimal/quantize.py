import decimal
from decimal import Decimal, ROUND_HALF_UP, ROUND_DOWN, ROUND_UP

cent = Decimal("0.01")
for mode in ["ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP"]:
    print(mode, [str(Decimal(x).quantize(cent, rounding=mode)) for x in ["1.005", "-1.005", "2.675", "1.001", "-1.009", "7", "0.125"]])
print(Decimal("3.14159").quantize(Decimal("1.000")), Decimal("123").quantize(Decimal("1E+1")), Decimal("2.5").quantize(Decimal(1)))
print(round(Decimal("2.675"), 2), round(Decimal("2.5")), round(Decimal("3.5")), round(Decimal("1234"), -2))
print(int(Decimal("-3.9")), float(Decimal("0.1")), Decimal("3.5").to_integral_value(), Decimal("-2.5").to_integral_value(ROUND_HALF_UP))
print(Decimal("1.23").same_quantum(Decimal("4.56")), Decimal("1.2").adjusted(), Decimal("0.00123").adjusted(), Decimal("0.75").as_integer_ratio())
try:
    Decimal("1e30").quantize(cent)
except decimal.InvalidOperation as e:
    print(repr(e))
try:
    Decimal(1).quantize(cent, rounding="nearest")
except TypeError as e:
    print(e)
