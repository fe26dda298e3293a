from decimal import Decimal, getcontext

print(Decimal("0.1") + Decimal("0.2"), Decimal("1.10") * 3, Decimal(1) / Decimal(3))
print(Decimal("1e30") + 1, Decimal("1e40") + 1, Decimal("1.5") - 2)
print(Decimal(7) // Decimal("-2"), Decimal(7) % Decimal(-2), divmod(Decimal("7.5"), 2))
print(Decimal(2) ** 10, Decimal(2) ** -3, Decimal("1.1") ** 30, Decimal(2) ** Decimal("0.5"))
print(10 + Decimal("2.5"), 10 - Decimal("2.5"), 10 / Decimal(4), 2 ** Decimal(3), 7 // Decimal(2))
print(-Decimal("1.50"), +Decimal("1.23456789012345678901234567890"), abs(Decimal("-3")), -Decimal(0))
print(sum([Decimal("1.1"), Decimal("2.2")]), max(Decimal(1), Decimal("1.5")), sorted([Decimal(3), 1, Decimal("2.5")]))
print(Decimal(2).sqrt(), Decimal(16).sqrt(), Decimal("0.0001").sqrt(), Decimal(1).exp(), Decimal(2).ln(), Decimal(50).log10())
getcontext().prec = 6
print(Decimal(1) / 7, Decimal("123456789") + 0, Decimal(2).sqrt(), Decimal("1e-999999") / 1000)
for other in [1.5, None, "1"]:
    try:
        print(Decimal(1) + other)
    except TypeError as e:
        print(e)
