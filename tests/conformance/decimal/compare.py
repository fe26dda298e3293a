from decimal import Decimal, InvalidOperation

print(Decimal("1.0") == 1, Decimal("1.0") == 1.0, Decimal("0.1") == 0.1, Decimal("0.5") == 0.5, Decimal(1) == "1")
print(Decimal("1.10") < Decimal("1.2"), Decimal(2) > 1.5, 3 >= Decimal(3), Decimal("inf") > 10**100, Decimal("-0") == 0)
print(hash(Decimal("1.5")) == hash(1.5), hash(Decimal(7)) == hash(7), {Decimal("1.0"): "a"}[1], len({Decimal("1"), 1, 1.0}))
print(Decimal("nan") == Decimal("nan"), Decimal("nan") != 1, Decimal(1).compare(2), Decimal("1.0").compare_total(Decimal("1")))
try:
    Decimal("nan") < 1
except InvalidOperation as e:
    print(e)
try:
    Decimal(1) < "a"
except TypeError as e:
    print(e)
print(Decimal(1).max(Decimal("nan")), Decimal("-3").copy_abs(), Decimal(3).copy_sign(Decimal(-1)), bool(Decimal("0.0")), bool(Decimal("0.1")))
print(Decimal("1.5").is_signed(), Decimal("123.456").number_class(), Decimal("-0").number_class(), Decimal(3).fma(2, 3), Decimal(10).remainder_near(3))
