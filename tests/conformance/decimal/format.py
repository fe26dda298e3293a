from decimal import Decimal

values = [Decimal("1234567.891"), Decimal("-0.5"), Decimal("0"), Decimal("1E+5"), Decimal("0.00001234"), Decimal("NaN"), Decimal("-Infinity")]
for spec in ["", ".2f", ",.2f", "e", ".3e", "g", ".3", "10", "<10", "^12.1f", "+", " ", "010.2f", "%", ".1%", "*>15,", "E", "f", "z.0f"]:
    print(spec, [format(v, spec) for v in values])
print(f"{Decimal('12.345'):.2f}", "{:>10.1f}|".format(Decimal("2.25")), format(Decimal("1234.5"), "015,.2f"))
for bad in ["x", "zzz", "q10"]:
    try:
        format(Decimal(1), bad)
    except ValueError as e:
        print(e)
