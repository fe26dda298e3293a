from decimal import Decimal

for text in ["0", "-0", "1.0", "1E+5", "1e-7", "0.000001", "0.0000001", "123456789012345678901234567890.5", "Infinity", "-inf", "NaN", "sNaN123", " 1_000.5 ", "0E-10", "+.5", "5."]:
    d = Decimal(text)
    print(repr(d), str(d), d.is_finite(), d.is_zero() if not d.is_nan() else None, d.as_tuple())
print(Decimal(0.1), Decimal(True), Decimal((1, (1, 2, 3), -2)), Decimal(10**30), Decimal())
print([Decimal("1.5"), {"a": Decimal("2")}], f"{Decimal('2.50')}", "%s" % Decimal("1.10"))
print(Decimal("123.4567").to_eng_string(), Decimal("123E+4").to_eng_string(), Decimal("1E+7").normalize(), Decimal("120.00").normalize())
for bad in ["abc", "", "1.2.3", "1e", "--1"]:
    try:
        Decimal(bad)
    except Exception as e:
        print(type(e).__name__, e, isinstance(e, ArithmeticError))
for bad in [[1], {}, None]:
    try:
        Decimal(bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
